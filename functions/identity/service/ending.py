"""Ending what a session or a key gave, at once."""


def close_connections(person_id: str, session_id: str | None = None, *, spare: str | None = None) -> None:
    """Close the live connections of a session or key, or of all of a person's, right after the write that ended it.

    One query when nobody is connected. Best effort: the event of the write repeats it through the queue, should this
    function die in between.
    """
    from hearth import live  # only what ends something needs it, and signing in should not pay for it

    live.end_session(person_id, session_id, spare=spare)
