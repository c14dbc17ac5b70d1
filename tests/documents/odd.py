"""Updates that no editor writes, put together struct by struct (the form is described in `updates.py`)."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Id = tuple[int, int]
GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)
ARRAY, MAP, TEXT, ELEMENT, FRAGMENT, HOOK, XML_TEXT = range(7)


def uint(value: int) -> bytes:
    """A number as lib0 writes it."""
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def text(words: str) -> bytes:
    """A string as lib0 writes it."""
    data = words.encode()
    return uint(len(data)) + data


def value(of: Any) -> bytes:
    """A value as lib0 writes it (`writeAny`); numbers always as 64 bits."""
    match of:
        case None:
            return b"\x7e"
        case True | False:
            return b"\x78" if of else b"\x79"
        case int() | float():
            return b"\x7b" + struct.pack(">d", of)
        case str():
            return b"\x77" + text(of)
        case bytes():
            return b"\x74" + uint(len(of)) + of
        case dict():
            return b"\x76" + uint(len(of)) + b"".join(text(name) + value(member) for name, member in of.items())
    return b"\x75" + uint(len(of)) + b"".join(value(member) for member in of)


@dataclass(slots=True)
class Struct:
    """One struct: where it stands, and what it is (`kind` and the bytes of its content)."""

    kind: int
    content: bytes
    origin: Id | None = None
    right: Id | None = None
    parent: Id | str | None = "default"
    sub: str | None = None

    def encode(self) -> bytes:
        """Its bytes; the parent is written where Yjs expects one."""
        if self.kind in {GC, SKIP}:
            return bytes([self.kind]) + self.content
        info = self.kind | (0x80 if self.origin else 0) | (0x40 if self.right else 0) | (0x20 if self.sub else 0)
        where = b""
        for one in (self.origin, self.right):
            where += uint(one[0]) + uint(one[1]) if one else b""
        if not self.origin and not self.right:
            parent = self.parent
            where += b"\x01" + text(parent) if isinstance(parent, str) else b"\x00" + uint(parent[0]) + uint(parent[1])  # type: ignore[index]
            where += text(self.sub) if self.sub else b""
        return bytes([info]) + where + self.content


def element(name: str, **place: Any) -> Struct:
    """An element."""
    return Struct(TYPE, uint(ELEMENT) + text(name), **place)


def xml_text(**place: Any) -> Struct:
    """A text, still empty."""
    return Struct(TYPE, uint(XML_TEXT), **place)


def letters(words: str, **place: Any) -> Struct:
    """Letters of a text."""
    return Struct(STRING, text(words), **place)


def attribute(of: Id, name: str, *values: Any, **place: Any) -> Struct:
    """An attribute of an element."""
    return Struct(ANY, uint(len(values)) + b"".join(value(one) for one in values), parent=of, sub=name, **place)


def formatting(key: str, json: str, **place: Any) -> Struct:
    """Where a mark begins or ends."""
    return Struct(FORMAT, text(key) + text(json), **place)


def encode(
    *clients: tuple[int, int, Iterable[Struct]], deletes: Iterable[tuple[int, list[tuple[int, int]]]] = ()
) -> bytes:
    """An update: (client, first clock, structs) for each client, and (client, ranges) that it deletes."""
    made = bytearray(uint(len(clients)))
    for client, clock, structs in clients:
        listed = list(structs)
        made += uint(len(listed)) + uint(client) + uint(clock) + b"".join(one.encode() for one in listed)
    gone = list(deletes)
    made += uint(len(gone))
    for client, ranges in gone:
        made += uint(client) + uint(len(ranges)) + b"".join(uint(at) + uint(length) for at, length in ranges)
    return bytes(made)
