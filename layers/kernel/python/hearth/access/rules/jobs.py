"""Work that goes on by itself. What a job does decides who else may see it (`functions/jobs/policies.py`)."""

from hearth.access.roles import EVERYBODY, Rule

RULES = {
    "job.list": Rule("org:read", EVERYBODY),
    "job.read": Rule("org:read", EVERYBODY),
    "job.cancel": Rule("org:write", EVERYBODY),
    "job.retry": Rule("org:write", EVERYBODY),
}
