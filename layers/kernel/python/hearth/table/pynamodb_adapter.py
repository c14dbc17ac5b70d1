"""What of PynamoDB is done otherwise here: four of its internals, in one place.

- `Model._get_connection`: one connection for every kind of item; PynamoDB would make one, with a client of its own, for
  each class.
- `Connection._client`: `hearth.table.transport` instead of botocore's client.
- `Connection._make_api_call`: every round trip is counted, with the units it cost.
- `Model._instantiate`: an item from what the table holds, without passing every value and every default through a
  descriptor twice.

Decision 0027 has the reasons and figures; `tests/kernel/test_pynamodb_adapter.py` fails when a release of PynamoDB has
changed one of them, or when items come out other than by PynamoDB's own means.
"""

import json
import time
from typing import Any, cast

from pynamodb.attributes import JSONAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.models import Model

from hearth import telemetry
from hearth.table.transport import DynamoTransport


class _Text(str):
    """A JSON attribute that nobody has looked into."""

    __slots__ = ()


class LazyJson(JSONAttribute):
    """A JSON attribute that is read when somebody asks for it: lists read many items, and nobody the events in them."""

    def deserialize(self, value: str) -> Any:
        return _Text(value)

    def __get__(self, instance: Any, owner: Any) -> Any:
        value = super().__get__(instance, owner)
        if type(value) is _Text:
            value = json.loads(value)
            self.__set__(instance, value)
        return value


def connect(model: type[Model]) -> TableConnection:
    """The connection of a model: PynamoDB's, over our transport, with its round trips counted."""
    made: TableConnection = cast("Any", Model._get_connection).__func__(model)
    cast("Any", made.connection)._client = DynamoTransport()
    _count_calls(made)
    return made


def instantiate(cls: Any, attribute_values: dict[str, Any]) -> Any:
    """An item of `cls`, or of the class that the item names as its kind. TypeError when that is another branch's."""
    stored = cls._get_discriminator_class(attribute_values) or cls
    if not issubclass(stored, cls):
        raise TypeError(f"a {stored.__name__} is where a {cls.__name__} was looked for")
    values: dict[str, Any] = {"kind": stored}
    for name, attribute in stored._attributes.items():
        there = attribute_values.get(attribute.attr_path[-1])
        if there and "NULL" not in there:
            values[name] = attribute.deserialize(attribute.get_value(there))
        elif attribute.default is not None:
            values[name] = attribute.default() if callable(attribute.default) else attribute.default
    item = stored.__new__(stored)
    item.attribute_values = values
    return item


def _count_calls(connection: TableConnection) -> None:
    """Report every round trip to telemetry, with the units it cost, and honour retries as the trips they are."""
    inner = connection.connection

    def counted(operation: str, arguments: dict[str, Any]) -> Any:
        arguments.setdefault("ReturnConsumedCapacity", "TOTAL")
        began = time.perf_counter()
        try:
            answer = original(operation, arguments)
        except Exception:  # a refused condition is a round trip like any other
            telemetry.table_called(operation, 0.0, time.perf_counter() - began)
            raise
        consumed = answer.get("ConsumedCapacity") or {}
        parts = consumed if isinstance(consumed, list) else [consumed]
        units = sum(float(part.get("CapacityUnits", 0)) for part in parts)
        telemetry.table_called(operation, units, time.perf_counter() - began)
        return answer

    original = inner._make_api_call
    inner._make_api_call = counted  # type: ignore[method-assign,assignment]
