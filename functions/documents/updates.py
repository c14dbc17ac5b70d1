"""Reading a Yjs update (v1) without a document: whether it is one, and which stretches of whose writing it holds.

pycrdt takes bytes after the end for granted and cannot tell what of an update still waits for others, so the server
reads the form itself: https://docs.yjs.dev, `encoding.js` and `structs/` in yjs 13. Nothing here makes a document.
"""

from dataclasses import dataclass, field

MOST_STRUCTS = 2_000_000
_DEEPEST = 64
_LARGEST = 2**53


class NotAnUpdate(ValueError):
    """The bytes are not one whole Yjs update."""


@dataclass(slots=True)
class Contents:
    """Stretches as (client, from clock, up to clock): what an update adds, and what it deletes."""

    adds: list[tuple[int, int, int]] = field(default_factory=list)
    deletes: list[tuple[int, int, int]] = field(default_factory=list)

    def fits(self, state: dict[int, int]) -> bool:
        """Whether a document with this state vector has placed all of it."""
        return all(end <= state.get(client, 0) for client, _, end in (*self.adds, *self.deletes))


def read(data: bytes) -> Contents:
    """What an update holds. NotAnUpdate if it is not exactly one."""
    reader = _Reader(data)
    contents = Contents()
    budget = MOST_STRUCTS
    try:
        for _ in range(reader.count()):
            structs, client, clock = reader.count(), reader.uint(), reader.uint()
            budget -= structs
            if budget < 0:
                raise NotAnUpdate("more structs than anybody writes")
            contents.adds += [(client, start, end) for start, end in _stretches(reader, structs, clock)]
        for _ in range(reader.count()):
            client = reader.uint()
            for _ in range(reader.count()):
                clock, length = reader.uint(), reader.uint()
                contents.deletes.append((client, clock, clock + length))
    except (IndexError, UnicodeDecodeError) as error:
        raise NotAnUpdate("the bytes end too early or make no sense") from error
    if reader.at != len(data):
        raise NotAnUpdate("there are bytes after the end")
    return contents


def _stretches(reader: "_Reader", structs: int, clock: int) -> list[tuple[int, int]]:
    """The stretches without a gap that one client's structs cover."""
    found: list[tuple[int, int]] = []
    start = clock
    for _ in range(structs):
        length, gap = reader.struct()
        if length < 1 or clock + length > _LARGEST:
            raise NotAnUpdate("a struct of no length")
        if gap:
            if clock > start:
                found.append((start, clock))
            start = clock + length
        clock += length
    if clock > start:
        found.append((start, clock))
    return found


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

    def struct(self) -> tuple[int, bool]:
        """One struct: its length, and whether it is a gap."""
        info = self.byte()
        kind = info & 0x1F
        if kind in {0, 10}:
            return self.uint(), kind == 10
        if info & 0x80:
            self.uint(), self.uint()
        if info & 0x40:
            self.uint(), self.uint()
        if not info & 0xC0:
            if self.uint() == 1:
                self.string()
            else:
                self.uint(), self.uint()
            if info & 0x20:
                self.string()
        return self.content(kind), False

    def content(self, kind: int) -> int:  # noqa: C901, PLR0912  one case a kind: the table it is
        match kind:
            case 1:
                return self.uint()
            case 2:
                count = self.count()
                for _ in range(count):
                    self.string()
                return count
            case 3:
                self.skip_bytes()
            case 4:
                return len(self.string().encode("utf-16-le")) // 2
            case 5:
                self.string()
            case 6:
                self.string(), self.string()
            case 7:
                kind_of_type = self.uint()
                if kind_of_type in {3, 5}:
                    self.string()
                elif kind_of_type > 6:
                    raise NotAnUpdate("a shared type that Hearth does not know")
            case 8:
                count = self.count()
                for _ in range(count):
                    self.any(0)
                return count
            case 9:
                self.string()
                self.any(0)
            case _:
                raise NotAnUpdate("a content that Yjs does not have")
        return 1

    def any(self, depth: int) -> None:  # noqa: C901
        if depth > _DEEPEST:
            raise NotAnUpdate("nested too deep")
        kind = self.byte()
        match kind:
            case 120 | 121 | 126 | 127:
                return
            case 125:
                while self.byte() >= 0x80:
                    pass
            case 124:
                self.at += 4
            case 122 | 123:
                self.at += 8
            case 119 | 116:
                self.skip_bytes()
            case 118:
                for _ in range(self.count()):
                    self.string()
                    self.any(depth + 1)
            case 117:
                for _ in range(self.count()):
                    self.any(depth + 1)
            case _:
                raise NotAnUpdate("a value that lib0 does not have")
