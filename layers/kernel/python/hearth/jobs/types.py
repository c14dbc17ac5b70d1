"""What a type of job declares, and what its steps are given and answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hearth.access import Member, Principal
from hearth.errors import HearthError
from hearth.jobs import files
from hearth.jobs.items import Job
from hearth.table.write import Write


@dataclass(frozen=True, slots=True)
class Next:
    """A step is done and more is to come, from `checkpoint`.

    `write` is made in one transaction with the checkpoint; `then` is called after it, and what it raises is tried again
    from the checkpoint: for acts outside of the table. `step` says what comes next, as a stable code.
    """

    checkpoint: dict[str, Any]
    done: int
    total: int | None = None
    step: str | None = None
    write: Write | None = None
    then: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The work is done: `facts` are shown, `file` (`Work.join`) can be taken."""

    facts: dict[str, Any] = field(default_factory=dict)
    file: dict[str, Any] | None = None
    done: int | None = None
    write: Write | None = None


@dataclass(slots=True)
class Work:
    """A job in the hands of a worker.

    `checkpoint` is None at the very beginning. `member` is the submitter's membership, of a job of an org. `memory`
    lives as long as the worker: what is in it may be gone at any step.
    """

    job: Job
    checkpoint: dict[str, Any] | None
    member: Member | None = None
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def input(self) -> dict[str, Any]:
        """What the submitter asked for."""
        value: dict[str, Any] = self.job.input
        return value

    @property
    def who(self) -> Principal:
        """The submitter."""
        return self.job.who

    def given(self) -> bytes:
        """What was handed in with it."""
        return files.given(self.job)

    def put_part(self, number: int, data: bytes) -> str:
        """Keep a part of the file to be; the name is for the checkpoint."""
        return files.put_part(self.job, number, data)

    def join(self, parts: Sequence[str], name: str, content_type: str) -> dict[str, Any]:
        """The file that the person takes."""
        return files.join(self.job, parts, name, content_type)


@dataclass(frozen=True, slots=True)
class JobType:
    """A type of job: `<capability>.<noun>`.

    `action` is the row of the permission table that it stands on, when it is submitted, with every worker and when its
    file is taken, and that others need to see it; None for a job that is a person's own. `step` does a bit of the work,
    of a few seconds at most, and may be asked to do the same bit again. `attempts` is how many workers may begin it.
    It is forgotten `days` after its end. Errors of `again` are what a fresh look at things may solve: a step that ends
    with one is tried again, as one whose table was away. A `private` job is seen by its submitter only, whatever others
    may do: where its action says less than what it reads, as with one document.
    """

    name: str
    action: str | None
    step: Callable[[Work], Next | Done]
    attempts: int = 5
    days: int = 7
    again: tuple[type[HearthError], ...] = ()
    private: bool = False

    @property
    def capability(self) -> str:
        """Whose it is."""
        return self.name.partition(".")[0]
