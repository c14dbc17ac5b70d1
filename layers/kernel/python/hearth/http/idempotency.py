"""`Idempotency-Key`: the first answer is kept for a day and given again.

The answer is written in the transaction that makes what it tells of, so it costs no round trip and neither can be there
without the other. No key is reserved beforehand: of two requests at once only one transaction goes through:

    A: read ......... commit (thing, answer) ok
    B: read ............................... commit (thing, answer) refused: the key is taken, and by this answer

`docs/decisions/0004-answers-kept-with-the-write.md` has the reasons, 0063 those for not using a library here.
"""

import hashlib
import json
import time
from collections.abc import Callable, Collection
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from hearth import clock, keys
from hearth.errors import Forbidden, Gone, HearthError, Invalid, NotFound, Unauthenticated
from hearth.table.item import Item
from hearth.table.write import NotWritten, Write

KEPT_SECONDS = 24 * 3600
Keep = Callable[[Write, dict[str, Any]], None]
NOT_TOLD_AGAIN = (NotFound, Gone, Forbidden, Unauthenticated)
"""Who may not do it (any more) is not told what it gave either."""


class Kept(Item, discriminator="idempotency"):
    """An answer kept under an Idempotency-Key. `payload` is the hash of the request that it answered."""

    status = UnicodeAttribute()
    answer = UnicodeAttribute(null=True)
    payload = UnicodeAttribute(null=True)


class _Taken(NotWritten):
    """There is an answer under this key already."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept


class _Slot:
    """The place of one key's answer: a write carries the answer there, and it is read back."""

    def __init__(self, subject: str, key: str, fingerprint: dict[str, Any], secret: Collection[str]) -> None:
        self._key = keys.idempotency(subject, _hash(key))
        self._payload = _hash(json.dumps(fingerprint, sort_keys=True))
        self._secret = secret
        self.tried = False

    def carry(self, write: Write, answer: dict[str, Any]) -> None:
        """Let a write keep an answer, without what must not be kept; NotWritten when there is one already."""
        body = answer["body"]
        if self._secret and isinstance(body, dict):
            answer = {**answer, "body": {**body, **dict.fromkeys(self._secret)}}
        kept = Kept.at(
            self._key,
            status="COMPLETED",
            ttl=clock.epoch(clock.in_(seconds=KEPT_SECONDS)),
            answer=json.dumps(answer, sort_keys=True),
            payload=self._payload,
        )
        write.put(kept, Item.pk.does_not_exist() | (Kept.ttl < int(time.time())), _taken, first=True)
        self.tried = True

    def find(self) -> Kept | None:
        """What is kept here."""
        return Kept.find(self._key)

    def answer(self, kept: Kept) -> dict[str, Any]:
        """What was answered. Invalid(`idempotency_key_reused`) when that was another request."""
        if kept.payload != self._payload:
            raise Invalid("This Idempotency-Key was used for another request.", code="idempotency_key_reused")
        answer: dict[str, Any] = json.loads(str(kept.answer))
        return answer


def _hash(value: str) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _taken(raw: dict[str, Any] | None) -> HearthError | None:
    assert raw is not None
    raise _Taken(Kept.from_raw_data(raw))


def once(
    key: str,
    *,
    subject: str,
    fingerprint: dict[str, Any],
    run: Callable[[Keep], dict[str, Any]],
    secret: Collection[str] = (),
) -> tuple[dict[str, Any], bool]:
    """Run `run` at most once to its end for `key`, and give its answer again afterwards.

    `run` is given what adds an answer to its write. Returns the answer and whether it is a repeat; of a repeat the
    members of the body named by `secret` are None. Errors are not kept: the next try runs again.
    Raises Invalid(`idempotency_key_reused`) for another body.
    """
    if not 1 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise Invalid("An Idempotency-Key has 1 to 128 visible ASCII characters.", code="invalid_idempotency_key")
    slot = _Slot(subject, key, fingerprint, secret)
    try:
        answer = run(slot.carry)
        if not slot.tried:  # it wrote nothing: what it said is kept by itself
            write = Write()
            slot.carry(write, answer)
            write.commit()
    except _Taken as taken:
        return slot.answer(taken.kept), True
    except NOT_TOLD_AGAIN:
        raise
    except HearthError:
        # the first time may be why it can't be done again; unless the write has shown that there was none
        kept = None if slot.tried else slot.find()
        if kept is None:
            raise
        return slot.answer(kept), True
    return answer, False
