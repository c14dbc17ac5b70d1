"""The worker of the audit log's jobs."""

from functions.audit.export import EXPORT
from hearth.jobs.worker import Worker

worker = Worker(EXPORT)
handler = worker.handler
