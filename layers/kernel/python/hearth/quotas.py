"""How much of what costs an org or a person may have: counted in the transaction that takes it, on a condition.

    quotas.take(write, quotas.DOCUMENTS, org_id)        # QuotaExceeded when the last place went to somebody else
    quotas.give_back(write, quotas.DOCUMENTS, org_id)

The count and the thing it counts are one write, so that neither can be there without the other, however many come at
once, and no request asks the table once more. What began before it was counted is not in the count: see
`docs/decisions/0036-quotas-in-the-write.md`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from pynamodb.attributes import NumberAttribute

from hearth import clock, keys
from hearth.config import settings
from hearth.errors import HearthError, QuotaExceeded
from hearth.item import Item
from hearth.keys import Key
from hearth.keys.jobs import jobs_usage
from hearth.table import Write
from hearth.table_batch import Raw

DAYS_KEPT = 2
"""A day's count outlives its day, for clocks that differ."""


class Usage(Item, discriminator="usage"):
    """What somebody has taken: at all, or on one day."""

    orgs = NumberAttribute(null=True)
    documents = NumberAttribute(null=True)
    storage = NumberAttribute(null=True)
    mails = NumberAttribute(null=True)
    invitations = NumberAttribute(null=True)
    jobs = NumberAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Quota:
    """A limit. `name` is what settings, problems and the usage routes call it; `counts` the attribute of `Usage`."""

    name: str
    counts: str
    default: int
    of: str
    daily: bool
    full: str
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


ORGS = Quota("orgs", "orgs", 20, "person", daily=False, full="You have made as many organizations as you may.")
DOCUMENTS = Quota(
    "documents", "documents", 20_000, "org", daily=False, full="The organization has as many documents as it may."
)
DOCUMENTS_A_DAY = Quota(
    "documents_a_day",
    "documents",
    1_000,
    "person",
    daily=True,
    full="You have made as many documents as you may today.",
)
STORAGE = Quota("storage", "storage", 10 * 2**30, "org", daily=False, full="The organization's storage is full.")
MAILS_A_DAY = Quota(
    "mails_a_day",
    "mails",
    500,
    "org",
    daily=True,
    full="The organization has mailed as many invitations as it may today.",
)
INVITATIONS_A_DAY = Quota(
    "invitations_a_day",
    "invitations",
    200,
    "person",
    daily=True,
    full="You have invited as many people as you may today.",
)
CONNECTIONS = Quota(
    "connections", "connections", 20, "person", daily=False, full="You are connected as often as you may be."
)
PLACES = Quota("places", "places", 10, "person", daily=False, full="You are here as often as you may be.")
JOBS = Quota(
    "jobs",
    "jobs",
    20,
    "org",
    daily=False,
    full="The organization has as many jobs under way as it may.",
    at=jobs_usage,
)
MY_JOBS = Quota("my_jobs", "jobs", 5, "person", daily=False, full="You have as many jobs under way as you may.")
OF_ORGS = (DOCUMENTS, STORAGE, MAILS_A_DAY, JOBS)
OF_PEOPLE = (ORGS, DOCUMENTS_A_DAY, INVITATIONS_A_DAY, MY_JOBS)
ALL = (*OF_ORGS, *OF_PEOPLE, CONNECTIONS, PLACES)


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
    counted = getattr(Usage, quota.counts)
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
    actions = [getattr(Usage, quota.counts).add(number), Usage.kind.set(Usage)]
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
    return {"quota": quota.name, "used": used, "limit": quota.limit, "period": "day" if quota.daily else None}
