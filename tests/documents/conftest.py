"""An org with everybody in it, and fresh processes' memories."""

import pytest

from hearth.collab import log, writing
from tests.documents.factories import Org, make_org


@pytest.fixture(autouse=True)
def fresh_memories() -> None:
    """What a worker remembers between calls is gone, as in a new process."""
    log.ends.forget()
    writing.marks.forget()


@pytest.fixture
def org(table: str) -> Org:
    """An org with a member of every role."""
    return make_org()
