"""Quotas of jobs under way."""

from hearth.keys.jobs import jobs_usage
from hearth.quotas import Quota

JOBS = Quota(
    name="jobs",
    counts="jobs",
    of="org",
    at=jobs_usage,
    default=20,
    least=0,
    full="The organization has as many jobs under way as it may.",
    parameter="QuotaJobs",
    description="Jobs of one organization that are under way at once.",
)
MY_JOBS = Quota(
    name="my_jobs",
    counts="jobs",
    of="person",
    default=5,
    least=0,
    full="You have as many jobs under way as you may.",
    parameter="QuotaMyJobs",
    description="Jobs of one person that are under way at once, whatever the organization.",
)

QUOTAS = (JOBS, MY_JOBS)
