"""Work per request, counted: what comes in takes steps in proportion to its size, or is refused by name."""

import base64
import gc
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Transaction, XmlElement, XmlText

from functions.documents import repository
from functions.documents.content import (
    diff,
    edit,
    markdown_inline,
    markdown_out,
    markdown_parser,
    merge,
    native,
    stored,
)
from functions.documents.content.checks import ContentError, TooMuch, check
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.nodes import MOST_NODES, mark, node, text
from hearth.collab import replica, writing
from hearth.collab import repository as logs
from hearth.events import SYSTEM
from infra.bench.content import HOSTILE
from tests.documents.factories import Org, log_of

Pattern = Callable[[int], str]


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_markdown_takes_at_most_twice_the_steps(pattern: Pattern) -> None:
    spent = []
    for size in (3_000, 6_000):
        budget = markdown_parser.Budget(10**12)
        try:
            markdown_parser.parse(pattern(size), budget)
        except ContentError:
            continue  # refused for its depth, before it took any more
        spent.append(10**12 - budget.left)
    assert len(spent) < 2 or spent[1] <= 2.2 * spent[0] + 1000, spent


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_no_markdown_takes_more_than_its_budget(pattern: Pattern) -> None:
    budget = markdown_parser.Budget()
    try:
        check(from_markdown(pattern(20_000)))
        markdown_parser.parse(pattern(20_000), budget)
    except ContentError:
        return
    assert budget.left >= 0


def test_a_long_book_is_within_the_budget() -> None:
    line = "The *Auk* is being mended - at last - and [somebody](https://a.b/c) will say when she's out again.\n\n"
    budget = markdown_parser.Budget()
    assert check(from_markdown(line * 2_000))
    markdown_parser.parse(line * 2_000, budget)  # 200 kB, 38,000 words
    assert budget.left > markdown_parser.MOST_STEPS / 3


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The places that something was put to: Yjs walks as far, for each."""
    found: list[int] = []

    def watch(name: str) -> None:
        real = getattr(native, name)

        def walk(parent: Any, at: Any, index: int, *more: Any) -> Any:
            found.append(index)
            return real(parent, at, index, *more)

        monkeypatch.setattr(native, name, walk)

    for name in ("insert_text", "insert_element", "insert_letters"):
        watch(name)
    return found


def test_nothing_is_walked_over_to_write_a_document(places: list[int]) -> None:
    code = [text(f"{index} ", *([mark("code")] if index % 2 else [])) for index in range(100)]
    document = {"type": "doc", "content": [node("paragraph", *code), *[node("heading", text("x"))] * 100]}
    made = replica.new_replica()
    stored.write(made, document)
    assert stored.read(made) == document
    assert len(places) > 300
    assert sum(places) == 0


def test_a_changed_line_is_written_at_one_place(places: list[int]) -> None:
    made = replica.new_replica()
    stored.write(made, {"type": "doc", "content": [node("paragraph", text("words"))]})
    places.clear()
    new = node("paragraph", *[text(f"{index} ", *([mark("bold")] if index % 2 else [])) for index in range(100)])
    edit.replace(stored.fragment_of(made), [edit.Change([0], 0, [node("paragraph", text("words"))], [new])])
    assert stored.read(made)["content"] == [new]
    assert (len(places), set(places)) == (100, {0})


def test_a_document_is_read_and_written_in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    entered = 0
    enter = Transaction.__enter__

    def count(self: Transaction, *more: Any) -> Transaction:
        nonlocal entered
        entered += 1
        return enter(self, *more)

    monkeypatch.setattr(Transaction, "__enter__", count)
    made = replica.new_replica()
    document = {"type": "doc", "content": [node("heading", text("x"), level=2)] * 1000}
    stored.write(made, document)
    assert stored.mend(made) == []
    assert stored.read(made) == document
    assert entered < 10, "each look through a wrapper of pycrdt's would be one"


def test_a_write_puts_each_block_into_words_once(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [f"block {number}" for number in range(200)]
    document = org.create(markdown="\n\n".join(blocks))
    put(org, document, "\n\n".join(["first", *blocks]), '"1"', "text/markdown")
    written = []
    block = markdown_out.block

    def count(of: Any, flip: bool = False) -> str:
        written.append(of)
        return block(of, flip)

    monkeypatch.setattr(markdown_out, "block", count)
    answer = put(org, document, "\n\n".join([*blocks, "last"]), '"1"', "text/markdown")
    assert (answer.status, answer.body["merged"]) == (200, True)
    assert answer.body["content"] == "\n\n".join(["first", *blocks, "last"]) + "\n"
    assert len(written) == 202, "of three versions and the answer"


@pytest.mark.parametrize(("body", "status"), [("words\n", 200), ("# a\n" * 37_500, 413)])
def test_cycles_are_looked_for_again_after_a_write(
    org: Org, monkeypatch: pytest.MonkeyPatch, body: str, status: int
) -> None:
    document, seen = org.create(markdown="x"), []
    parse = markdown_parser.parse

    def watch(*given: Any) -> Any:
        seen.append(gc.isenabled())
        return parse(*given)

    monkeypatch.setattr(markdown_parser, "parse", watch)
    assert put(org, document, body, '"1"', "text/markdown").status == status
    assert (seen, gc.isenabled()) == ([False], True)


def test_blocks_that_go_are_taken_out_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Any] = []
    remove = native.remove

    def count(parent: Any, at: Any, start: int, end: int) -> None:
        taken.append((start, end))
        remove(parent, at, start, end)

    monkeypatch.setattr(native, "remove", count)
    made = replica.new_replica()
    old = [node("paragraph", text(str(number))) for number in range(1000)]
    stored.write(made, {"type": "doc", "content": old})
    edit.replace(stored.fragment_of(made), [edit.Change(list(range(1000)), 0, old, [node("horizontalRule")])])
    assert stored.read(made)["content"] == [node("horizontalRule")]
    assert len(taken) == 1


# --- merging ------------------------------------------------------------------------------------------------------

SIZE = 8_000
EQUAL = ["same"] * SIZE
DICE = random.Random(9)
NUMBERED = [str(number) for number in range(SIZE)]
SHUFFLED = DICE.sample(NUMBERED, SIZE)
COINS = [DICE.choice("ab") for _ in range(SIZE)]
SIDES = {
    "equal": (EQUAL, EQUAL),
    "equal, but for some": (EQUAL, [DICE.choice(["same"] * 40 + ["other"]) for _ in EQUAL]),
    "wholly different": (NUMBERED, [f"x{number}" for number in NUMBERED]),
    "a permutation": (NUMBERED, SHUFFLED),
    "the other way round": (NUMBERED, NUMBERED[::-1]),
    "each twice": ([one for one in NUMBERED[:4000] for _ in "ab"], [one for one in SHUFFLED[:4000] for _ in "ab"]),
    "taking turns": (["a", "b"] * (SIZE // 2), ["b", "a"] * (SIZE // 2)),
    "by chance": (COINS, COINS[::-1]),
}


@pytest.mark.parametrize(("one", "other"), SIDES.values(), ids=SIDES)
def test_comparing_takes_bounded_steps_and_is_right(one: list[str], other: list[str]) -> None:
    steps = diff.Steps()
    found = diff.matches(one, other, steps)
    assert steps.taken <= diff.ROUNDS * (len(one) + len(other)) + diff.STEPS
    assert all(one[mine] == other[theirs] for mine, theirs in found.items())
    assert list(found.values()) == sorted(set(found.values()))


def test_equal_blocks_are_found_equal() -> None:
    changed = list(EQUAL)
    for place in range(0, SIZE, 100):
        changed[place] = f"new {place}"
    assert len(diff.matches(EQUAL, changed)) == SIZE - 80


def test_short_texts_are_compared_as_well_as_can_be() -> None:
    dice, lost = random.Random(9), 0
    for _ in range(500):
        one = [dice.choice("abcdef") for _ in range(dice.randint(0, 12))]
        other = [dice.choice("abcdef") for _ in range(dice.randint(0, 12))]
        found = diff.matches(one, other)
        assert all(one[mine] == other[theirs] for mine, theirs in found.items())
        lost += longest(one, other) - len(found)
    assert lost < 100, "anchors that stand once are kept even where another way would be longer"


def longest(one: list[str], other: list[str]) -> int:
    """How long the longest common subsequence is."""
    row = [0] * (len(other) + 1)
    for mine in one:
        diagonal = 0
        for index, theirs in enumerate(other):
            above = row[index + 1]
            row[index + 1] = diagonal + 1 if mine == theirs else max(above, row[index])
            diagonal = above
    return row[-1]


def test_steps_are_shared_by_all_that_is_merged() -> None:
    steps = diff.Steps(50)
    base = "a b a b a b a b a b a b a b a b"
    assert merge.merge_words(base, base[::-1] + " b a", base + " a", steps) is None
    assert steps.left <= 50


# --- over HTTP ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "status", "code"),
    [
        ("# a\n" * 37_500, 413, "content_too_large"),
        ("[" * 150_000, 413, "content_too_large"),
        ("`a" * 75_000, 413, "content_too_large"),
        ("|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|b\n" * 100, 413, "content_too_large"),
        (">" * 10_000 + " a", 422, "invalid_content"),
        ("".join(f"{'  ' * level}- a\n" for level in range(300)), 422, "invalid_content"),
        ('```hearth-node\n{"type": "heading", "attrs": {"level": 1e400}}\n```', 422, "invalid_content"),
        ('```hearth-node\n{"type": "image", "attrs": {"src": "\\ud800"}}\n```', 422, "invalid_content"),
    ],
    ids=["headings", "brackets", "backticks", "columns", "quotes", "lists", "infinity", "half a character"],
)
def test_what_is_too_much_for_a_document_is_refused_by_name(org: Org, markdown: str, status: int, code: str) -> None:
    answer = org.member("POST", org.path, {"title": "x", "markdown": markdown})
    assert (answer.status, answer.body["code"]) == (status, code)
    assert org.member("GET", org.path).body["items"] == []


WIDE = {"type": "tableCell", "attrs": {"colspan": 1e8}, "content": [{"type": "paragraph"}]}
BAD = {
    "half a character": {"type": "paragraph", "content": [{"type": "text", "text": "\ud800"}]},
    "a text as a mark's attributes": {
        "type": "paragraph",
        "content": [{"type": "text", "text": "x", "marks": [{"type": "link", "attrs": "x"}]}],
    },
    "an address that is a number": {"type": "image", "attrs": {"src": 2**70}},
    "a number beyond counting": {"type": "paragraph", "attrs": {"other": 2**70}},
    "a column span": {"type": "table", "content": [{"type": "tableRow", "content": [WIDE]}]},
    "a level": {"type": "heading", "attrs": {"level": "1"}},
    "a mark twice": {
        "type": "paragraph",
        "content": [{"type": "text", "text": "x", "marks": [{"type": "bold"}, {"type": "bold"}]}],
    },
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_json_that_no_editor_would_take_is_refused_by_name(org: Org, bad: dict[str, Any]) -> None:
    document = org.create(markdown="words\n")
    answer = put(org, document, json.dumps({"type": "doc", "content": [bad]}))
    assert (answer.status, answer.body["code"]) == (422, "invalid_content")
    assert answer.body["errors"][0]["pointer" if "pointer" in answer.body["errors"][0] else "path"]
    assert org.get(document, tail="/content", format="markdown").body["content"] == "words\n"


def put(org: Org, document: dict[str, Any], body: str, etag: str = '"1"', form: str = "application/json") -> Any:
    headers = {"Content-Type": form, "If-Match": etag}
    return org.member("PUT", f"{org.path}/{document['id']}/content", raw=body, headers=headers)


@pytest.mark.parametrize("body", ['{"type":"doc","content":[NaN]}', "[" * 100_000, '{"a":' + "9" * 5_000 + "}"])
def test_a_body_that_is_not_json(org: Org, body: str) -> None:
    assert put(org, org.create(markdown="x"), body).body["code"] == "malformed_json"


def test_too_many_nodes_are_refused_in_json(org: Org) -> None:
    many = {"type": "doc", "content": [{"type": "paragraph"}] * (MOST_NODES + 1)}
    answer = put(org, org.create(markdown="x"), json.dumps(many))
    assert (answer.status, answer.body["code"], answer.body["limit"]) == (413, "content_too_large", MOST_NODES)
    with pytest.raises(TooMuch):
        check(many)


@pytest.mark.parametrize("etag", ['"²"', "²", '"١"'])
def test_an_etag_of_other_digits_is_none_of_ours(org: Org, etag: str) -> None:
    answer = put(org, org.create(markdown="x"), "y", etag, "text/markdown")
    assert (answer.status, answer.body["code"]) == (412, "precondition_failed")


def test_bare_words_are_a_paragraph() -> None:
    made = replica.new_replica()
    stored.write(made, {"type": "doc", "content": [node("paragraph", text("kept"))]})
    stored.fragment_of(made).children.append(XmlText("bare words"))
    assert stored.read(made)["content"] == [node("paragraph", text("kept")), node("paragraph", text("bare words"))]


LETTERS_IN_THE_ROOT = base64.b64decode("AQFNAAQBB2RlZmF1bHQIcmF3IHRleHQA")


def test_what_stands_behind_a_stray_is_read_and_reading_changes_nothing() -> None:
    made = broken()
    before = made.get_update()
    assert stored.read(made)["content"] == [node("heading", text("before")), node("blockquote", node("horizontalRule"))]
    assert made.get_update() == before


def broken() -> Any:
    """A document with letters in its root, and blocks before and behind them."""
    made = replica.build([LETTERS_IN_THE_ROOT])
    fragment = stored.fragment_of(made)
    stored.insert(fragment, 0, [node("heading", text("before"))])
    quote = XmlElement("blockquote")
    fragment.children.append(quote)
    quote.children.append(XmlElement("horizontalRule"))
    return made


def test_a_rewrite_heals_a_document_that_no_client_could_open(org: Org) -> None:
    document = org.create(markdown="before\n")
    log_it(org, document, LETTERS_IN_THE_ROOT)
    seen = org.get(document, tail="/content", format="markdown").body
    assert (seen["content"], seen["seq"]) == ("before\n", 2)
    answer = put(org, document, "before\n\nafter\n", '"2"', "text/markdown")
    assert (answer.status, answer.body["content"]) == (200, "before\n\nafter\n")
    log = logs.read_log(log_of(org.id, document["id"]), 0).updates
    healed = stored.fragment_of(replica.build([writing.read_bytes(one) for one in log]))
    assert len(healed.children) == len(list(healed.children)) == 2


def log_it(org: Org, document: dict[str, Any], update: bytes) -> None:
    """Put an update into the log that the door would refuse today."""
    place = log_of(org.id, document["id"])
    writing.store(place, 1, update, SYSTEM, lambda: repository.get_document(org.id, document["id"]))


def test_marks_in_a_long_line_are_written_with_a_look_at_their_neighbours() -> None:
    line = [text("a", *([mark("bold")] if index % 2 else [])) for index in range(2_000)]
    looks = 0

    class Pieces(list[Any]):
        def __getitem__(self, place: Any) -> Any:
            nonlocal looks
            looks += len(range(*place.indices(len(self)))) if isinstance(place, slice) else 1
            return super().__getitem__(place)

    pieces: list[Any] = []
    markdown_inline._wrap(pieces, line, 0, markdown_inline.Form())
    markdown_inline._choose_signs(Pieces(pieces))
    assert looks < 20 * len(line)


def test_a_line_without_marks_is_not_searched_for_each_kind_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    levels: list[int] = []
    wrap = markdown_inline._wrap

    def count(pieces: list[Any], nodes: list[Any], level: int, form: markdown_inline.Form) -> None:
        levels.append(level)
        wrap(pieces, nodes, level, form)

    monkeypatch.setattr(markdown_inline, "_wrap", count)
    assert markdown_inline.render([text("a*"), node("hardBreak"), text("b")]) == "a\\*\\\nb"
    assert len(levels) == 1
    levels.clear()
    assert markdown_inline.render([text("a "), text("b", mark("bold")), text(" c")]) == "a **b** c"
    assert len(levels) == 4, "the line, and each of its stretches once"
    assert markdown_inline.render([text("a", mark("bold"))]) == "**a**"
