"""The keys of collaborative logs, in the partition of what they hang on."""

from hearth.keys import Key


def log_update(partition: str, epoch: int, seq: int) -> Key:
    """One Yjs update in a log: epoch and place, padded so that text order is number order."""
    return Key(partition, f"{log_updates(epoch)}{seq:012d}")


def log_updates(epoch: int) -> str:
    """The prefix of all updates of one epoch."""
    return f"LOG#{epoch:06d}#"


def log_snapshots(epoch: int) -> str:
    """The prefix of all snapshots of one epoch."""
    return f"SNAPSHOT#{epoch:06d}#"


def log_snapshot(partition: str, epoch: int, seq: int) -> Key:
    """A snapshot that holds everything up to `seq`."""
    return Key(partition, f"{log_snapshots(epoch)}{seq:012d}")


def log_current(partition: str) -> Key:
    """A copy of the latest snapshot, where it can be read together with the head."""
    return Key(partition, "SNAPSHOT")


def log_versions() -> str:
    """The prefix of all versions that were kept of a log, in the order of their times."""
    return "VERSION#"


def log_version(partition: str, version_id: str) -> Key:
    """What it was at one time. The id holds the time, so that text order is the order of times."""
    return Key(partition, f"{log_versions()}{version_id}")
