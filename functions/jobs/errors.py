"""The errors of the routes of jobs."""

from hearth.errors import Conflict, Forbidden, NotFound


class JobNotFound(NotFound):
    """Absent, forgotten, or not for the asker to know about."""

    code = "job_not_found"


class AlreadyEnded(Conflict):
    """What has ended cannot be cancelled."""

    code = "job_ended"


class NotToRetry(Conflict):
    """Only what failed or was cancelled can be tried again."""

    code = "job_not_to_retry"


class NoFile(Conflict):
    """It has made no file: it has not succeeded (yet), or makes none."""

    code = "job_no_file"


class NotYours(Forbidden):
    """Only whoever submitted a job tries it again or takes its file."""

    code = "job_not_yours"
