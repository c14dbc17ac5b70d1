"""The worker of the documents' jobs."""

from functions.documents.export.job import EXPORT
from hearth.jobs.worker import Worker

worker = Worker(EXPORT)
handler = worker.handler
