"""Telling the person, on all their devices, how their job stands (docs/live-protocol.md, L24)."""

import time

from hearth import clock
from hearth.events import SYSTEM
from hearth.jobs import presenting
from hearth.jobs.items import Job
from hearth.live import gateway as live
from hearth.live import topics

EVERY = 1.0
"""Seconds between two frames of progress; a new state is told at once."""

now = time.monotonic


class ProgressBroadcast:
    """Tells of one job, not too often."""

    def __init__(self) -> None:
        self._state = ""
        self._at = -EVERY

    def tell(self, job: Job) -> None:
        """Tell of it unless it is in the state that was told of a moment ago."""
        if job.state == self._state and now() - self._at < EVERY:
            return
        self._state, self._at = str(job.state), now()
        send(job)


def send(job: Job) -> None:
    """Tell of a job now. Never raises for the receivers' sake."""
    named = ("job", str(job.job_id), int(job.version))
    event = "job.progressed" if job.under_way else "job.finished"
    frame = live.changed(named, event, SYSTEM, str(job.updated_at or clock.iso(clock.now())), job=presenting.job(job))
    live.push(topics.user(str(job.person_id)).name, frame)
