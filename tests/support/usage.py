"""What is counted of a quota, as the table has it."""

from pynamodb.expressions.operand import Path

from hearth.quotas import Quota, Usage, used_of
from hearth.table.batch import read_all
from hearth.table.write import Write


def counted(quota: Quota, subject: str) -> int | None:
    """How much is taken; None where nothing was ever counted."""
    key = quota.key(subject)
    raw = read_all([key]).get(key)
    return None if raw is None else used_of(quota, raw)


def set_count(quota: Quota, subject: str, number: int) -> None:
    """Let so much be taken."""
    Write().update(Usage, quota.key(subject), [Path(quota.counts).set(number), Usage.kind.set(Usage)]).commit()
