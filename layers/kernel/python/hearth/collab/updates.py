"""Reading a Yjs update (v1) without a document: whether it is one, what it holds, and what it builds on.

pycrdt takes bytes after the end for granted and cannot tell what of an update still waits for others, so the server
reads the form itself: https://docs.yjs.dev, `encoding.js` and `structs/` in yjs 13. Nothing here makes a document, and
nothing decides what may be in one: that is the `content` of a `LogType`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_STRUCTS = 2_000_000
_DEEPEST = 64
_LARGEST = 2**53
FURTHEST = 2**31 - 1
"""No clock goes beyond it: pycrdt counts in 32 bits, clients in more, and they would see different documents."""

Id = tuple[int, int]
"""Client and clock."""

GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)
ELEMENT, XML_TEXT = 3, 6
_TYPES_WITH_A_NAME = {3, 5}
_LAST_TYPE = 6


class NotAnUpdate(ValueError):
    """The bytes are not one whole Yjs update."""


@dataclass(slots=True)
class Struct:
    """One struct as it is written: Yjs gives no parent where a neighbour (`origin`, `right`) has one.

    `content` is (type, name) of a shared type, the values of an ANY, and (key, JSON) of a FORMAT.
    """

    kind: int
    client: int
    clock: int
    length: int
    origin: Id | None = None
    right: Id | None = None
    parent: Id | str | None = None
    sub: str | None = None
    content: Any = None

    @property
    def end(self) -> int:
        """The clock behind it."""
        return self.clock + self.length

    @property
    def refers_to(self) -> Iterator[Id]:
        """What it names by id."""
        for one in (self.origin, self.right, self.parent):
            if isinstance(one, tuple):
                yield one


@dataclass(slots=True)
class Contents:
    """Stretches as (client, from clock, up to clock): what an update adds, and what it deletes.

    `needs` is a state vector: how far the writing of each client must have been placed before this can be.
    """

    adds: list[tuple[int, int, int]] = field(default_factory=list)
    deletes: list[tuple[int, int, int]] = field(default_factory=list)
    needs: dict[int, int] = field(default_factory=dict)

    def fits(self, state: dict[int, int]) -> bool:
        """Whether a document with this state vector has placed all of it."""
        return all(end <= state.get(client, 0) for client, _, end in (*self.adds, *self.deletes))

    def guard_with_membership(self, state: dict[int, int]) -> bool:
        """Whether a document with this state vector can place it."""
        return all(clock <= state.get(client, 0) for client, clock in self.needs.items())


def read(data: bytes, most: int = MOST_STRUCTS, into: list[Struct] | None = None) -> Contents:
    """What an update holds; its structs are added to `into`. NotAnUpdate if it is not exactly one, TooMany if it has
    more than `most` structs and stretches to delete."""
    reader = _Reader(data)
    contents = Contents()
    try:
        _read_structs(reader, contents, most, into)
        _read_deletes(reader, contents, most)
    except (IndexError, UnicodeDecodeError, struct.error) as error:
        raise NotAnUpdate("the bytes end too early or make no sense") from error
    if reader.at != len(data):
        raise NotAnUpdate("there are bytes after the end")
    _add_needs(contents)
    return contents


class NotAllowed(ValueError):
    """An update that puts something where nothing of its type has it."""


class TooMuch(ValueError):
    """An update that would take too long to apply."""


class TooMany(ValueError):
    """More in one update than anybody writes at once."""


def _read_structs(reader: "_Reader", contents: Contents, most: int, into: list[Struct] | None) -> None:
    left = most
    clients: set[int] = set()
    for _ in range(reader.count()):
        count, client, clock = reader.count(), reader.uint(), reader.uint()
        if client in clients:
            raise NotAnUpdate("a client that comes twice: Yjs would read the second part only")
        clients.add(client)
        left -= count
        if left < 0:
            raise TooMany
        found = _read_section(reader, contents, count, client, clock)
        if into is not None:
            into += found


def _read_section(reader: "_Reader", contents: Contents, count: int, client: int, clock: int) -> list[Struct]:
    """The structs of one client, and the stretches without a gap that they cover."""
    found: list[Struct] = []
    needs, start = contents.needs, clock
    for _ in range(count):
        one = reader.struct(client, clock)
        if one.length < 1 or one.end > _LARGEST:
            raise NotAnUpdate("a struct of no length")
        clock = one.end
        if one.kind == SKIP:
            if one.clock > start:
                contents.adds.append((client, start, one.clock))
            start = clock
            continue
        for name in (one.origin, one.right, one.parent):
            if isinstance(name, tuple) and name[1] >= needs.get(name[0], 0):
                needs[name[0]] = name[1] + 1
        found.append(one)
    if clock > start:
        contents.adds.append((client, start, clock))
    return found


def _read_deletes(reader: "_Reader", contents: Contents, most: int) -> None:
    left = most
    for _ in range(reader.count()):
        client, count = reader.uint(), reader.count()
        left -= count
        if left < 0:
            raise TooMany
        for _ in range(count):
            clock, length = reader.uint(), reader.uint()
            contents.deletes.append((client, clock, clock + length))


def _add_needs(contents: Contents) -> None:
    """What an update brings itself, it does not need; but each stretch needs what is before it."""
    needs, own = contents.needs, {client: (start, end) for client, start, end in reversed(contents.adds)}
    for client, _, end in contents.deletes:
        needs[client] = max(needs.get(client, 0), end)
    for client, (start, end) in own.items():
        if needs.get(client, 0) <= end:
            needs[client] = start
    for client, start, _ in contents.adds:
        if start != own[client][0]:
            needs[client] = max(needs.get(client, 0), start)


def encode_deletes(gone: dict[int, list[tuple[int, int]]]) -> bytes:
    """An update that only deletes: stretches (clock, length) of each client."""
    made = bytearray(_uint(0) + _uint(len(gone)))
    for client, stretches in gone.items():
        made += _uint(client) + _uint(len(stretches))
        for clock, length in stretches:
            made += _uint(clock) + _uint(length)
    return bytes(made)


def _uint(value: int) -> bytes:
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def read_state(vector: bytes) -> dict[int, int]:
    """A state vector as client to clock."""
    reader = _Reader(vector)
    return {reader.uint(): reader.uint() for _ in range(reader.uint())}


class _Reader:
    """lib0's decoding, as far as updates use it."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def uint(self) -> int:
        byte = self.data[self.at]
        if byte < 0x80:  # as most are
            self.at += 1
            return byte
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > 49:
                raise NotAnUpdate("a number too large")
        if value >= _LARGEST:
            raise NotAnUpdate("a number too large")
        return value

    def count(self) -> int:
        """A number of things to come: each takes a byte at least, so more than the bytes left is a lie."""
        value = self.uint()
        if value > len(self.data) - self.at:
            raise NotAnUpdate("it promises more than it holds")
        return value

    def skip_bytes(self) -> bytes:
        length = self.uint()
        piece = self.data[self.at : self.at + length]
        if len(piece) != length:
            raise NotAnUpdate("it ends within a string")
        self.at += length
        return piece

    def string(self) -> str:
        return self.skip_bytes().decode()

    def struct(self, client: int, clock: int) -> Struct:
        """The next struct."""
        info = self.byte()
        kind = info & 0x1F
        if kind in {GC, SKIP}:
            return Struct(kind, client, clock, self.uint())
        one = Struct(kind, client, clock, 0)
        if info & 0x80:
            one.origin = self.uint(), self.uint()
        if info & 0x40:
            one.right = self.uint(), self.uint()
        if not info & 0xC0:
            one.parent = self.string() if self.uint() == 1 else (self.uint(), self.uint())
            if info & 0x20:
                one.sub = self.string()
        one.length, one.content = self.content(kind)
        return one

    def content(self, kind: int) -> tuple[int, Any]:  # noqa: C901, PLR0911  one case a kind: the table it is
        """The length of what a struct holds, and what of it is of interest."""
        match kind:
            case 1:
                return self.uint(), None
            case 2:
                count = self.count()
                for _ in range(count):
                    self.string()
                return count, None
            case 3:
                self.skip_bytes()
            case 4:
                letters = self.string()
                return len(letters) if letters.isascii() else len(letters.encode("utf-16-le")) // 2, None
            case 5:
                self.string()
            case 6:
                return 1, (self.string(), self.string())
            case 7:
                type_ = self.uint()
                if type_ > _LAST_TYPE:
                    raise NotAnUpdate("a shared type that Hearth does not know")
                return 1, (type_, self.string() if type_ in _TYPES_WITH_A_NAME else None)
            case 8:
                return (count := self.count()), [self.any(0) for _ in range(count)]
            case 9:
                self.string()
                self.any(0)
            case _:
                raise NotAnUpdate("a content that Yjs does not have")
        return 1, None

    def any(self, depth: int) -> Any:  # noqa: C901, PLR0911
        """A value (`readAny` of lib0)."""
        if depth > _DEEPEST:
            raise NotAnUpdate("nested too deep")
        kind = self.byte()
        match kind:
            case 126 | 127:
                return None
            case 120 | 121:
                return kind == 120
            case 125:
                return self.signed()
            case 124:
                return self.fixed(">f", 4)
            case 123:
                return self.fixed(">d", 8)
            case 122:
                return self.fixed(">q", 8)
            case 119:
                return self.string()
            case 116:
                return self.skip_bytes()
            case 118:
                return {self.string(): self.any(depth + 1) for _ in range(self.count())}
            case 117:
                return [self.any(depth + 1) for _ in range(self.count())]
            case _:
                raise NotAnUpdate("a value that lib0 does not have")

    def signed(self) -> int:
        """A whole number (`readVarInt`): the first byte has a sign, and six bits."""
        first = self.byte()
        value, shift, more = first & 0x3F, 6, first & 0x80
        while more:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            more = byte & 0x80
            if shift > 55:
                raise NotAnUpdate("a number too large")
        return -value if first & 0x40 else value

    def fixed(self, form: str, size: int) -> Any:
        """A number of fixed size."""
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += size
        return value
