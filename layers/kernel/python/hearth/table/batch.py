"""Batches: reading, writing and deleting many items of several kinds at once, and taking an item out of the table."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from pynamodb.exceptions import DeleteError

from hearth import deadline
from hearth.errors import Unavailable
from hearth.keys import Key
from hearth.table.item import Item, connection

READ_AT_ONCE = 100
WRITE_AT_ONCE = 25

Raw = dict[str, dict[str, Any]]
I = TypeVar("I", bound=Item)  # noqa: E741


def read_all(wanted: Iterable[Key]) -> dict[Key, Raw]:
    """The items at these keys as DynamoDB gives them, read consistently; absent ones are left out."""
    left = [{"pk": key.pk, "sk": key.sk} for key in sorted(set(wanted))]
    found: dict[Key, Raw] = {}
    table = connection()
    patience = _Patience()
    while left:
        part, left = left[:READ_AT_ONCE], left[READ_AT_ONCE:]
        answer = table.batch_get_item(part, consistent_read=True)  # type: ignore[arg-type]  # its hint is wrong
        for raw in answer.get("Responses", {}).get(table.table_name, []):
            found[Key(raw["pk"]["S"], raw["sk"]["S"])] = raw
        undone = answer.get("UnprocessedKeys", {}).get(table.table_name, {}).get("Keys", [])
        patience.after(len(part), len(undone))
        left += [_plain(key) for key in undone]
    return found


class Readable(Protocol):
    """An item's class, or a view of an item that another capability keeps."""

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Any:
        """From what DynamoDB gave."""


def read(*wanted: tuple[type[Readable], Key]) -> list[Any]:
    """What is at several known keys, each as its class, in their order; None where there is nothing. One round trip.

    Consistent, but not one moment in time. At most 100 keys; an item whose time to live is over is not there.
    """
    return _items(wanted, read_all(key for _, key in wanted))


def _items(wanted: Iterable[tuple[type[Readable], Key]], found: Mapping[Key, Raw | None]) -> list[Any]:
    items = [kind.from_raw_data(raw) if (raw := found.get(key)) else None for kind, key in wanted]
    return [None if isinstance(item, Item) and item.expired else item for item in items]


class Prefetched:
    """Items that were read in one round trip with what decides (`InOrg.prefetch`).

    Each is handed out once: whoever asks again wants to know how things stand now, and reads. So a use case can ask
    here whether or not its caller has read ahead, and try again after a lost race.
    """

    def __init__(self, wanted: Iterable[Key] = (), found: dict[Key, Raw] | None = None) -> None:
        self._read = {key: (found or {}).get(key) for key in wanted}

    def raw(self, key: Key) -> Raw | None:
        """The same for an item of somebody else's kind, as DynamoDB gives it."""
        return self._read.pop(key) if key in self._read else read_all([key]).get(key)

    def find(self, kind: type[I], key: Key) -> I | None:
        """The item at `key`, or None when there is none."""
        if key not in self._read:
            return kind.find(key)
        item: I | None = self.read((kind, key))[0]
        return item

    def read(self, *wanted: tuple[type[Readable], Key]) -> list[Any]:
        """As `read`; a round trip only if not all of these were read ahead."""
        found = {key: self._read.pop(key) for _, key in wanted if key in self._read}
        missing = [key for _, key in wanted if key not in found]
        found.update(read_all(missing) if missing else {})
        return _items(wanted, found)


def take(key: Key) -> Raw | None:
    """Remove an item for good and return it; None when it was not there (any more). Of two at once, one gets it.

    With a condition, though a delete is atomic by itself: DynamoDB Local hands an item to both without.
    """
    try:
        answer = connection().delete_item(key.pk, key.sk, condition=Item.pk.exists(), return_values="ALL_OLD")
    except DeleteError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return None
        raise
    return answer.get("Attributes") or None


def discard(unwanted: Iterable[Key]) -> None:
    """Remove items for good, whether or not they are there. Not a transaction."""
    left = [{"pk": key.pk, "sk": key.sk} for key in sorted(set(unwanted))]
    _write_all("delete_items", left)


def put_all(items: Iterable[Item]) -> None:
    """Put items, whatever is there. Not a transaction: a repeat completes it."""
    _write_all("put_items", [item.serialize() for item in items])


def _write_all(kind: str, left: list[dict[str, Any]]) -> None:
    table = connection()
    patience = _Patience()
    while left:
        part, left = left[:WRITE_AT_ONCE], left[WRITE_AT_ONCE:]
        answer = table.batch_write_item(**{kind: part})  # type: ignore[arg-type]
        undone = answer.get("UnprocessedItems", {}).get(table.table_name, [])
        patience.after(len(part), len(undone))
        if kind == "delete_items":
            left += [_plain(one["DeleteRequest"]["Key"]) for one in undone]
        else:
            left += [one["PutRequest"]["Item"] for one in undone]


class _Patience:
    """Between the calls of one batch: what DynamoDB left undone is asked again, a little later each time."""

    def __init__(self) -> None:
        self._fruitless = 0

    def after(self, asked: int, undone: int) -> None:
        """A call is over. Unavailable when several in a row did nothing, or there is no time for another."""
        if not undone:
            return
        self._fruitless = self._fruitless + 1 if undone >= asked else 1
        if not deadline.pause(self._fruitless):
            raise Unavailable("The database is busier than it can take. Try again.")


def _plain(key: Raw) -> dict[str, Any]:
    return {"pk": key["pk"]["S"], "sk": key["sk"]["S"]}
