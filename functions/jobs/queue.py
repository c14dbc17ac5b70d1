"""From the bus: jobs whose worker was never called are begun, and those of who is gone are removed. From Lambda: calls
of workers that it has given up on, so that no job waits for ever for a worker that does not load.
"""

import json
from typing import Any

from functions.jobs import repository, service
from hearth import telemetry
from hearth.consumers import Consumer, Envelope, keep_letter
from hearth.jobs.items import QUEUED, folder_of
from hearth.jobs.submitting import call
from hearth.keys.jobs import jobs_of_org, jobs_of_person

consumer = Consumer("jobs", hears={"job.submitted", "job.retried", "person.deleted", "org.purged"})
letters = Consumer("jobs-letters")


def handler(event: dict[str, Any], context: Any) -> Any:
    """The Lambda entry: an event of the bus, or what Lambda writes of a worker's call that failed three times."""
    return (given_up if "requestPayload" in event else heard)(event, context)


@consumer.bus_event
def heard(event: Envelope) -> None:
    """Safe to repeat, in any order: a worker that is called in vain finds that out by itself."""
    thing = event["object"]["id"]
    match event["type"]:
        case "job.submitted" | "job.retried":
            begin(event["org_id"], str(event["data"]["person_id"]), thing)
        case "org.purged":
            service.forget(jobs_of_org(thing), folder_of(thing, ""))
        case "person.deleted":
            service.forget(jobs_of_person(thing), folder_of(None, thing))


@letters.message
def given_up(_: str, letter: dict[str, Any]) -> None:
    """The job ends with its reason, and the letter is kept for who mends the cause. A repeat only keeps it twice."""
    place = _named(letter["requestPayload"])
    if place is not None:
        service.end_lost(repository.find_job(*place))
    keep_letter(json.dumps(letter))


def _named(payload: Any) -> tuple[str | None, str, str] | None:
    """The job that a worker was called for; None when the call named none."""
    try:
        place = payload["job"]
        return place["org_id"], str(place["person_id"]), str(place["job_id"])
    except (KeyError, TypeError):
        return None


def begin(org_id: str | None, person_id: str, job_id: str) -> None:
    """Call the worker of a job that still waits: whoever submitted it may have been cut short before they could."""
    job = repository.find_job(org_id, person_id, job_id)
    if job is not None and job.state == QUEUED and not int(job.attempts):
        telemetry.count("JobsBegunLate")
        call(job)
