"""Seeded updates that are well formed and make no sense: any kind of piece, anywhere, built on anything."""

import random
from typing import Any

from tests.documents import odd
from tests.documents.odd import Id, Struct, uint, value

NAMES = ("paragraph", "heading", "bulletList", "listItem", "table", "tableRow", "tableCell", "blockquote", "image")
MORE_NAMES = (
    *NAMES,
    "codeBlock",
    "mention",
    "hardBreak",
    "taskList",
    "taskItem",
    "horizontalRule",
    "chart",
    "doc",
    "text",
)
ATTRIBUTES = ("level", "colspan", "rowspan", "colwidth", "src", "width", "start", "checked", "label", "language", "x")
VALUES: tuple[Any, ...] = (
    1, 2, 7, -1, 0.5, 1e8, 2.0**70, float("nan"), float("inf"), None, True, "", "x", "javascript:x", b"xx",
    [1, 2], [0], ["x"], {}, {"a": 1}, {"a": {"b": [None]}},
)  # fmt: skip
MARKS = ("bold", "link", "italic", "code", "blink", "link--AbCdEfGh", "ychange")
JSONS = ("{}", "null", "true", "3", '{"href":"x"}', '{"href":1}', '{"href":{"a":1}}', '{"rel":"opener"}', '"x"', '{"a')


class Odd:
    """Clients that write at random. What they have written so far is what they build on; `sense` (0 to 1) is how often
    a piece stands where it belongs."""

    def __init__(self, seed: int, sense: float) -> None:
        self.random = random.Random(seed)
        self.sense = sense
        self.written: list[tuple[Id, Struct]] = []
        self.clocks: dict[int, int] = {}

    def update(self, client: int, size: int = 8) -> bytes:
        """The next update of a client."""
        start = clock = self.clocks.get(client, 0)
        structs: list[Struct] = []
        for _ in range(self.random.randint(1, size)):
            one, length = self._struct()
            structs.append(one)
            self.written.append(((client, clock), one))
            clock += length
        self.clocks[client] = clock
        deletes = []
        if self.random.random() < 0.1 and self.written:
            (of, at), _ = self.random.choice(self.written)
            deletes = [(of, [(at, 1)])]
        return odd.encode((client, start, structs), deletes=deletes)

    def _struct(self) -> tuple[Struct, int]:
        if self.random.random() < self.sense:
            return self._sensible()
        kind = self.random.choice(
            (odd.STRING, odd.EMBED, odd.FORMAT, odd.TYPE, odd.TYPE, odd.ANY, odd.BINARY, odd.DELETED)
        )
        content, length = self._content(kind)
        one = Struct(kind, content)
        self._put_anywhere(one)
        return one, length

    def _sensible(self) -> tuple[Struct, int]:
        """An element, a text in it, letters, a mark or an attribute, where y-prosemirror would put one."""
        pick = self.random.choice
        texts = [at for at, one in self.written if one.kind == odd.TYPE and one.content[0] == odd.XML_TEXT]
        elements = [at for at, one in self.written if one.kind == odd.TYPE and one.content[0] == odd.ELEMENT]
        match self.random.randint(0, 4 if elements else 0):
            case 1:
                return odd.xml_text(parent=pick(elements)), 1
            case 2 if texts:
                return odd.letters("abc", parent=pick(texts)), 3
            case 3 if texts:
                return odd.formatting(pick(MARKS), pick(JSONS), parent=pick(texts)), 1
            case 4:
                return odd.attribute(pick(elements), pick(ATTRIBUTES), pick(VALUES)), 1
        return odd.element(
            pick(NAMES), parent=pick(elements) if elements and self.random.random() < 0.5 else "default"
        ), 1

    def _put_anywhere(self, one: Struct) -> None:
        ids = [at for at, _ in self.written] or [(1, 0)]
        where = self.random.random()
        if where < 0.3:
            one.origin = self.random.choice(ids)
        elif where < 0.4:
            one.right = self.random.choice(ids)
        elif where < 0.8:
            one.parent = self.random.choice(ids)
        if where >= 0.4 and self.random.random() < 0.3:
            one.sub = self.random.choice(ATTRIBUTES)

    def _content(self, kind: int) -> tuple[bytes, int]:
        pick = self.random.choice
        match kind:
            case odd.STRING:
                words = pick(("x", "two words", "\U0001f600"))
                return odd.text(words), len(words.encode("utf-16-le")) // 2
            case odd.EMBED:
                return odd.text(pick(JSONS)), 1
            case odd.FORMAT:
                return odd.text(pick(MARKS)) + odd.text(pick(JSONS)), 1
            case odd.TYPE:
                type_ = self.random.randint(0, 6)
                return uint(type_) + (odd.text(pick(MORE_NAMES)) if type_ in {3, 5} else b""), 1
            case odd.ANY:
                values = [pick(VALUES) for _ in range(self.random.randint(1, 2))]
                return uint(len(values)) + b"".join(value(of) for of in values), len(values)
            case odd.BINARY:
                return uint(2) + b"xx", 1
        return uint(2), 2


def spoil(data: bytes, seed: int) -> bytes:
    """The same with some bytes changed, left out or doubled."""
    dice = random.Random(seed)
    made = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(made)) if made else 0
        match dice.randint(0, 2):
            case 0 if made:
                made[at] = dice.randrange(256)
            case 1 if made:
                del made[at]
            case _:
                made.insert(at, dice.choice((0, 1, 0x7F, 0x80, 0xFF)))
    return bytes(made)
