"""Writing to the one table: single writes and transactions that carry, as conditions, what was checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar, cast
from uuid import uuid4

from pynamodb.exceptions import (
    DeleteError,
    GetError,
    PutError,
    PynamoDBException,
    QueryError,
    TransactWriteError,
    UpdateError,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from hearth import clock, deadline
from hearth.errors import AlreadyExists, Conflict, HearthError, PreconditionFailed
from hearth.keys import Key
from hearth.table.item import Item, connection, unavailable

ITEM_LIMIT = 400 * 1024
"""Bytes that DynamoDB takes in one item."""

T = TypeVar("T")
I = TypeVar("I", bound="Item")  # noqa: E741


class NotWritten(Exception):
    """A condition of a write failed, and the existing item answers the request. Nothing was written.

    The same is true of every HearthError but Unavailable; after any other exception it is not known what was written.
    """


OnFailure = HearthError | Callable[[dict[str, Any] | None], HearthError | None] | None

_OLD = "ALL_OLD"


@dataclass(slots=True)
class _Operation:
    order: int  # the order in which PynamoDB lays out a transaction: checks, deletes, puts, updates; 4: an update, last
    kwargs: dict[str, Any]
    on_failure: OnFailure


class Write:
    """Writes that happen together or not at all, each with the condition it stands on and the error if that fails.

    One operation goes as itself (and costs its own units); several go as one transaction (and cost double).
    The condition *is* the check: what was read before only served to say no early.
    """

    def __init__(self) -> None:
        self._operations: list[_Operation] = []

    def create(self, item: Item, on_failure: OnFailure = None) -> Self:
        """Put a new item; `on_failure` (default: Conflict) if there is one already."""
        now = clock.iso(clock.now())
        item.created_at = item.created_at or now
        item.updated_at = item.updated_at or now
        return self.put(item, Item.pk.does_not_exist(), on_failure or AlreadyExists("It exists already."))

    def replace(self, item: Item, on_failure: OnFailure = None, *, condition: Condition | None = None) -> Self:
        """Put a changed item in place of the version it was read as; PreconditionFailed if that is gone."""
        expected = int(item.version)
        item.version = expected + 1
        item.updated_at = clock.iso(clock.now())
        unchanged = Item.version == expected
        return self.put(
            item, unchanged & condition if condition is not None else unchanged, on_failure or changed_meanwhile()
        )

    def put(
        self, item: Item, condition: Condition | None = None, on_failure: OnFailure = None, *, first: bool = False
    ) -> Self:
        """Put an item, whatever is there unless `condition` says otherwise.

        Of several puts whose conditions fail, the `first` one's error is raised.
        """
        kwargs = item.get_save_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure=_OLD if condition is not None else None
        )
        return self._add(2, kwargs, on_failure, first=first)

    def update(
        self,
        kind: type[Item],
        key: Key,
        actions: Sequence[Action],
        condition: Condition | None = None,
        on_failure: OnFailure = None,
        *,
        last: bool = False,
    ) -> Self:
        """Change attributes in place, without reading.

        Of several updates whose conditions fail, a `last` one's error is raised only when no other has one.
        """
        kwargs = kind.at(key).get_update_kwargs_from_instance(
            actions=list(actions),
            condition=condition,
            return_values_on_condition_failure=_OLD if condition is not None else None,
        )
        return self._add(4 if last else 3, kwargs, on_failure)

    def delete(
        self, kind: type[Item], key: Key, condition: Condition | None = None, on_failure: OnFailure = None
    ) -> Self:
        """Remove an item for good."""
        kwargs = kind.at(key).get_delete_kwargs_from_instance(
            condition=condition, return_values_on_condition_failure=_OLD if condition is not None else None
        )
        return self._add(1, kwargs, on_failure)

    def check(self, kind: type[Item], key: Key, condition: Condition, on_failure: OnFailure) -> Self:
        """Write nothing, but let the whole fail unless `condition` holds for the item at `key`."""
        kwargs = kind.get_operation_kwargs_from_class(key.pk, key.sk, condition=condition)
        kwargs["ReturnValuesOnConditionCheckFailure"] = _OLD
        return self._add(0, kwargs, on_failure)

    def _add(self, order: int, kwargs: dict[str, Any], on_failure: OnFailure, *, first: bool = False) -> Self:
        self._operations.insert(0 if first else len(self._operations), _Operation(order, kwargs, on_failure))
        return self

    def commit(self, token: str | None = None) -> None:
        """Do it: one round trip. Raises the `on_failure` of the first condition that failed.

        Raises Conflict(`busy`) when other writers would not let go while there was time, Unavailable when DynamoDB did
        not answer or took on no more. `token` makes a repeat within ten minutes harmless (ClientRequestToken); without
        one, the tries of this commit share one, so that what may have been applied is not applied again.
        """
        operations = sorted(self._operations, key=lambda operation: operation.order)
        if not operations:
            return
        if len(operations) == 1 and operations[0].order > 0 and token is None:
            _single(operations[0])
            return
        token = token or str(uuid4())
        attempt = 0
        while True:
            attempt += 1
            try:
                connection().connection.transact_write_items(
                    condition_check_items=[op.kwargs for op in operations if op.order == 0],
                    delete_items=[op.kwargs for op in operations if op.order == 1],
                    put_items=[op.kwargs for op in operations if op.order == 2],
                    update_items=[op.kwargs for op in operations if op.order >= 3],
                    client_request_token=token,
                )
                return
            except TransactWriteError as error:
                passing = _passing(error, operations)
                if passing and deadline.pause(attempt):
                    continue
                if passing == {"TransactionConflict"}:
                    raise Conflict("Others are changing the same thing. Try again.", code="busy") from error
                unavailable(error)


Commit = Callable[[Write, T], T]
"""How a use case ends: given its write and what that makes, commit and return the latter.

Whoever calls it says what else goes into the same transaction (`hearth.http.idempotency`: the answer)."""


def commit_only(write: Write, made: T) -> T:
    """Commit, and nothing else."""
    write.commit()
    return made


def _single(operation: _Operation) -> None:
    table = connection().connection
    name = {1: "DeleteItem", 2: "PutItem", 3: "UpdateItem", 4: "UpdateItem"}[operation.order]
    try:
        table.dispatch(name, dict(operation.kwargs))
    except Exception as error:
        cause = _response(error)
        if cause.get("Error", {}).get("Code") == "ConditionalCheckFailedException":
            _fail(operation.on_failure, cause.get("Item"))
        if isinstance(error, PynamoDBException) or cause:
            unavailable(error)
        raise


_PASSING = frozenset(("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "InternalServerError"))
"""Reasons of a cancellation that another try may not meet."""


def _passing(error: TransactWriteError, operations: list[_Operation]) -> set[str]:
    """Why a cancelled transaction is worth another try, if it is; raises the domain error of a failed condition."""
    reasons = error.cancellation_reasons
    for operation, reason in zip(operations, reasons, strict=False):
        if reason is not None and reason.code == "ConditionalCheckFailed":
            _fail(operation.on_failure, reason.raw_item)
    codes = {reason.code for reason in reasons if reason is not None and reason.code != "None"}
    return codes if codes <= _PASSING else set()


def _response(error: BaseException) -> dict[str, Any]:
    """What DynamoDB said. PynamoDB wraps botocore's error and leaves out the item, so look at the innermost one."""
    while error.__cause__ is not None:
        error = error.__cause__
    return cast("dict[str, Any]", getattr(error, "response", None) or {})


def _fail(on_failure: OnFailure, raw: dict[str, Any] | None) -> None:
    error = on_failure(raw) if callable(on_failure) and not isinstance(on_failure, HearthError) else on_failure
    if error is None:
        error = Conflict("It is not in a state that allows this.")
    raise error


def changed_meanwhile() -> PreconditionFailed:
    """The error of a write that stood on an older version."""
    return PreconditionFailed("It has changed since the version you saw. Load it again.")


def check_version(item: Item, expected: int | None) -> None:
    """PreconditionFailed when a caller who names a version (`If-Match`) names another than the item has."""
    if expected is not None and int(item.version) != expected:
        raise changed_meanwhile()


STORAGE_ERRORS = (GetError, QueryError, PutError, UpdateError, DeleteError, TransactWriteError)
"""What PynamoDB raises when DynamoDB itself fails; the HTTP kernel answers 503."""
