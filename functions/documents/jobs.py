"""The worker of the documents' jobs."""

from functions.documents.export.job import EXPORT
from functions.documents.imports.job import IMPORT
from hearth.jobs.worker import Worker

worker = Worker(EXPORT, IMPORT)
handler = worker.handler
