"""What changed in a list since a client last asked (delta sync): the objects, the ids that are gone, and a cursor.

A list declares a `Feed`: an index partition that holds its objects in the order of their changes, those that have left
it (deleted, closed) included. A delta is a query of that partition from the cursor on, judged object by object for
whoever asks, so it costs what changed, and nothing is written for it.

    reset ── the client reads the whole list, and keeps the cursor that came with it
      └─ since ── changed objects and ids that are gone, page by page while `more`, and the next cursor

**No change is skipped.** An object's place in the order is the time its writer thought it was, and an index shows it
only later. A cursor therefore never goes beyond the *horizon*, two minutes before the first page of its delta was read:
whatever comes into view behind the end of a delta is still ahead of its cursor. What changed within the horizon is told
again by the next delta; to apply it twice changes nothing.

**A cursor is not secret and not signed**: it says from where to read, never who reads. It holds for one list, person
and access. Of anything else (another org, another role or team, an older form of the objects, a time to come, or so
long ago that traces of deleted objects are gone) the answer is `reset`; what Hearth cannot have made is
`invalid_cursor`.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from hearth import clock
from hearth.access import Member
from hearth.errors import Malformed
from hearth.table.item import Item
from hearth.table.query import query, sort_key_of

HORIZON = timedelta(minutes=2)
"""Longer than a write may take (30 s, tries again included), an index is behind, and two clocks are apart, together."""

_FORM = 1
"""Of cursors. One of another form, which another release has given, is answered with `reset`."""

I = TypeVar("I", bound=Item)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Feed(Generic[I]):
    """A list that clients keep a replica of.

    `kind` are its items; `index` is the one whose partition `partition(scope)` has them by `changed_key`. `form` counts
    the forms in which its objects have been shown: with another, replicas read the list anew.
    """

    name: str
    kind: type[I]
    partition: Callable[[str], str]
    index: str = "gsi1"
    form: int = 1

    def place(self, item: I, scope: str, moment: str, object_id: str) -> None:
        """Put an item, written at `moment`, where the feed finds it. Before every write that changes what is shown."""
        setattr(item, f"{self.index}pk", self.partition(scope))
        setattr(item, f"{self.index}sk", changed_key(moment, object_id))


@dataclass(frozen=True, slots=True)
class Kept:
    """How long traces of deleted objects stay: for `span`, if they were deleted after `since`."""

    span: timedelta
    since: str = ""


@dataclass(slots=True)
class Changes:
    """A page of a delta. With `reset` there is only the cursor, to go on from once the whole list has been read."""

    cursor: str
    items: list[dict[str, Any]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    more: bool = False
    reset: bool = False

    def body(self) -> dict[str, Any]:
        """As a route answers."""
        return {name: getattr(self, name) for name in ("items", "gone", "cursor", "more", "reset")}


def changed_key(moment: str, object_id: str) -> str:
    """An object's place among those of its list, by the time it changed."""
    return f"{moment}#{object_id}"


def read(
    feed: Feed[I],
    scope: str,
    member: Member,
    cursor: str | None,
    *,
    limit: int,
    kept: Kept,
    show: Callable[[I], dict[str, Any] | None],
    knew: Callable[[I], bool] | None = None,
) -> Changes:
    """What changed for `member` since a cursor was given: one query.

    `show` is an object as the list shows it to the member, None when it is not in it for them; `knew` whether it may
    have been once: only then are they told that it is gone. Without it, whoever may list has seen all.
    Malformed(`invalid_cursor`).
    """
    now = clock.now()
    holder = _holder(feed, scope, member)
    since = _parse(cursor) if cursor else None
    if since is None or not _holds(since, holder, now, kept):
        return Changes(_Cursor(holder, clock.iso(now - HORIZON), clock.iso(now)).text(), reset=True)
    begun = since.begun if since.within else clock.iso(now)
    page = query(feed.kind, feed.partition(scope), index=feed.index, limit=limit, after=since.behind)
    if page.next is not None:
        following = _Cursor(holder, sort_key_of(page.next), begun, within=True)
    else:
        following = _Cursor(holder, clock.iso(clock.parse(begun) - HORIZON), begun)
    changes = Changes(following.text(), more=page.next is not None)
    for item in page.items:
        shown = show(item)
        if shown is not None:
            changes.items.append(shown)
        elif knew is None or knew(item):
            changes.gone.append(str(getattr(item, f"{feed.index}sk")).rpartition("#")[2])
    return changes


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where to go on: `behind` a place, after a delta that was begun at a time, or (`within`) inside of it."""

    holder: str
    behind: str
    begun: str
    within: bool = False

    def text(self) -> str:
        """As a client gets it."""
        parts = [_FORM, self.holder, self.behind, self.begun, self.within]
        return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def _parse(cursor: str) -> _Cursor | None:
    """None for one of another form."""
    try:
        parts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if isinstance(parts, list) and parts and type(parts[0]) is int and parts[0] != _FORM:
            return None
        form, holder, behind, begun, within = parts
        moments = [begun, behind.partition("#")[0]]
        right = [type(part) for part in parts] == [int, str, str, str, bool]
        right = right and [clock.iso(clock.parse(moment)) for moment in moments] == moments and form == _FORM
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise _invalid() from error
    if not right:
        raise _invalid()
    return _Cursor(holder, behind, begun, within)


def _invalid() -> Malformed:
    return Malformed("The cursor is not one that this list gave.", code="invalid_cursor")


def _holds(cursor: _Cursor, holder: str, now: datetime, kept: Kept) -> bool:
    """Whether a delta can tell all that changed since."""
    latest = now + HORIZON
    oldest = max(now - kept.span, clock.parse(kept.since) if kept.since else clock.at(0)) + HORIZON
    begun, behind = clock.parse(cursor.begun), clock.parse(cursor.behind.partition("#")[0])
    return cursor.holder == holder and behind < latest and oldest <= begun < latest


def _holder(feed: Feed[Any], scope: str, member: Member) -> str:
    """Whose cursor it is, of what, and with which access: another role or team opens and closes objects that have not
    changed themselves."""
    what = [feed.name, feed.form, feed.partition(scope), member.person_id, member.role, sorted(member.teams)]
    digest = hashlib.sha256(json.dumps(what).encode()).digest()
    return base64.urlsafe_b64encode(digest[:15]).decode()
