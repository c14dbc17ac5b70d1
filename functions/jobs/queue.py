"""From the bus: jobs whose worker was never called are begun, and those of who is gone are removed."""

from functions.jobs import repository, service
from hearth import telemetry
from hearth.consumers import Consumer, Envelope
from hearth.jobs.items import QUEUED, folder_of
from hearth.jobs.submitting import call
from hearth.keys.jobs import jobs_of_org, jobs_of_person

consumer = Consumer("jobs", hears={"job.submitted", "job.retried", "person.deleted", "org.purged"})


@consumer.bus_event
def handler(event: Envelope) -> None:
    """Safe to repeat, in any order: a worker that is called in vain finds that out by itself."""
    thing = event["object"]["id"]
    match event["type"]:
        case "job.submitted" | "job.retried":
            begin(event["org_id"], str(event["data"]["person_id"]), thing)
        case "org.purged":
            service.forget(jobs_of_org(thing), folder_of(thing, ""))
        case "person.deleted":
            service.forget(jobs_of_person(thing), folder_of(None, thing))


def begin(org_id: str | None, person_id: str, job_id: str) -> None:
    """Call the worker of a job that still waits: whoever submitted it may have been cut short before they could."""
    job = repository.find_job(org_id, person_id, job_id)
    if job is not None and job.state == QUEUED and not int(job.attempts):
        telemetry.count("JobsBegunLate")
        call(job)
