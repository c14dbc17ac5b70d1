"""The job that looks at a page: all that its function does, and may do."""

from hearth.context import PersonContext
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.preview import fetching, reading
from hearth.preview.addresses import PUBLIC
from hearth.table.write import Commit, commit_only

RULES = PUBLIC
"""Where it may go. Only tests put others in the place of these."""


def ask(context: PersonContext, url: str, *, commit: Commit[Job] = commit_only) -> Job:
    """Have a page looked at."""
    return submit(PAGE, context.who, {"url": url}, commit=commit)


def step(work: Work) -> Next | Done:
    """All of it: seconds, whatever answers."""
    found = reading.read(fetching.fetch(str(work.input["url"]), RULES))
    told = {"url": found.url, "title": found.title, "description": found.description, "site": found.site}
    return Done(told, done=1)


PAGE = JobType("previews.page", None, step, attempts=2, days=1)
