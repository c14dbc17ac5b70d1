"""What of the live connections a domain event ends."""

from collections.abc import Callable

from hearth.access import TYPES
from hearth.consumers import Envelope
from hearth.live import gateway as live
from hearth.live import topics


def heard(event: Envelope) -> None:
    """Decide again about whom the event concerns. Events that end nothing are none of our business."""
    act = ACTS.get(event["type"])
    if act is not None:
        act(event)


def _member(event: Envelope) -> None:
    if event["org_id"]:
        live.end_access(event["org_id"], event["object"]["id"])


def _team_member(event: Envelope) -> None:
    if event["org_id"] and event["data"].get("person_id"):
        live.end_access(event["org_id"], event["data"]["person_id"])


def _session(event: Envelope) -> None:
    live.end_session(event["object"]["id"], event["data"].get("session_id"), spare=event["data"].get("spared"))


def _key(event: Envelope) -> None:
    live.end_session(event["object"]["id"], event["data"]["key_id"])


def _person(event: Envelope) -> None:
    live.end_session(event["object"]["id"])


def _object(event: Envelope) -> None:
    if event["org_id"]:
        kind = TYPES[event["object"]["type"]]
        code = "deleted" if event["type"] in kind.closing else "access_ended"
        live.recheck(topics.of(kind.name, event["org_id"], event["object"]["id"]).name, code=code)


ACTS: dict[str, Callable[[Envelope], None]] = {
    "member.removed": _member,
    "member.left": _member,
    "member.suspended": _member,
    "member.role_changed": _member,
    "team.member_removed": _team_member,
    "session.ended": _session,
    "api_key.revoked": _key,
    "person.closing": _person,
    "person.deleted": _person,
} | {type_: _object for kind in TYPES.values() for type_ in kind.ending}
"""By event type; the consumer hears these and no others."""
