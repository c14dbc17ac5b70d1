"""What objects are called, for somebody who may know of them."""

from collections.abc import Iterable
from typing import Any

from hearth.access import TYPES, Member, ObjectAccess
from hearth.links.items import Target
from hearth.table.batch import read_all
from hearth.watching.watchers import may_see

MOST = 300
"""Objects that are named at once: three reads of a hundred."""


def titles(member: Member, targets: Iterable[Target]) -> dict[Target, str]:
    """The titles of those that `member` may see now: one round trip for a hundred. The rest is left out, whatever the
    reason."""
    return {target: title_of(raw) for target, raw in seen(member, targets).items()}


def seen(member: Member, targets: Iterable[Target]) -> dict[Target, dict[str, Any]]:
    """The items of those that `member` may see now."""
    places = {one: TYPES[one[0]].key(str(member.org_id), one[1]) for one in dict.fromkeys(targets) if one[0] in TYPES}
    wanted = dict(list(places.items())[:MOST])
    found = read_all(wanted.values()) if wanted else {}
    return {
        target: found[key]
        for target, key in wanted.items()
        if key in found and may_see(member, ObjectAccess.from_raw(TYPES[target[0]], found[key]))
    }


def title_of(raw: dict[str, Any]) -> str:
    """What an object is called, as its item says it."""
    return str((raw.get("title") or raw.get("name") or {}).get("S", ""))
