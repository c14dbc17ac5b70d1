"""A request as a handler is given it: who asks, and what they sent."""

import hmac
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from hearth import access, errors, ids
from hearth.access import Member, Principal
from hearth.config import settings
from hearth.http.allow import InOrg
from hearth.http.route import Route
from hearth.table.batch import Prefetched
from hearth.table.write import Commit, Write, commit_only

B = TypeVar("B")
T = TypeVar("T")


class Request(Generic[B]):
    """What a handler is given: who asks, what they sent, and nothing that has not been checked."""

    def __init__(self, route: Route, event: dict[str, Any], context: Any) -> None:
        self.route = route
        self.event = event
        self.context = context
        self.headers: dict[str, str] = {
            # half a surrogate pair is no text that any store keeps
            name.lower(): value.encode("utf-8", "replace").decode()
            for name, value in (event.get("headers") or {}).items()
            if value is not None
        }
        gateway = event.get("requestContext") or {}
        self.id: str = gateway.get("requestId") or ids.new_id()
        self.address: str = viewer_address(self.headers, gateway)
        self.agent: str = self.headers.get("user-agent", "")[:300]
        self.path: dict[str, str] = event.get("pathParameters") or {}
        self.query: dict[str, Any] = {}
        self.body: B = None  # type: ignore[assignment]  # set before any handler of a route with a body runs
        self.raw: bytes = b""
        self._who = _who(gateway.get("authorizer") or {}, self.address, self.agent)
        self._member: Member | None = None
        self.prefetched = Prefetched()
        self.decided = False
        self.keep: Callable[[Write, Any], None] | None = None

    @property
    def who(self) -> Principal:
        """Who is signed in. Unauthenticated when nobody is."""
        if self._who is None:
            raise errors.Unauthenticated("Sign in, and send the access token as Authorization: Bearer.")
        return self._who

    @property
    def signed_in(self) -> bool:
        """Whether anybody is."""
        return self._who is not None

    @property
    def email_hint(self) -> str | None:
        """The asker's address as the authorizer saw it, at most half a minute ago: to read ahead by, not to rely on."""
        return ((self.event.get("requestContext") or {}).get("authorizer") or {}).get("email") or None

    def load_member(self) -> None:
        """Read the asker's active membership of the org in the path, and with it what the route prefetches.

        One consistent read, before the handler runs. Raises what a stranger or a suspended member is told.
        """
        allow = self.route.allow
        others = allow.prefetch(self) if isinstance(allow, InOrg) and allow.prefetch else ()
        self._member, self.prefetched = access.get_member_prefetching(self.path["org_id"], self.who.person_id, others)

    @property
    def member(self) -> Member:
        """The asker's active membership, as it was loaded. Only routes that are declared `InOrg` have one."""
        if self._member is None:
            raise AssertionError(f"{self.route.name} asks for a membership, but is not declared InOrg")
        return self._member

    def require(self, action: str, thing: access.Shared | None = None) -> Member:
        """Decide by the permission table, and remember that it was asked."""
        self.who.need_scope(access.RULES[action].scope)
        access.require(self.member, action, thing)
        self.decided = True
        return self.member

    def commit(self, present: Callable[[T], Any]) -> "Commit[T]":
        """How the use case of a creating route commits.

        `present` makes the answer of what was made: with an Idempotency-Key, it is kept in the same transaction.
        """
        keep = self.keep
        if keep is None:
            return commit_only

        def together(write: Write, made: T) -> T:
            keep(write, present(made))
            return commit_only(write, made)

        return together

    @property
    def expected_version(self) -> int | None:
        """The version in `If-Match`, or None without one (or with `*`)."""
        value = self.headers.get("if-match", "").strip()
        if value in {"", "*"}:
            return None
        text = value.removeprefix("W/").strip('"')
        if not (text.isascii() and text.isdigit()) or len(text) > 15:
            raise errors.PreconditionFailed("If-Match must be an ETag that the API gave.")
        return int(text)


def viewer_address(headers: dict[str, str], gateway: dict[str, Any]) -> str:
    """The network address of whoever asks."""
    # The edge stands in front, so the gateway sees the edge's address; whoever comes past the edge cannot claim another
    key = settings().edge_key
    if key and hmac.compare_digest(headers.get("x-hearth-edge", "").encode(), key.encode()):
        return headers.get("x-hearth-viewer", "")
    return str((gateway.get("identity") or {}).get("sourceIp") or "")


def _who(context: dict[str, Any], address: str, agent: str) -> Principal | None:
    person = context.get("person_id")
    if not person:
        return None
    return Principal(
        person_id=person,
        session_id=context.get("session_id") or None,
        key_id=context.get("key_id") or None,
        # a key without scopes may do nothing; only a session, which names none, may do everything
        scopes=frozenset((context.get("scopes") or "").split()) if context.get("key_id") else None,
        name=context.get("name") or "",
        address=address,
        agent=agent,
    )
