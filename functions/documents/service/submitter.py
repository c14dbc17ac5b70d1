"""Whoever asked for a job, as they are when a worker looks: what use cases take in place of a request."""

from dataclasses import dataclass, field

from hearth import access
from hearth.access import Member, Principal, Shared
from hearth.jobs.types import Work
from hearth.table.batch import Prefetched


@dataclass(slots=True)
class Submitter:
    """A person by what they may do now."""

    who: Principal
    member: Member
    prefetched: Prefetched = field(default_factory=Prefetched)

    def require(self, action: str, thing: Shared | None = None) -> Member:
        """Their membership, or the error that says what they may not."""
        access.require(self.member, action, thing)
        return self.member


def submitter_of(work: Work) -> Submitter:
    """Whoever submitted a job of an org."""
    if work.member is None:
        raise AssertionError("a job of an org")
    return Submitter(work.who, work.member)
