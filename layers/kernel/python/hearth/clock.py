"""Time: what the process thinks it is, and the one form in which Hearth writes it."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The current moment in UTC. Use cases take a `now` where a test must say what time it is."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2026-11-21T10:30:00.123Z`. Sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def parse(text: str) -> datetime:
    """The inverse of `iso`, for any RFC 3339 text with an offset. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs an offset")
    return moment.astimezone(UTC)


def at(seconds: float) -> datetime:
    """The moment that many seconds after 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def epoch(moment: datetime) -> int:
    """Whole seconds since 1970, as DynamoDB's TTL wants them."""
    return int(moment.timestamp())


def in_(**span: float) -> datetime:
    """A moment from now: `in_(minutes=15)`."""
    return now() + timedelta(**span)
