"""What a process remembers of where logs end."""

from hearth.collab import log
from hearth.collab.types import Place
from tests.kernel.collab.gardens import LOG


def test_old_knowledge_is_not_relied_upon() -> None:
    now = [1000.0]
    place = Place(LOG, "o", "g", 1)
    ends = log.LogTailCache(lambda: now[0])
    ends.learn(place, 7)
    assert ends.recall(place) == 7
    now[0] += log.TRUSTED_SECONDS
    assert ends.recall(place) is None
