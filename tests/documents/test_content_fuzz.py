"""Thousands of seeded documents and texts: whatever comes in is refused by name or kept as it is, and reads back."""

import json
import random
from typing import Any

import pytest
from pycrdt import Map, XmlElement, XmlText

from functions.documents.content import html, plain, stored
from functions.documents.content.checks import ContentError, check
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.markdown_out import to_markdown
from functions.documents.content.nodes import children, mark, node, text, walk
from hearth.collab import replica

SEED = 9
WORDS = [
    "a",
    "B c",
    "*",
    "_x_",
    "`",
    "``",
    "[",
    "](",
    "|",
    "<br>",
    "&amp;",
    "#",
    "1.",
    "- ",
    "~~",
    "\\",
    "!",
    "漢",
    "🏕",
    "<u>",
    "$",
    "==",
    "[!NOTE]",
    "</details>",
    "<!-- columns -->",
    "<!-- red -->",
]
MARKS = ["bold", "italic", "strike", "underline", "code", "highlight", "textColor"]


class Author:
    """Makes documents that the editor can make."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def document(self) -> dict[str, Any]:
        return {"type": "doc", "content": [self.block(0) for _ in range(self.dice.randint(1, 4))]}

    def block(self, depth: int) -> dict[str, Any]:
        makes = [
            self.paragraph,
            self.paragraph,
            self.heading,
            self.code,
            self.rule,
            self.picture,
            self.table,
            self.formula,
        ]
        make = self.dice.choice(
            makes
            if depth > 2
            else [*makes, self.listing, self.listing, self.quote, self.callout, self.toggle, self.columns]
        )
        return make(depth)

    def paragraph(self, _: int = 0) -> dict[str, Any]:
        return node("paragraph", *self.line(), textAlign=self.dice.choice([None, None, None, "center"]))

    def line(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for _ in range(self.dice.randint(1, 4)):
            part = self.part()
            if found and found[-1]["type"] == part["type"] == "text" and found[-1].get("marks") == part.get("marks"):
                found[-1]["text"] += part["text"]
            else:
                found.append(part)
        return found

    def part(self) -> dict[str, Any]:
        kind = self.dice.random()
        if kind < 0.1:
            return node("hardBreak")
        if kind < 0.13:
            return node("inlineMath", latex=self.dice.choice(["x^2", "\\frac{a}{b}", "a | b", "5\\$"]))
        if kind < 0.15:
            return node("date", day=self.dice.choice(["2026-11-30", "2028-02-29"]))
        if kind < 0.17:
            return node("mention", id="019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70", label="Ada")
        marks = self.dice.sample(MARKS, self.dice.choice([0, 0, 0, 1, 2]))
        if "code" in marks:
            marks = ["code"]
        found = [mark(kind, **({"color": "blue"} if kind == "textColor" else {})) for kind in marks]
        if self.dice.random() < 0.1 and "code" not in marks:
            found.append(mark("link", href=self.dice.choice(["https://a.b/?c=d&e", "/x (y)", "mailto:a@b.c"])))
        words = "".join(self.dice.choice(WORDS) for _ in range(self.dice.randint(1, 4)))
        return text(words, *sorted(found, key=lambda one: str(one["type"])))

    def heading(self, _: int) -> dict[str, Any]:
        return node("heading", *self.line(), level=self.dice.randint(1, 6))

    def code(self, _: int) -> dict[str, Any]:
        words = "\n".join(self.dice.choice(WORDS) for _ in range(self.dice.randint(1, 3)))
        return node("codeBlock", text(words), language=self.dice.choice([None, "python"]))

    def rule(self, _: int) -> dict[str, Any]:
        return node("horizontalRule")

    def picture(self, _: int = 0) -> dict[str, Any]:
        return node(
            "image",
            src="hearth-image:1",
            alt=self.dice.choice([None, "a | b"]),
            width=self.dice.choice([None, 9]),
            align=self.dice.choice([None, None, "right"]),
        )

    def quote(self, depth: int) -> dict[str, Any]:
        return node("blockquote", *[self.block(depth + 1) for _ in range(self.dice.randint(1, 2))])

    def callout(self, depth: int) -> dict[str, Any]:
        return node("callout", *children(self.quote(depth)), kind=self.dice.choice(["note", "warning"]))

    def toggle(self, depth: int) -> dict[str, Any]:
        words = "".join(self.dice.choice(WORDS) for _ in range(self.dice.randint(1, 3)))
        return node(
            "details", node("detailsSummary", text(words)), node("detailsContent", *children(self.quote(depth)))
        )

    def columns(self, depth: int) -> dict[str, Any]:
        inside = [children(self.quote(depth)) for _ in range(self.dice.randint(1, 4))]
        return node("columns", *[node("column", *self.dice.choice([blocks, [node("paragraph")]])) for blocks in inside])

    def formula(self, _: int) -> dict[str, Any]:
        return node("blockMath", latex=self.dice.choice(["a = b", "\\begin{x}\n\n1\\\\\n\\end{x}", "$5"]))

    def listing(self, depth: int) -> dict[str, Any]:
        kind = self.dice.choice(["bulletList", "orderedList", "taskList"])
        items = [[self.paragraph(), *self.more(depth)] for _ in range(self.dice.randint(1, 3))]
        if kind == "taskList":
            return node(kind, *[node("taskItem", *inside, checked=self.dice.random() < 0.5) for inside in items])
        start = {"start": self.dice.randint(0, 12)} if kind == "orderedList" else {}
        return node(kind, *[node("listItem", *inside) for inside in items], **start)

    def more(self, depth: int) -> list[dict[str, Any]]:
        return [self.block(depth + 1)] if self.dice.random() < 0.3 else []

    def table(self, _: int) -> dict[str, Any]:
        columns = self.dice.randint(1, 3)
        aligns = [self.dice.choice([None, None, "left", "center", "right"]) for _ in range(columns)]
        kinds = [self.dice.choice(["tableHeader", "tableCell"])] + ["tableCell"] * self.dice.randint(0, 2)
        return node("table", *[node("tableRow", *[self.cell(kind, align) for align in aligns]) for kind in kinds])

    def cell(self, kind: str, align: str | None) -> dict[str, Any]:
        lines = [
            self.dice.choice([self.paragraph, self.paragraph, self.picture, lambda: node("paragraph")])()
            for _ in range(self.dice.choice([1, 1, 2]))
        ]
        return node(kind, *lines, align=align, color=self.dice.choice([None, None, "blue"]))


def test_every_document_of_the_editor_comes_back_from_yjs_markdown_and_json() -> None:
    for number in range(1500):
        document = Author(SEED * 10_000 + number).document()
        assert check(json.loads(json.dumps(document))) == document, number
        made = replica.new_replica()
        stored.write(made, document)
        assert stored.read(made) == document, number
        shown = to_markdown(document)
        assert from_markdown(shown) == document, (number, shown)
        assert not [kind for kind in walk(document) if kind["type"] == "table"] or "```hearth-node" not in shown


PIECES = [
    *WORDS, "\n", "\n\n", "    ", "\t", "> ", "* ", "[ ] ", "---\n", "===\n", "```", "```hearth-node\n", "|-|",
    '<img src="', '"', '<span data-hearth-node="', '{"type":"', "heading", '","attrs":{"level":', "1e400", "}", "]",
    "(<", ">", "&#0;", "&#xD800;", "<!-- -->", "<!--", "<![CDATA[", "<?", "[a]: ", "mention:", "javascript:",
    "date:2026-11-30",     "<!-- columns -->\n", "<!-- column -->\n", "<!-- /columns -->\n", "| <!-- red -->",
    "https://a", "\x00", "\u2028", "\r", "**", "***",
]  # fmt: skip


def test_any_markdown_is_refused_by_name_or_stored_and_shown() -> None:
    dice = random.Random(SEED)
    for number in range(4000):
        source = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 40)))
        try:
            document = check(from_markdown(source))
        except ContentError:
            continue
        if number % 8 == 0:
            made = replica.new_replica()
            stored.write(made, document)
            assert stored.read(made) == document, source
        show_all(document)


def show_all(document: dict[str, Any]) -> list[str]:
    """A document in every form; JSON as every reader takes it."""
    shown = [
        json.dumps(document, allow_nan=False),
        to_markdown(document),
        html.to_html(document),
        plain.to_text(document),
    ]
    for form in shown:
        form.encode()
    assert plain.count_words(document) >= 0
    assert len(plain.preview(document)) <= plain.PREVIEW
    return shown


ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    2**53,
    2**70,
    1e308,
    "",
    "x",
    "\ud800",
    "²",
    [],
    [1, None],
    {"a": {"b": []}},
    ["x"] * 3,
]
NAMES = [
    "level",
    "start",
    "checked",
    "language",
    "colspan",
    "rowspan",
    "colwidth",
    "align",
    "src",
    "width",
    "id",
    "href",
    "\udc00",
]
KINDS = [
    "doc", "text", "paragraph", "heading", "bulletList", "listItem", "taskList", "taskItem", "table", "tableRow",
    "tableCell", "codeBlock", "image", "mention", "hardBreak", "script", "", "chart",
]  # fmt: skip


def odd_json(dice: random.Random, depth: int = 0) -> Any:
    """Something like a node."""
    if dice.random() < 0.05:
        return dice.choice(ODD)
    made: dict[str, Any] = {"type": dice.choice(KINDS) if dice.random() < 0.95 else dice.choice(ODD)}
    if dice.random() < 0.4:
        made["attrs"] = {dice.choice(NAMES): dice.choice(ODD)} if dice.random() < 0.9 else dice.choice(ODD)
    if made["type"] == "text":
        made["text"] = dice.choice(["x", "y z", *ODD]) if dice.random() < 0.3 else "words"
        if dice.random() < 0.3:
            made["marks"] = [odd_mark(dice)] if dice.random() < 0.9 else dice.choice(ODD)
    elif depth < 4 and dice.random() < 0.8:
        made["content"] = [odd_json(dice, depth + 1) for _ in range(dice.randint(0, 2))]
    return made


def odd_mark(dice: random.Random) -> Any:
    kind = dice.choice([*MARKS, "link", "blink"]) if dice.random() < 0.9 else dice.choice(ODD)
    return {"type": kind, **({"attrs": dice.choice([{"href": dice.choice(ODD)}, *ODD])} if dice.random() < 0.5 else {})}


def test_any_json_is_refused_by_name_or_stored_as_it_is() -> None:
    dice = random.Random(SEED)
    known = frozenset({"chart", "script"})
    taken = 0
    for _ in range(6000):
        content = [odd_json(dice) for _ in range(dice.randint(0, 2))]
        try:
            document = check({"type": "doc", "content": content}, known)
        except ContentError:
            continue
        taken += 1
        made = replica.new_replica()
        stored.write(made, document)
        assert [one["type"] for one in walk(stored.read(made))] == [one["type"] for one in walk(document)]
        show_all(stored.read(made))
    assert taken > 300


STORED = [
    True,
    0,
    7.0,
    1.5,
    float("nan"),
    float("inf"),
    -(2.0**60),
    "x",
    "²",
    b"\x00\xff",
    [1.0, b"x"],
    {"a": float("nan")},
]


def grow(dice: random.Random, parent: Any, depth: int) -> None:
    """Children of any kind in any place, with attributes of any type."""
    for _ in range(dice.randint(0, 3)):
        if dice.random() < 0.3:
            words = XmlText("")
            parent.children.append(words)
            words.insert(
                0, "words", {dice.choice([*MARKS, "link", "blink", "ychange"]): dice.choice([*STORED, {"href": 1.0}])}
            )
            if dice.random() < 0.3:
                words.insert_embed(0, {"a": 1.0})
            continue
        element = XmlElement(dice.choice([kind for kind in KINDS if kind]))
        parent.children.append(element)
        for _ in range(dice.randint(0, 2)):
            element.attributes[dice.choice(NAMES[:-1])] = dice.choice(STORED)
        if depth < 6:
            grow(dice, element, depth + 1)


def test_whatever_is_stored_can_be_read_and_shown() -> None:
    dice = random.Random(SEED)
    for _ in range(1500):
        made = replica.new_replica()
        with made.transaction():
            grow(dice, stored.fragment_of(made), 0)
        document = stored.read(made)
        shown = show_all(document)
        assert all(value is not None for one in walk(document) for value in (one.get("attrs") or {}).values())
        from_markdown(shown[1])


@pytest.mark.parametrize("depth", [99, 1_000, 5_000])
def test_nesting_that_nobody_made_by_hand_can_be_read_and_shown(depth: int) -> None:
    made = replica.new_replica()
    with made.transaction():
        parent: Any = stored.fragment_of(made)
        for _ in range(depth):
            element = XmlElement("blockquote")
            parent.children.append(element)
            parent = element
    show_all(stored.read(made))


def test_a_shared_type_as_an_attribute_is_left_out() -> None:
    made = replica.new_replica()
    element = XmlElement("image", {"src": "x"})
    stored.fragment_of(made).children.append(element)
    attributes: Any = element.attributes
    attributes["alt"] = Map({"a": 1})
    show_all(stored.read(made))
