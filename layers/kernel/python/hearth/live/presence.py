"""Coalesces the joins, and the leaves, of a topic within one second, so that one frame tells of many (L9).

Whoever does so in a crowd puts itself on the list of that second, with one conditional write. One of them gathers: it
waits until the second is over, closes the list, and tells of those who are on it. Who finds the list closed takes the
next. So nobody is left out, however slow a write was, and no clock decides who is told of.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from hearth import clock
from hearth.keys import Key
from hearth.keys import realtime as keys
from hearth.live.items import Gathering
from hearth.live.topics import Topic
from hearth.table.item import connection

FEW = 5
"""So many may come within a second, or leave in one, and be told of one by one."""
TRIES = 5
"""Lists that somebody tries to get on, a second apart: each may have been closed just now."""

pause = time.sleep


@dataclass(frozen=True, slots=True)
class PresenceBatch:
    """A list: whose (of those who come, or of those who leave), of which second, and who is on it now."""

    key: Key
    second: int
    listed: frozenset[str]

    def close(self) -> frozenset[str]:
        """Wait until the second is over, and let nobody on the list any more; who is on it then.

        UpdateError when somebody else has closed it, or the table does not answer.
        """
        pause(max(0.0, self.second + 1 - clock.now().timestamp()))
        return _update(self.key, [Path("closed").set(True)], Gathering.closed.does_not_exist())


def join_batch(topic: Topic, who: set[str], *, leaving: bool = False) -> PresenceBatch:
    """Get on the first list that is open. UpdateError when the table does not answer."""
    second = int(clock.now().timestamp())
    for later in range(second, second + TRIES):
        key = (keys.leaving if leaving else keys.gathering)(topic.name, topic.org_id, later)
        put: list[Action] = [
            Gathering.connections.add(who),
            Path("kind").set("gathering"),
            Gathering.ttl.set(later + 60),
        ]
        try:
            return PresenceBatch(key, later, _update(key, put, Gathering.closed.does_not_exist()))
        except UpdateError as error:
            if not is_closed(error) or later == second + TRIES - 1:
                raise
    raise AssertionError


def is_closed(error: UpdateError) -> bool:
    """Whether what failed is that the list is closed."""
    return error.cause_response_code == "ConditionalCheckFailedException"


def _update(key: Key, actions: Sequence[Action], condition: Condition) -> frozenset[str]:
    """Change a list; who is on it then."""
    answer: dict[str, Any] = connection().update_item(
        key.pk, key.sk, actions=actions, condition=condition, return_values="ALL_NEW"
    )
    return frozenset(answer["Attributes"]["connections"]["SS"])
