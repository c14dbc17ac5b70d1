"""The keys of jobs."""

from hearth.keys import Key, org_partition, person_partition


def jobs_of_org(org_id: str) -> str:
    """The jobs of an org, by the time of their submission: a job's id begins with it."""
    return f"{org_partition(org_id)}#JOBS"


def jobs_of_person(person_id: str) -> str:
    """The jobs that are a person's own; on gsi1, all that a person has submitted, those of orgs too."""
    return f"{person_partition(person_id)}#JOBS"


def jobs_usage(org_id: str) -> Key:
    """How many jobs of an org are under way. Apart from the org's own partition, so that whoever counts needs no right
    to write there."""
    return Key(f"{jobs_of_org(org_id)}#USAGE", "USAGE")


def job(org_id: str | None, person_id: str, job_id: str) -> Key:
    """A job of an org, or of a person alone."""
    return Key(jobs_of_org(org_id) if org_id else jobs_of_person(person_id), job_id)
