"""What one mailbox hears of what strangers can ask for: one mail a minute and kind, and so many a day.

Nobody is kept from anything by that: every link that was mailed serves whoever can read the mailbox, whoever asked.
"""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.identity import secret
from functions.identity.models import Guard, OneTimeToken
from hearth import clock
from hearth.errors import HearthError
from hearth.keys import identity as keys

if TYPE_CHECKING:
    from hearth.table.write import Write

PAUSE_SECONDS = 60
DAY_SECONDS = 86400


class JustMailed(HearthError):
    """Somebody else asked at the same moment, and the mail is theirs."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """How often one kind of mail went to one address. `most` in the time for which it is remembered."""

    name: str
    guard: Guard | None
    most: int
    seconds: int = DAY_SECONDS

    @property
    def quiet(self) -> bool:
        """Whether another mail may go there now."""
        return self.guard is None or (self.guard.until <= time.time() and int(self.guard.failures) < self.most)

    @property
    def first(self) -> bool:
        """Whether no mail is remembered that went there."""
        return self.guard is None

    def hears(self, write: "Write") -> "Write":
        """Add to a write that a mail goes there now, if one may. JustMailed when another was counted meanwhile.

        Written in any case: whether there was a mail a moment ago, or an account, must not show in what it takes.
        """
        now = time.time()
        mailed = int(self.guard.failures) if self.guard else 0
        mark = Guard.at(
            keys.guard(self.name),
            failures=mailed + 1 if self.quiet else mailed,
            until=now + PAUSE_SECONDS if self.guard is None or self.quiet else float(self.guard.until),
            ttl=int(self.guard.ttl or 0) if self.guard else int(now) + self.seconds,
        )
        gone = Guard.pk.does_not_exist() | (Guard.ttl <= int(now))
        return write.put(mark, Guard.failures == mailed if self.guard else gone, JustMailed())


def nothing(email: str) -> OneTimeToken:
    """A token that stands where another would, and serves nothing: the same work for an address without an account."""
    return OneTimeToken.at(
        keys.one_time_token(secret.mailed()[1]),
        purpose="nothing",
        person_id="",
        email=email,
        ttl=clock.epoch(clock.in_(seconds=PAUSE_SECONDS)),
    )
