"""The current time, and the one text form in which times are stored and sent."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    """The current moment in UTC. Use cases take a `now` where a test must say what time it is."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2026-11-21T10:30:00.123Z`. Sorts as text."""
    # not strftime: it writes years before 1000 with three digits, which neither sort nor read back
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse(text: str) -> datetime:
    """The inverse of `iso`, for any RFC 3339 text with an offset. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time needs an offset")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no such time in UTC") from error


def at(seconds: float) -> datetime:
    """The moment that many seconds after 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def epoch(moment: datetime) -> int:
    """Whole seconds since 1970, as DynamoDB's TTL wants them."""
    return int(moment.timestamp())


def in_(**span: float) -> datetime:
    """A moment from now: `in_(minutes=15)`."""
    return now() + timedelta(**span)
