"""The worker of an organization's jobs."""

from functions.organizations.service.importing import INVITE
from hearth.jobs.worker import Worker

worker = Worker(INVITE)
handler = worker.handler
