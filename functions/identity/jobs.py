"""The worker of jobs about an account."""

from functions.identity.service.export import EXPORT
from hearth.jobs.worker import Worker

worker = Worker(EXPORT)
handler = worker.handler
