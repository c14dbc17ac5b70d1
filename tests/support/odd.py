"""Odd values, seeded: what a program that errs, or a person who means harm, puts where something else is expected."""

import base64
import json
from copy import deepcopy
from random import Random
from typing import Any

NUMBERS: list[Any] = [
    0, -1, 1, 2**31, 2**32, -(2**31), 2**53, 2**63, 2**70, -(2**70), 10**29, 10**31, 0.1, 1e308, 1e-308,
]  # fmt: skip
TEXTS = [
    "", " ", "x", "²", "٣", "\x00", "\ud800", "a\udfff", "\u202e", "é", "e\u0301", "😀", "\U0010ffff", "\ufeff", "null",
    "../..", "%00", "' OR 1=1", "<script>", "{{7*7}}", "${x}", "\r\nX: y", "a" * 300, "ß" * 5000, "1" * 400, "*", '"1"',
    'W/"2"', '"²"', "2026-02-30T00:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "NaN", "-0",
    "1e999", "true", "[]", "00000000-0000-0000-0000-000000000000", "ada@analytical.example", "@", "İ@ı.example",
    "x@" + "y" * 250 + ".example",
]  # fmt: skip
NODES = [
    "doc", "paragraph", "text", "heading", "blockquote", "bulletList", "listItem", "taskList", "taskItem", "codeBlock",
    "image", "table", "tableRow", "tableCell", "hardBreak", "horizontalRule", "mention",
    "callout", "details", "detailsSummary", "detailsContent", "inlineMath", "blockMath",
    "columns", "column", "date", "constructor", "__proto__", "",
]  # fmt: skip
MARKS = ["bold", "italic", "link", "code", "textStyle", "highlight", "textColor", "comment", "__proto__", ""]
ATTRIBUTES = [
    "level", "src", "href", "colspan", "rowspan", "colwidth", "checked", "language", "start", "id", "textAlign",
    "latex", "kind", "color", "align", "day", "wide",
]  # fmt: skip


class Odd:
    """A source of odd things; of the same seed, the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def text(self) -> str:
        """Some text: a known trouble maker, or characters from anywhere."""
        if self.random.random() < 0.6:
            return self.random.choice(TEXTS)
        ranges = [self.random.choice((128, 0x110000)) for _ in range(8)]
        return "".join(chr(self.random.randrange(end)) for end in ranges)

    def value(self, depth: int = 0) -> Any:
        """Any JSON value."""
        pick = self.random.random()
        if pick < 0.35 or depth > 3:
            return self.random.choice([None, True, False, *NUMBERS])
        if pick < 0.7:
            return self.text()
        if pick < 0.85:
            return [self.value(depth + 1) for _ in range(self.random.randrange(4))]
        return {self.text(): self.value(depth + 1) for _ in range(self.random.randrange(4))}

    def changed(self, value: Any) -> Any:
        """A value like this one, in which something is odd: most of it gets past what looks at the whole."""
        if isinstance(value, dict) and value and self.random.random() < 0.9:
            name = self.random.choice(sorted(value))
            match self.random.randrange(8):
                case 0:
                    return {key: member for key, member in value.items() if key != name}
                case 1:
                    return {**value, self.text(): self.value()}
            return {**value, name: self.changed(value[name])}
        if isinstance(value, list) and value and self.random.random() < 0.8:
            place = self.random.randrange(len(value))
            return [*value[:place], self.changed(value[place]), *value[place + 1 :], *value[: self.random.randrange(2)]]
        if isinstance(value, str) and value and self.random.random() < 0.5:
            place = self.random.randrange(len(value))
            return value[:place] + self.text() + value[place + self.random.randrange(2) :]
        if isinstance(value, int) and self.random.random() < 0.5:
            return self.random.choice(NUMBERS)
        return self.value()

    def document(self, document: Any) -> Any:
        """A ProseMirror document in which one attribute, mark or text of one node is odd, and all else is right."""
        made = deepcopy(document)
        waiting, nodes = [made], []
        while waiting:
            found = waiting.pop()
            nodes += [found, *found.get("marks", [])]
            waiting += found.get("content", [])
        node = self.random.choice(nodes)
        if "text" in node and self.random.random() < 0.3:
            node["text"] = self.text() or self.value()
        elif "attrs" in node and self.random.random() < 0.9:
            node["attrs"][self.random.choice([*node["attrs"], *ATTRIBUTES])] = self.value(self.random.randrange(4))
        else:
            node["attrs"] = self.value()
        return made

    def node(self, depth: int = 0) -> Any:
        """A ProseMirror node, more or less."""
        if self.random.random() < 0.04:
            return self.value()
        made: dict[str, Any] = {"type": self.random.choice(NODES)}
        if made["type"] == "text" or self.random.random() < 0.1:
            made["text"] = self.text() if self.random.random() < 0.9 else self.value()
        if self.random.random() < 0.4:
            made["attrs"] = {self.random.choice(ATTRIBUTES): self.value(3) for _ in range(self.random.randrange(3))}
        if self.random.random() < 0.3:
            made["marks"] = [self.mark() for _ in range(self.random.randrange(3))]
        if depth < 6 and made["type"] not in {"text", "image"}:
            made["content"] = [self.node(depth + 1) for _ in range(self.random.randrange(4))]
        return made

    def mark(self) -> Any:
        """A mark of a text, more or less."""
        attrs = self.random.choice([None, self.value(3), {self.random.choice(ATTRIBUTES): self.value(3)}])
        return {"type": self.random.choice(MARKS), **({} if attrs is None else {"attrs": attrs})}

    def json(self, value: Any) -> str:
        """A value as JSON text, now and then broken, deep, huge or with what JSON does not have."""
        match self.random.randrange(40):
            case 0:
                return "[" * self.random.choice((30, 3000, 100_000))
            case 1:
                return '{"a":' * 500 + "1" + "}" * 500
            case 2:
                return json.dumps(value)[: self.random.randrange(20)]
            case 3:
                return self.random.choice(("NaN", "Infinity", '{"a":1e999}', "9" * 5000, '"\\ud800"', "\x00", "", "﻿{}"))
            case 4:
                return json.dumps(self.random.choice(("a", "\\", "é")) * 400_000)
            case 5:
                return self.text()
        return json.dumps(value, ensure_ascii=self.random.random() < 0.5)

    def update(self, real: bytes) -> str:
        """Base64 of a Yjs update, more or less."""
        data = bytearray(real)
        for _ in range(self.random.randrange(4)):
            if data:
                data[self.random.randrange(len(data))] = self.random.randrange(256)
        if self.random.random() < 0.2:
            del data[self.random.randrange(len(data) + 1) :]
        text = base64.b64encode(bytes(data)).decode()
        return text if self.random.random() < 0.9 else text + self.text()
