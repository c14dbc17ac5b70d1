"""The jobs of the sample data: a copy of the audit log that is there to be taken."""

from __future__ import annotations

from infra.client import jobs
from infra.sample.people import Sample


def load(sample: Sample) -> None:
    """One that has succeeded, for the tray to show."""
    if not jobs.mine(sample.owner):
        jobs.submit(sample.owner, f"/v1/orgs/{sample.org_id}/audit/export", {"format": "csv"})
