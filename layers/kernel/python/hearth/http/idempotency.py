"""`Idempotency-Key`: the first answer is kept for a day and given again (Powertools' idempotency, on our table).

Reserving the key and checking the membership are one transaction, so that a create with a key costs three round trips:
reserve (and check), write, keep the answer.
"""

import json
from collections.abc import Callable
from typing import Any, cast

from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig
from aws_lambda_powertools.utilities.idempotency.base import IdempotencyHandler
from aws_lambda_powertools.utilities.idempotency.exceptions import (
    IdempotencyAlreadyInProgressError,
    IdempotencyItemAlreadyExistsError,
    IdempotencyPersistenceLayerError,
    IdempotencyValidationError,
)
from aws_lambda_powertools.utilities.idempotency.persistence.datarecord import DataRecord
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from hearth import keys
from hearth.config import settings
from hearth.errors import Conflict, HearthError, Invalid
from hearth.table import Item, Write

KEPT_SECONDS = 24 * 3600


class Kept(Item, discriminator="idempotency"):
    """An answer kept under an Idempotency-Key."""

    status = UnicodeAttribute()
    in_progress_until = NumberAttribute(null=True)
    answer = UnicodeAttribute(null=True)
    payload = UnicodeAttribute(null=True)


class _Store(DynamoDBPersistenceLayer):
    """Powertools' persistence, through our table module: one client, counted calls, and `extend` in the same write."""

    def __init__(self, subject: str, extend: Callable[[Write], None]) -> None:
        client = cast("Any", Item._get_connection().connection.client)
        super().__init__(table_name=settings().table, boto3_client=client)
        self._subject = subject
        self._extend = extend

    def _key(self, record_key: str) -> keys.Key:
        return keys.idempotency(self._subject, record_key.rsplit("#", 1)[-1])

    def _get_record(self, idempotency_key: str) -> DataRecord:
        kept = Kept.find(self._key(idempotency_key))
        if kept is None:
            raise IdempotencyItemAlreadyExistsError
        return self._record(idempotency_key, kept)

    @staticmethod
    def _record(key: str, kept: Kept) -> DataRecord:
        return DataRecord(
            key,
            status=kept.status,
            expiry_timestamp=int(kept.ttl),
            in_progress_expiry_timestamp=int(kept.in_progress_until) if kept.in_progress_until else None,
            response_data=kept.answer or "",
            payload_hash=kept.payload or "",
        )

    def _put_record(self, data_record: DataRecord) -> None:
        import time

        key = self._key(data_record.idempotency_key)
        free = Item.pk.does_not_exist() | (Kept.ttl < int(time.time()))
        free |= (Kept.status == "INPROGRESS") & (Kept.in_progress_until < int(time.time() * 1000))
        kept = Kept.at(
            key,
            status=data_record.status,
            ttl=data_record.expiry_timestamp,
            in_progress_until=data_record.in_progress_expiry_timestamp,
            payload=data_record.payload_hash,
        )

        def taken(raw: dict[str, Any] | None) -> HearthError | None:
            old = self._record(data_record.idempotency_key, Kept.from_raw_data(raw)) if raw else None
            if old is not None:
                self._validate_payload(data_payload=data_record, stored_data_record=old)
            raise IdempotencyItemAlreadyExistsError(old_data_record=old)

        write = Write().put(kept, free, taken)
        self._extend(write)
        write.commit()

    def _update_record(self, data_record: DataRecord) -> None:
        actions = [
            Kept.status.set(data_record.status),
            Kept.answer.set(data_record.response_data),
            Kept.ttl.set(data_record.expiry_timestamp or 0),
        ]
        Write().update(Kept, self._key(data_record.idempotency_key), actions).commit()

    def _delete_record(self, data_record: DataRecord) -> None:
        Write().delete(Kept, self._key(data_record.idempotency_key)).commit()


def once(
    key: str,
    *,
    subject: str,
    fingerprint: dict[str, Any],
    run: Callable[[], dict[str, Any]],
    extend: Callable[[Write], None],
    remaining_ms: int,
) -> tuple[dict[str, Any], bool]:
    """Run `run` at most once for `key`, and give its answer again afterwards.

    Returns the answer and whether it is a repeat. Errors are not kept: the next try runs again.
    Raises Invalid(`idempotency_key_reused`) for another body, Conflict(`request_in_progress`) while the first runs.
    """
    if not 1 <= len(key) <= 128 or not key.isascii() or not key.isprintable():
        raise Invalid("An Idempotency-Key has 1 to 128 visible ASCII characters.", code="invalid_idempotency_key")
    ran = False

    def marked(*_: Any) -> dict[str, Any]:
        nonlocal ran
        ran = True
        return run()

    config = IdempotencyConfig(
        event_key_jmespath="key", payload_validation_jmespath="body", expires_after_seconds=KEPT_SECONDS
    )
    config.register_lambda_context(cast("Any", _Remaining(remaining_ms)))
    data = {"key": key, "body": json.dumps(fingerprint, sort_keys=True)}
    try:
        answer = IdempotencyHandler(
            function=marked,
            function_payload=data,
            config=config,
            persistence_store=_Store(subject, extend),
            function_args=(),
            function_kwargs={},
        ).handle()
    except IdempotencyValidationError as error:
        raise Invalid("This Idempotency-Key was used for another request.", code="idempotency_key_reused") from error
    except IdempotencyAlreadyInProgressError as error:
        raise Conflict("The same request is still being answered.", code="request_in_progress") from error
    except IdempotencyPersistenceLayerError as error:
        if isinstance(error.__cause__, HearthError):
            raise error.__cause__ from None  # the membership check in the same transaction said no
        raise
    return cast("dict[str, Any]", answer), not ran


class _Remaining:
    """What Powertools wants to know of the Lambda context: when a crashed first try gives the key free."""

    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds
