"""The worker that looks at pages: a function of its own, since what answers it is somebody else's."""

from functions.previews.looking import PAGE
from hearth.jobs.worker import Worker

worker = Worker(PAGE)
handler = worker.handler
