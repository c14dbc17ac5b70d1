"""Keeping the links of an object as its log says: after each folding, from the state that it made.

    fold to 20 ──► the copy of the latest snapshot says 20 ──► read the links ──► put and delete the difference
    fold to 10, late or beside it ── each of its writes stands on "the copy says 10", and none happens any more

So the links are those of the latest state, whoever folds it how often; and cut anywhere, the next to fold finds the
head untold and does this again.
"""

from collections.abc import Iterable

from hearth import telemetry
from hearth.collab.items import Snapshot
from hearth.collab.types import Place
from hearth.errors import Conflict
from hearth.keys import collab as log_keys
from hearth.links import repository
from hearth.links.items import Link, Target
from hearth.table.write import Write

AT_ONCE = 50
"""Links that one transaction changes."""


class _Superseded(Conflict):
    """Somebody has folded further."""


def keep(place: Place, latest: Snapshot, found: Iterable[Target]) -> None:
    """Let an object lead to what was found in the state of `latest`, and to nothing else. Safe to repeat."""
    source = (place.kind.name, place.object_id)
    wanted = [target for target in dict.fromkeys(found) if target != source][: repository.MOST]
    there = {link.target: link for link in repository.list_links(place.partition)}
    new = [Link.new(place.partition, place.org_id, source, one) for one in wanted if one not in there]
    gone = [link for target, link in there.items() if target not in set(wanted)]
    changed = [*new, *gone]
    for start in range(0, len(changed), AT_ONCE):
        write = _as_of(place, latest)
        for link in changed[start : start + AT_ONCE]:
            if link.target in there:
                write.delete(Link, link.key)
            else:
                write.put(link)
        try:
            write.commit()
        except _Superseded:
            return
    telemetry.count("LinksChanged", len(changed))


def _as_of(place: Place, latest: Snapshot) -> Write:
    """A write that stands on nobody having folded further."""
    kind = place.kind.snapshot
    same = (kind.epoch == int(latest.epoch)) & (kind.seq == int(latest.seq))
    return Write().check(kind, log_keys.log_current(place.partition), same, _Superseded("Somebody has folded further."))
