"""Quotas: how much of what costs an org or a person may have, counted in the transaction that takes it.

    quotas.take(write, DOCUMENTS, org_id)        # QuotaExceeded when the last place went to somebody else
    quotas.give_back(write, DOCUMENTS, org_id)

A capability declares its own in a module of its name beside this file (`documents.py` is a model), as `QUOTAS`; the
parameters of the template, the setting and the usage routes follow. Its words for people are in its part of the client.

The count and the thing it counts are one write, so that neither can be there without the other, however many come at
once, and no request asks the table once more. What began before it was counted is not in the count: see
`docs/decisions/0036-quotas-in-the-write.md`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Literal

from pynamodb.expressions.operand import Path

from hearth import clock, keys
from hearth.config import settings
from hearth.errors import HearthError, QuotaExceeded
from hearth.keys import Key
from hearth.table.batch import Raw
from hearth.table.item import Item
from hearth.table.write import Write

DAYS_KEPT = 2
"""A day's count outlives its day, for clocks that differ."""


class Usage(Item, discriminator="usage"):
    """What somebody has taken, at all or on one day: one number for each quota, under the name it `counts`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """A limit, of an org or of a person.

    `name` is what settings, problems and the usage routes call it, `full` what is said when nothing is left. `counts`
    is the attribute of `Usage` it is counted under; what is counted by other means has none. A `daily` one is counted
    anew each day (UTC), one with `at` in an item of its own. `unit` is what the number is of, so that nobody who shows
    it has to know the quota's name. `parameter` is that of the template which sets it, with
    its `description` and the `least` it may be.
    """

    name: str
    of: Literal["org", "person"]
    default: int
    full: str
    parameter: str
    description: str
    counts: str = ""
    unit: Literal["count", "byte"] = "count"
    daily: bool = False
    least: int | None = None
    at: Callable[[str], Key] | None = None

    @property
    def limit(self) -> int:
        """How much there may be, as the deployment says."""
        return limits().get(self.name, self.default)

    def key(self, subject: str) -> Key:
        """Where it is counted: with the others of the org or person, unless it has a place of its own (`at`)."""
        if self.at is not None:
            return self.at(subject)
        day = today() if self.daily else ""
        return keys.org_usage(subject, day) if self.of == "org" else keys.person_usage(subject, day)


@cache
def declared() -> tuple[Quota, ...]:
    """Every quota of every capability. Only who shows them, or deploys them, needs them all."""
    from hearth.registry import declared as found

    return tuple(quota for quotas in found(__name__, __path__, "QUOTAS") for quota in quotas)


def of_orgs() -> list[Quota]:
    """What is counted of an org."""
    return [quota for quota in declared() if quota.counts and quota.of == "org"]


def of_people() -> list[Quota]:
    """What is counted of a person."""
    return [quota for quota in declared() if quota.counts and quota.of == "person"]


def limits() -> dict[str, int]:
    """The limits that the deployment sets, by name: `HEARTH_QUOTAS` is `orgs=20 documents=20000`."""
    return _parsed(settings().quotas)


@cache
def _parsed(text: str) -> dict[str, int]:
    return {name: int(value) for name, _, value in (pair.partition("=") for pair in text.split())}


def today() -> str:
    """The day that daily quotas count on, in UTC."""
    return clock.iso(clock.now())[:10]


def take(write: Write, quota: Quota, subject: str, number: int = 1) -> Write:
    """Let a write take `number` of a quota, and fail with QuotaExceeded when there is less left.

    `subject` is the id of the org or person. Other conditions of the write that fail are told of first.
    """
    if number > quota.limit:
        raise exceeded(quota, 0)
    counted = Path(quota.counts)
    room = counted.does_not_exist() | (counted <= quota.limit - number)

    def full(raw: dict[str, Any] | None) -> HearthError:
        return exceeded(quota, used_of(quota, raw))

    return write.update(Usage, quota.key(subject), _adding(quota, number), room, full, last=True)


def give_back(write: Write, quota: Quota, subject: str, number: int = 1, *, counted: bool = False) -> Write:
    """Let a write give back what another has taken.

    What was never counted makes the count negative: it frees a place for one that is, so that there are never more
    than the limit besides those from before. With `counted`, Conflict when nothing is counted there (any more).
    """
    there = Usage.pk.exists() if counted else None
    return write.update(Usage, quota.key(subject), _adding(quota, -number), there, last=True)


def _adding(quota: Quota, number: int) -> list[Any]:
    actions = [Path(quota.counts).add(number), Usage.kind.set(Usage)]
    if quota.daily:
        actions.append(Usage.ttl.set(clock.epoch(clock.now() + timedelta(days=DAYS_KEPT))))
    return actions


def exceeded(quota: Quota, used: int) -> QuotaExceeded:
    """What is said of a quota in which too little is left."""
    return QuotaExceeded(quota.full, quota=quota.name, limit=quota.limit, used=used)


def used_of(quota: Quota, raw: Raw | None) -> int:
    """How much of a quota the item at its key says is taken."""
    return max(0, int((raw or {}).get(quota.counts, {}).get("N", 0)))


def places(of: Sequence[Quota], subject: str) -> list[Key]:
    """Where what somebody has of these quotas is counted, to read ahead."""
    return list(dict.fromkeys(quota.key(subject) for quota in of))


def shown(of: Sequence[Quota], subject: str, found: dict[Key, Raw]) -> list[dict[str, Any]]:
    """What somebody has of these quotas, for people to see."""
    return [present(quota, used_of(quota, found.get(quota.key(subject)))) for quota in of]


def present(quota: Quota, used: int) -> dict[str, Any]:
    """A quota, as the usage routes show it."""
    period = "day" if quota.daily else None
    return {"quota": quota.name, "used": used, "limit": quota.limit, "unit": quota.unit, "period": period}
