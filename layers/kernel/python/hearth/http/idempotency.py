"""`Idempotency-Key`: the first answer is kept for a day and given again (Powertools' idempotency, on our table).

The answer is written in the transaction that makes what it tells of, so it costs no round trip and neither can be there
without the other. Powertools reserves a key first; here nothing needs to be reserved, because of two requests at once
only one transaction goes through:

    A: read ......... commit (thing, answer) ok
    B: read ............................... commit (thing, answer) refused: the key is taken, and by this answer

`docs/decisions/0004-answers-kept-with-the-write.md` has the reasons.
"""

import json
import time
from collections.abc import Callable, Collection
from typing import Any, cast

from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig
from aws_lambda_powertools.utilities.idempotency.base import IdempotencyHandler
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyItemAlreadyExistsError,
    IdempotencyItemNotFoundError,
    IdempotencyValidationError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from aws_lambda_powertools.utilities.idempotency.persistence.datarecord import DataRecord
from pynamodb.attributes import UnicodeAttribute

from hearth import keys
from hearth.errors import Forbidden, Gone, HearthError, Invalid, NotFound, Unauthenticated
from hearth.keys import Key
from hearth.table.item import Item
from hearth.table.write import NotWritten, Write

KEPT_SECONDS = 24 * 3600
Keep = Callable[[Write, dict[str, Any]], None]


class Kept(Item, discriminator="idempotency"):
    """An answer kept under an Idempotency-Key."""

    status = UnicodeAttribute()
    answer = UnicodeAttribute(null=True)
    payload = UnicodeAttribute(null=True)


class _Taken(NotWritten):
    """There is an answer under this key already."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self.kept = kept


class _Store(BasePersistenceLayer):
    """Powertools' persistence: it makes and checks the records, and a write carries them."""

    def __init__(self, subject: str, secret: Collection[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._subject = subject
        self._secret = secret
        self._write: Write | None = None
        self.found: Kept | None = None
        self.tried = False

    def key_of(self, record_key: str) -> Key:
        """Where a record stands."""
        return keys.idempotency(self._subject, record_key.rsplit("#", 1)[-1])

    def carry(self, write: Write, data: dict[str, Any], answer: dict[str, Any]) -> None:
        """Let a write keep an answer, without what must not be kept."""
        body = answer["body"]
        if self._secret and isinstance(body, dict):
            answer = {**answer, "body": {**body, **dict.fromkeys(self._secret)}}
        self._write = write
        self.save_success(data=data, result=answer)
        self._write = None
        self.tried = True

    def _put_record(self, data_record: DataRecord) -> None:
        """Nothing is reserved; what was found is handed to Powertools, which checks it and answers with it."""
        if self.found is not None:
            old = self._record(data_record.idempotency_key, self.found)
            self._validate_payload(data_payload=data_record, stored_data_record=old)
            raise IdempotencyItemAlreadyExistsError(old_data_record=old)

    @staticmethod
    def _record(key: str, kept: Kept) -> DataRecord:
        return DataRecord(
            key,
            status=kept.status,
            expiry_timestamp=int(kept.ttl),
            response_data=kept.answer or "",
            payload_hash=kept.payload or "",
        )

    def _update_record(self, data_record: DataRecord) -> None:
        if self._write is None:
            return  # Powertools' own saving, after the write that carried the answer is done
        free = Item.pk.does_not_exist() | (Kept.ttl < int(time.time()))
        kept = Kept.at(
            self.key_of(data_record.idempotency_key),
            status=data_record.status,
            ttl=data_record.expiry_timestamp,
            answer=data_record.response_data,
            payload=data_record.payload_hash,
        )
        self._write.put(kept, free, _taken, first=True)

    def _get_record(self, idempotency_key: str) -> DataRecord:
        kept = Kept.find(self.key_of(idempotency_key))
        if kept is None:
            raise IdempotencyItemNotFoundError
        return self._record(idempotency_key, kept)

    def _delete_record(self, data_record: DataRecord) -> None:
        """An error is not kept, and there is nothing of it to take back."""


def _taken(raw: dict[str, Any] | None) -> HearthError | None:
    raise _Taken(Kept.from_raw_data(cast("dict[str, Any]", raw)))


def once(
    key: str,
    *,
    subject: str,
    fingerprint: dict[str, Any],
    run: Callable[[Keep], dict[str, Any]],
    context: Any,
    secret: Collection[str] = (),
) -> tuple[dict[str, Any], bool]:
    """Run `run` at most once to its end for `key`, and give its answer again afterwards.

    `run` is given what adds an answer to its write. Returns the answer and whether it is a repeat; of a repeat the
    members of the body named by `secret` are None. Errors are not kept: the next try runs again.
    Raises Invalid(`idempotency_key_reused`) for another body.
    """
    if not 1 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise Invalid("An Idempotency-Key has 1 to 128 visible ASCII characters.", code="invalid_idempotency_key")
    store = _Store(subject, secret)
    data = {"key": key, "body": json.dumps(fingerprint, sort_keys=True)}

    def marked() -> dict[str, Any]:
        answer = run(lambda write, kept: store.carry(write, data, kept))
        if not store.tried:  # it wrote nothing: what it said is kept by itself
            write = Write()
            store.carry(write, data, answer)
            write.commit()
        return answer

    config = IdempotencyConfig(
        event_key_jmespath="key",
        payload_validation_jmespath="body",
        expires_after_seconds=KEPT_SECONDS,
        hash_function="sha256",
        lambda_context=context,
    )
    handler = IdempotencyHandler(
        function=marked,
        function_payload=data,
        config=config,
        persistence_store=store,
        function_args=(),
        function_kwargs={},
    )
    try:
        try:
            return cast("dict[str, Any]", handler.handle()), False
        except _Taken as taken:
            store.found = taken.kept
        except (NotFound, Gone, Forbidden, Unauthenticated):
            raise  # who may not do it (any more) is not told what it gave either
        except HearthError:
            # the first time may be why it can't be done again; unless the write has shown that there was none
            store.found = None if store.tried else _find(store, handler)
            if store.found is None:
                raise
        return cast("dict[str, Any]", handler.handle()), True
    except IdempotencyValidationError as error:
        raise Invalid("This Idempotency-Key was used for another request.", code="idempotency_key_reused") from error


def _find(store: _Store, handler: IdempotencyHandler) -> Kept | None:
    hashed = store._get_hashed_idempotency_key(data=handler.data)
    return Kept.find(store.key_of(str(hashed)))
