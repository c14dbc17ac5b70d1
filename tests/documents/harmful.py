"""Updates that no editor writes: what no document holds, and what would take too long."""

import base64

from tests.documents import odd
from tests.documents.odd import attribute, element, encode, formatting, letters, uint, value, xml_text

RAW = base64.b64decode("AQFNAAQBB2RlZmF1bHQIcmF3IHRleHQA")
"""The 24 bytes that made a document unusable for everybody."""

ME = 7
PARAGRAPH = element("paragraph"), xml_text(parent=(ME, 0))


def put(*structs: odd.Struct) -> bytes:
    """An update of one client."""
    return encode((ME, 0, structs))


def in_root(kind: int, content: bytes) -> bytes:
    return put(odd.Struct(kind, content))


def in_element(kind: int, content: bytes, name: str = "heading", sub: str | None = None) -> bytes:
    return put(element(name), odd.Struct(kind, content, parent=(ME, 0), sub=sub))


def in_text(*structs: odd.Struct) -> bytes:
    return put(*PARAGRAPH, *structs)


def deep(levels: int) -> bytes:
    return put(element("blockquote"), *(element("blockquote", parent=(ME, level)) for level in range(levels)))


HARMFUL: dict[str, bytes] = {
    "text in the root": RAW,
    "an embed in the root": in_root(odd.EMBED, odd.text('{"a":1}')),
    "a value in the root": in_root(odd.ANY, uint(1) + value(3)),
    "bytes in the root": in_root(odd.BINARY, uint(1) + b"x"),
    "old JSON in the root": in_root(odd.JSON, uint(1) + odd.text("3")),
    "a plain text in the root": in_root(odd.TYPE, uint(odd.TEXT)),
    "a map in the root": in_root(odd.TYPE, uint(odd.MAP)),
    "an array in the root": in_root(odd.TYPE, uint(odd.ARRAY)),
    "a hook in the root": in_root(odd.TYPE, uint(odd.HOOK) + odd.text("hook")),
    "a fragment in the root": in_root(odd.TYPE, uint(odd.FRAGMENT)),
    "a formatted text in the root": in_root(odd.TYPE, uint(odd.XML_TEXT)),
    "a document in the root": in_root(odd.DOC, odd.text("guid") + value({})),
    "a mark in the root": put(formatting("bold", "{}")),
    "an attribute of the root": put(odd.Struct(odd.ANY, uint(1) + value(3), sub="level")),
    "an item outside of any list": put(element("listItem")),
    "another root": put(element("paragraph", parent="other")),
    "letters in an element": in_element(odd.STRING, odd.text("x"), "paragraph"),
    "a value in an element": in_element(odd.ANY, uint(1) + value(3), "paragraph"),
    "an embed in an element": in_element(odd.EMBED, odd.text("{}"), "paragraph"),
    "a map in an element": in_element(odd.TYPE, uint(odd.MAP), "paragraph"),
    "a document in an element": in_element(odd.DOC, odd.text("guid") + value({}), "paragraph"),
    "a text in a table": in_element(odd.TYPE, uint(odd.XML_TEXT), "table"),
    "a table in a paragraph": put(element("paragraph"), element("table", parent=(ME, 0))),
    "an element in a text": in_text(element("paragraph", parent=(ME, 1))),
    "values in a text": in_text(odd.Struct(odd.ANY, uint(2) + value(1) + value(2), parent=(ME, 1))),
    "a value behind letters": in_text(
        letters("x", parent=(ME, 1)), odd.Struct(odd.ANY, uint(1) + value(1), origin=(ME, 2))
    ),
    "an embed in a text": in_text(odd.Struct(odd.EMBED, odd.text('{"a":1}'), parent=(ME, 1))),
    "a broken embed": in_text(odd.Struct(odd.EMBED, odd.text('{"a'), parent=(ME, 1))),
    "letters in letters": in_text(letters("x", parent=(ME, 1)), letters("y", parent=(ME, 2))),
    "a broken mark": in_text(formatting("bold", '{"a', parent=(ME, 1)), letters("x", origin=(ME, 2))),
    "a mark that is a number": in_text(formatting("bold", "3", parent=(ME, 1)), letters("x", origin=(ME, 2))),
    "a mark that is NaN": in_text(formatting("bold", '{"a":NaN}', parent=(ME, 1)), letters("x", origin=(ME, 2))),
    "a mark that nobody has": in_text(formatting("blink", "{}", parent=(ME, 1)), letters("x", origin=(ME, 2))),
    "an attribute that is NaN": put(element("heading"), attribute((ME, 0), "level", float("nan"))),
    "an attribute that is infinite": put(element("heading"), attribute((ME, 0), "level", float("inf"))),
    "an attribute of bytes": put(element("heading"), attribute((ME, 0), "level", b"xx")),
    "a level that is a word": put(element("heading"), attribute((ME, 0), "level", "2")),
    "a level of no heading": put(element("heading"), attribute((ME, 0), "level", 7)),
    "an attribute of two values": put(element("heading"), attribute((ME, 0), "level", 1, 2)),
    "a value that is reset to NaN": put(
        element("heading"), attribute((ME, 0), "level", 1), attribute((ME, 0), "", float("nan"), origin=(ME, 1))
    ),
    "a map as an attribute": in_element(odd.TYPE, uint(odd.MAP), sub="level"),
    "a text as an attribute": in_element(odd.TYPE, uint(odd.XML_TEXT), sub="level"),
    "letters as an attribute": in_element(odd.STRING, odd.text("2"), sub="level"),
    "a document as an attribute": in_element(odd.DOC, odd.text("guid") + value({}), sub="level"),
    "a cell of a hundred million columns": put(
        element("table"), element("tableRow", parent=(ME, 0)), element("tableCell", parent=(ME, 1)),
        attribute((ME, 2), "colspan", 1e8),
    ),
    "an address that is a huge number": put(element("image"), attribute((ME, 0), "src", 2.0**70)),
    "20,000 levels": deep(19_999),
    "92 levels": deep(92),
    "a GC of 2^32": put(element("paragraph"), odd.Struct(odd.GC, uint(2**32))),
    "a GC of 2^31": put(element("paragraph"), odd.Struct(odd.GC, uint(2**31))),
    "a clock of 2^31": encode((ME, 2**31, [element("paragraph")])),
    "a clock of 2^32": encode((ME, 2**32, [element("paragraph")])),
    "a deletion beyond counting": encode(deletes=[(ME, [(0, 2**32)])]),
    "the same deleted twice": encode(deletes=[(ME, [(0, 5), (3, 5)])]),
    "its own parent": put(element("paragraph", parent=(ME, 0))),
    "its own neighbour": put(element("paragraph", origin=(ME, 0))),
}  # fmt: skip
TWICE = encode((ME, 0, [element("paragraph")]), (ME, 1, [element("paragraph")]))


def chained(count: int) -> bytes:
    """Letters behind each other, each a struct of its own."""
    return in_text(letters("a", parent=(ME, 1)), *(letters("a", origin=(ME, at + 2)) for at in range(count)))


def reset(count: int) -> bytes:
    return put(element("heading"), *(attribute((ME, 0), "level", 1) for _ in range(count)))


COSTLY = {
    "letters one by one": chained(3_000),
    "25,000 letters one by one": chained(25_000),
    "an attribute set again and again": reset(3_000),
    "25,000 resets": reset(25_000),
    "more blocks than a book has": put(*(element("paragraph") for _ in range(20_001))),
    "more deletions than a book has": encode(deletes=[(ME, [(at * 2, 1) for at in range(20_001)])]),
    "many at one place": encode(*((client, 0, [element("paragraph")]) for client in range(1, 3_000))),
}
