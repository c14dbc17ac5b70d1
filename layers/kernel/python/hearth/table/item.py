"""An item of the one table, as PynamoDB's model, and the connection that all kinds of items share."""

import time
from typing import Any, NoReturn, Self, cast

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import GetError
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from hearth import telemetry
from hearth.config import settings
from hearth.errors import Unavailable
from hearth.keys import Key
from hearth.table import pynamodb_adapter
from hearth.table.pynamodb_adapter import LazyJson


class _Gsi1(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class _Gsi2(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = "gsi2"
        projection = AllProjection()

    gsi2pk = UnicodeAttribute(hash_key=True)
    gsi2sk = UnicodeAttribute(range_key=True)


class Item(Model):
    """An item of the table. Subclasses name themselves: `class Person(Item, discriminator="person")`.

    `version` starts at 1 and grows by one with every write through `Write.replace`; it is the ETag.
    `schema` is the shape the item was written in; readers take every older one.
    """

    class Meta:
        table_name = ""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    schema = NumberAttribute(default=1)
    version = NumberAttribute(default=1)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(null=True)
    updated_at = UnicodeAttribute(null=True)
    ttl = NumberAttribute(null=True)
    ev = LazyJson(null=True)
    gone = LazyJson(null=True)

    gsi1 = _Gsi1()
    gsi2 = _Gsi2()

    @classmethod
    def _get_connection(cls) -> TableConnection:
        if Item._connection is None:
            Item.Meta.table_name = settings().table
            pynamodb_adapter.connect(Item)
        return cast("TableConnection", Item._connection)

    @classmethod
    def _instantiate(cls, attribute_values: dict[str, Any]) -> Any:
        return pynamodb_adapter.instantiate(cls, attribute_values)

    @property
    def key(self) -> Key:
        """The item's primary key."""
        return Key(self.pk, self.sk)

    @classmethod
    def at(cls, key: Key, **attributes: Any) -> Self:
        """A new item of this kind with its key set."""
        return cls(pk=key.pk, sk=key.sk, **attributes)

    @classmethod
    def find(cls, key: Key, *, consistent: bool = True) -> Self | None:
        """The item at `key`, or None when there is none (or its time to live is over)."""
        try:
            item = cls.get(key.pk, key.sk, consistent_read=consistent)
        except cls.DoesNotExist:
            return None
        except GetError as error:
            unavailable(error)
        return None if item.expired else item

    @property
    def expired(self) -> bool:
        """Whether the TTL has passed. DynamoDB deletes late; a reader must not see the item in between."""
        return self.ttl is not None and self.ttl <= time.time()


def connection() -> TableConnection:
    """The one connection, for the few calls that models do not make."""
    return Item._get_connection()


def forget_connection() -> None:
    """Drop the connection, so that the next call reads the settings again. For tests."""
    kinds: list[type[Item]] = [Item, *_subclasses(Item)]
    for kind in kinds:
        kind._connection = None


def _subclasses(kind: type[Item]) -> list[type[Item]]:
    return [sub for direct in kind.__subclasses__() for sub in [direct, *_subclasses(direct)]]


def unavailable(error: BaseException) -> NoReturn:
    """Log what DynamoDB's failure was and raise what the asker is told."""
    telemetry.unexpected(error)
    raise Unavailable("The database did not answer. Nothing was changed; try again.") from error
