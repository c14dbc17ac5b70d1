"""Jobs: submit, look, wait, and take what they make.

job = jobs.submit(client, f"/v1/orgs/{org_id}/audit/export", {"format": "csv"})
text = jobs.result(client, jobs.wait(client, job))
"""

from __future__ import annotations

import time
from typing import Any

from infra.client.rest import HearthClient

ENDED = frozenset({"succeeded", "failed", "cancelled"})
Job = dict[str, Any]


class JobFailed(Exception):
    """A job that was waited for ended without success; `job` says why."""

    def __init__(self, job: Job) -> None:
        reason = job.get("reason") or {}
        super().__init__(f"{job['type']} {job['state']}: {reason.get('code', '')} {reason.get('detail', '')}".strip())
        self.job = job


class StillGoing(Exception):
    """A job that has not ended in the time there was; it goes on."""


def submit(client: HearthClient, path: str, body: object = None, *, idempotency_key: str | None = None) -> Job:
    """Ask for work by the route of the capability whose it is."""
    return client.post(path, body, idempotency_key=idempotency_key)


def mine(client: HearthClient) -> list[Job]:
    """What this person has submitted, in every organization and for themselves, the newest first."""
    return client.pages("/v1/me/jobs")


def of_org(client: HearthClient, org_id: str) -> list[Job]:
    """The jobs of an organization that this person may see."""
    return client.pages(f"/v1/orgs/{org_id}/jobs")


def look(client: HearthClient, job: Job) -> Job:
    """How it stands now."""
    return client.get(job["path"])


def cancel(client: HearthClient, job: Job) -> Job:
    """End it: at once while nobody is at it, otherwise at its next checkpoint."""
    return client.post(f"{job['path']}/cancel")


def retry(client: HearthClient, job: Job) -> Job:
    """Try it again, from where it was."""
    return client.post(f"{job['path']}/retry")


def wait(client: HearthClient, job: Job, *, seconds: float = 300, every: float = 1.0) -> Job:
    """The job once it has succeeded. JobFailed when it ends otherwise, StillGoing when the time is over.

    Asks less often the longer it takes: every tenth of the time that has passed, at least `every` seconds apart.
    """
    began = time.monotonic()
    while job["state"] not in ENDED:
        passed = time.monotonic() - began
        if passed >= seconds:
            raise StillGoing(f"{job['type']} is {job['state']} after {passed:.0f} seconds")
        time.sleep(min(max(every, passed / 10), seconds - passed))
        job = look(client, job)
    if job["state"] != "succeeded":
        raise JobFailed(job)
    return job


def result(client: HearthClient, job: Job) -> bytes:
    """The file that it made."""
    return client.download(client.get(f"{job['path']}/result")["url"])
