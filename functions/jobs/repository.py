"""Jobs in the table. Each function is one access pattern of `docs/data-model.md`."""

from hearth.access import Member
from hearth.jobs.items import Job
from hearth.keys import organizations as keys
from hearth.keys.jobs import job, jobs_of_org, jobs_of_person
from hearth.table.batch import discard, read
from hearth.table.item import Item
from hearth.table.query import Page, query


def find_job(org_id: str | None, person_id: str, job_id: str) -> Job | None:
    """A job of an org, or of a person alone."""
    return Job.find(job(org_id, person_id, job_id))


def list_of_org(org_id: str, limit: int, cursor: str | None) -> Page[Job]:
    """A page of an org's jobs, the newest first."""
    return query(Job, jobs_of_org(org_id), limit=limit, cursor=cursor, newest_first=True)


def list_submitted(person_id: str, limit: int, cursor: str | None) -> Page[Job]:
    """A page of what a person has submitted, wherever, the newest first."""
    return query(Job, jobs_of_person(person_id), index="gsi1", limit=limit, cursor=cursor, newest_first=True)


def orgs_still_of(person_id: str, org_ids: list[str]) -> set[str]:
    """Those of the orgs that the person is an active member of."""
    found = read(*((Member, keys.member(org_id, person_id)) for org_id in org_ids)) if org_ids else []
    return {str(member.org_id) for member in found if member is not None and member.active}


def forget_all(partition: str) -> None:
    """Remove the jobs of an org or of a person for good."""
    cursor = None
    while True:
        page = query(Item, partition, limit=100, cursor=cursor)
        discard(item.key for item in page.items)
        cursor = page.next
        if cursor is None:
            return
