"""Ending what a membership gave, at once."""

from hearth.live import gateway as live


def access_ended(org_id: str, person_id: str) -> None:
    """Let live connections be decided again, right after a write that took something away (a Query if none are there).

    Best effort: the event of the write repeats it, should this function die in between.
    """
    live.end_access(org_id, person_id)
