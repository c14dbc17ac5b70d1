"""What a client may put into a log, and what becomes of logs that hold more than that already (decision 0033)."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from functions.documents import allowed, assembly, files, log, replica, repository
from functions.documents.service import edit, fold
from functions.documents.socket import handler
from hearth import clock
from hearth.events import Actor
from hearth.live_topics import document as topic_of
from tests.documents import odd
from tests.documents.factories import Org, Writer, update
from tests.documents.odd import attribute, element, encode, formatting, letters, uint, value, xml_text
from tests.support.live import Client, Gateway, connect, watch

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


def sent(data: bytes) -> dict[str, Any]:
    """An update as a frame carries it."""
    return {"type": "update", "id": "u", "epoch": 1, "after": 0, "update": base64.b64encode(data).decode()}


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", HARMFUL.values(), ids=HARMFUL.keys())
def test_what_no_document_holds_is_refused_and_says_why(org: Org, gateway: Gateway, data: bytes) -> None:
    document = org.create()
    answer = org.write(document, data)
    assert (answer.status, answer.body["code"]) == (422, "update_not_allowed")
    assert answer.body["detail"].startswith("A document cannot hold this: ")
    if len(data) < 18_000:
        topic = topic_of(org.id, document["id"])
        me = Client(handler, gateway, connect(org.member.person_id or ""))
        watch(me.connection, topic, epoch=1)
        (frame,) = me.send({**sent(data), "topic": topic.name})
        assert (frame["type"], frame["code"], frame["detail"]) == (
            "refused",
            answer.body["code"],
            answer.body["detail"],
        )
    assert org.get(document, tail="/updates").body["updates"] == []


def test_a_client_that_comes_twice_is_no_update(org: Org) -> None:
    """Yjs reads the second part only, pycrdt both: people and server would see different documents."""
    assert org.write(org.create(), TWICE).body["code"] == "invalid_update"


@pytest.mark.parametrize("data", COSTLY.values(), ids=COSTLY.keys())
def test_what_would_take_too_long_is_refused_before_it_is_applied(
    org: Org, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = org.create()
    monkeypatch.setattr("functions.documents.replica.apply", lambda *_: pytest.fail("it was applied"))
    answer = org.write(document, data)
    assert (answer.status, answer.body["code"]) == (413, "update_too_complex")


@pytest.mark.parametrize(
    "data",
    [
        chained(1_500),
        put(*(element("paragraph") for _ in range(1))),
        put(element("paragraph"), *(element("paragraph", origin=(ME, at)) for at in range(15_000))),
        deep(88),
        put(element("chart"), attribute((ME, 0), "kind", "pie"), attribute((ME, 0), "more", {"a": [1, None]})),
        put(element("heading"), attribute((ME, 0), "level", None), attribute((ME, 0), "dir", "rtl")),
        in_text(formatting("link--AbCdEfGh", '{"href":"x"}', parent=(ME, 1)), letters("x", origin=(ME, 2))),
        encode((ME, 500, [letters("x", origin=(ME, 499))])),
        encode((ME, 500, [odd.Struct(odd.ANY, uint(1) + value(2), origin=(3, 4))])),
        encode(deletes=[(ME, [(0, 5), (5, 5)]), (8, [(0, 1)])]),
        put(element("paragraph"), odd.Struct(odd.DELETED, uint(3), parent=(ME, 0)), odd.Struct(odd.GC, uint(9))),
    ],
)
def test_what_editors_write_is_taken(org: Org, data: bytes) -> None:
    assert org.write(org.create(), data).status == 200


def test_a_letter_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a keystroke costs on the live path: one reading of its bytes, and no look at anything twice."""
    letter = encode((ME, 500, [letters("x", origin=(ME, 499))]))
    looked: list[object] = []
    original = allowed.Places.find

    def find(self: allowed.Places, of: tuple[int, int]) -> object:
        looked.append(of)
        return original(self, of)

    monkeypatch.setattr(allowed.Places, "find", find)
    allowed.check(letter)
    assert looked == [(ME, 499)]


@pytest.mark.parametrize("count", [1_000, 16_000])
def test_a_chain_costs_one_look_for_each_piece(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    looked: list[object] = []
    original = allowed.Places.find

    def find(self: allowed.Places, of: tuple[int, int]) -> object:
        looked.append(of)
        return original(self, of)

    monkeypatch.setattr(allowed.Places, "find", find)
    allowed.check(
        encode((ME, 0, [element("paragraph"), *(element("paragraph", origin=(ME, at)) for at in range(count))]))
    )
    assert len(looked) <= 2 * count


# --- what is stored already ---------------------------------------------------------------------------------------


def store(org: Org, document: dict[str, Any], *pieces: bytes) -> None:
    """Into the log, as it was possible before."""
    place = (org.id, document["id"], 1)
    for data in pieces:
        log.ends.forget()
        edit.store(
            place,
            0,
            data,
            Actor("person", org.member.person_id or ""),
            lambda: repository.get_document(org.id, document["id"]),
        )


def folded(org: Org, document: dict[str, Any]) -> int:
    edit.marks.forget()
    fold.fold(org.id, document["id"], 10**9)
    return int(repository.get_document(org.id, document["id"]).folded_seq)


def strictly(body: Any) -> None:
    """It is JSON, NaN being none."""
    json.dumps(body, allow_nan=False)


def assert_usable(org: Org, document: dict[str, Any], words: str) -> None:
    """Reading, exports, history, folding and going back work, and nobody's words are missing."""
    here = f"{org.path}/{document['id']}"
    assert org.get(document, tail="/state").status == 200
    for form in ("json", "markdown", "html", "text"):
        answer = org.get(document, tail="/content", format=form)
        assert answer.status == 200, answer.body
        strictly(answer.body)
        assert words in json.dumps(answer.body["content"])
    seq = answer.body["seq"]
    assert org.member("POST", f"{here}/versions", {"name": "now"}).status == 201
    assert folded(org, document) == seq
    (version,) = org.get(document, tail="/versions").body["items"]
    shown = org.get(document, tail=f"/versions/{version['id']}/content", format="text")
    assert words in shown.body["content"]
    assert org.write(document, update("more words"), after=seq).status == 200
    assert "more words" in json.dumps(org.get(document, tail="/content").body)
    assert folded(org, document) == seq + 1
    assert org.member("POST", f"{here}/revert", {"seq": 1}).body["epoch"] == 2
    assert org.member("POST", f"{here}/revert", {"version": version["id"]}).body["epoch"] == 3
    assert words in org.get(document, tail="/content", format="text").body["content"]


STORED = {name: data for name, data in HARMFUL.items() if name != "20,000 levels"} | {
    "a client that comes twice": TWICE,
    "no update at all": b"\xff\xff\xff",
    "5,000 levels": deep(5_000),
    "letters one by one": COSTLY["letters one by one"],
}


WORST = (
    "text in the root",
    "a GC of 2^32",
    "an attribute of bytes",
    "a map as an attribute",
    "5,000 levels",
    "the same deleted twice",
)


@pytest.mark.parametrize("data", [STORED[name] for name in WORST], ids=WORST)
def test_what_is_stored_already_stops_nothing(org: Org, data: bytes) -> None:
    document = org.create()
    store(org, document, update("words of hers"), data)
    assert_usable(org, document, "words of hers")


@pytest.mark.parametrize("data", STORED.values(), ids=STORED.keys())
def test_it_is_read_and_folded_and_left(org: Org, data: bytes) -> None:
    document = org.create()
    store(org, document, update("words of hers"), data)
    for again in range(2):
        answer = org.get(document, tail="/content")
        assert answer.status == 200, answer.body
        strictly(answer.body)
        assert "words of hers" in json.dumps(answer.body["content"])
        assert again or folded(org, document) == 2
    assert org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 2}).status == 200
    (version,) = org.get(document, tail="/versions").body["items"]
    shown = org.get(document, tail=f"/versions/{version['id']}/content", format="text")
    assert "words of hers" in shown.body["content"]


def test_a_log_with_all_of_it_at_once_can_be_used(org: Org) -> None:
    document = org.create()
    apart = [
        encode((ME + at, 0, [element("paragraph")])) if at % 2 else data.replace(bytes([1, ME]), bytes([1, ME]), 1)
        for at, data in enumerate(HARMFUL.values())
    ]
    store(org, document, update("words of hers"), *apart)
    assert_usable(org, document, "words of hers")


def test_an_attribute_that_cannot_be_is_read_as_if_it_were_absent(org: Org) -> None:
    document = org.create()
    store(org, document, HARMFUL["a level of no heading"], HARMFUL["a formatted text in the root"])
    content = org.get(document, tail="/content").body["content"]["content"]
    assert content == [{"type": "heading"}]


def test_words_that_stand_in_the_root_are_a_paragraph(org: Org) -> None:
    document = org.create()
    store(org, document, put(xml_text(), letters("lost?", parent=(ME, 0))))
    assert org.get(document, tail="/content").body["content"]["content"] == [
        {"type": "paragraph", "content": [{"type": "text", "text": "lost?"}]}
    ]


# --- what waits ---------------------------------------------------------------------------------------------------


def gap(size: int) -> tuple[bytes, bytes]:
    """What comes first, and what waits for it."""
    first = put(*PARAGRAPH, letters("first ", parent=(ME, 1)))
    return first, encode((ME, 8, [letters("x" * size, origin=(ME, 7))]))


def test_a_large_gap_is_set_aside_after_an_hour_and_nothing_is_thrown_away(
    org: Org, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = org.create()
    _, late = gap(70_000)
    store(org, document, update("before"), late, update("behind"))
    assert folded(org, document) == 1, "young: it stops before what waits"
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + fold.WAITING + timedelta(seconds=1))
    assert folded(org, document) == 3
    (name,) = repository.list_snapshots(org.id, document["id"], 1)[0].aside
    (kept,) = json.loads(files.get(name))
    assert (kept["seq"], base64.b64decode(kept["update"])) == (2, late)
    store(org, document, update("later"))
    folded(org, document)
    assert repository.list_snapshots(org.id, document["id"], 1)[0].aside == [name], "it is not forgotten"
    text = org.get(document, tail="/content", format="text").body["content"]
    assert ("before" in text, "behind" in text, "later" in text) == (True, True, True)


@pytest.mark.parametrize("through_fold", [False, True])
def test_going_back_keeps_what_still_waits(org: Org, through_fold: bool) -> None:
    document = org.create()
    first, late = gap(30)
    store(org, document, update("before"), late)
    if through_fold:
        folded(org, document)
    assert org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 2}).body["epoch"] == 2
    text = org.get(document, tail="/content", format="text").body["content"]
    assert "before" in text
    assert "xxx" not in text
    org.write({**document, "epoch": 2}, first, after=1)
    text = org.get(document, tail="/content", format="text").body["content"]
    assert "first xxx" in text
    assert "before" in text


def test_what_waited_is_placed_whenever_it_comes(org: Org) -> None:
    document = org.create()
    writer = Writer()
    one, two, three = (writer.type(word) for word in ("one", "two", "three"))
    store(org, document, three, two, one)
    assert org.get(document, tail="/content", format="text").body["content"].split() == ["one", "two", "three"]


# --- what takes too long ------------------------------------------------------------------------------------------


class Meter:
    """A clock that counts the bytes that pycrdt is given: `seconds` for each."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.at = seconds, 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def meter(monkeypatch: pytest.MonkeyPatch) -> Meter:
    """Applying takes 0.3 s for an update of more than 100 bytes, and for a state 0.3 s for each that is in it."""
    meter = Meter(0.3)
    original = replica.apply

    def apply(made: Any, data: bytes) -> None:
        meter.at += meter.seconds * (len(data) > 100)
        original(made, data)

    monkeypatch.setattr(replica, "apply", apply)
    monkeypatch.setattr(assembly, "timer", meter)
    return meter


def test_a_log_that_takes_too_long_is_refused_by_name_and_can_be_left(org: Org, meter: Meter) -> None:
    """H4: 110 updates of 0.3 s. Nothing that waits for it takes more than the budget, and going back builds nothing."""
    document = org.create()
    store(org, document, update("good words"), *(update("x" * 200) for _ in range(109)))
    assert org.get(document, tail="/state").status == 200
    answer = org.get(document, tail="/content", format="text")
    assert (answer.status, answer.body["code"]) == (409, "document_too_slow")
    assert meter.at < assembly.READING + 1 + 8, "state and content each stop at the budget"
    here = f"{org.path}/{document['id']}"
    assert org.member("POST", f"{here}/versions", {"name": "now"}).status == 201
    assert org.member("POST", f"{here}/revert", {"seq": 1}).body["epoch"] == 2
    assert "good words" in org.get(document, tail="/content", format="text").body["content"]
    before, named = org.get(document, tail="/versions").body["items"]
    for version in (before, named):
        shown = org.get(document, tail=f"/versions/{version['id']}/content")
        assert (shown.status, shown.body["code"]) == (409, "document_too_slow")
    assert org.member("POST", f"{here}/revert", {"version": named["id"]}).body["epoch"] == 3, "all of it, as it was"


def test_it_is_folded_in_parts_and_then_loads(org: Org, meter: Meter) -> None:
    document = org.create()
    store(org, document, update("good words"), *(update("x" * 200) for _ in range(109)))
    rounds = 0
    while True:
        rounds += 1
        try:
            edit.marks.forget()
            fold.fold(org.id, document["id"], 10**9)
            break
        except fold.Unfinished:
            assert rounds < 10
    assert int(repository.get_document(org.id, document["id"]).folded_seq) == 110
    assert rounds > 1
    assert "good words" in org.get(document, tail="/content", format="text").body["content"]


def test_what_is_slow_by_itself_is_set_aside(org: Org, meter: Meter) -> None:
    document, slow = org.create(), update("x" * 200)
    meter.seconds = 2.0
    store(org, document, update("good"), slow, update("words"))
    assert folded(org, document) == 3
    (name,) = repository.list_snapshots(org.id, document["id"], 1)[0].aside
    assert base64.b64decode(json.loads(files.get(name))[0]["update"]) == slow
    said = org.get(document, tail="/content", format="text").body["content"].split()
    assert sorted(said) == ["good", "words"]  # both stand at the start, in the order of their random client ids


# --- whose connection ---------------------------------------------------------------------------------------------


def test_nobody_is_left_out_by_somebody_elses_word(org: Org, gateway: Gateway) -> None:
    """L2: whoever named another's connection hid the update from them, and it bore their name."""
    document = org.create()
    topic = topic_of(org.id, document["id"])
    ben = Client(handler, gateway, connect(org.admin.person_id or ""))
    mine = Client(handler, gateway, connect(org.member.person_id or ""))
    for one in (ben, mine):
        watch(one.connection, topic, epoch=1)
    answer = org.write(document, update(), connection=ben.id)
    assert answer.body["others"] == 2
    for one in (ben, mine):
        (frame,) = gateway.to(one.id, "update")
        assert "connection" not in frame
    answer = org.write(document, update(), after=1, connection=mine.id)
    assert answer.body["others"] == 1
    assert gateway.to(ben.id, "update")[-1]["connection"] == mine.id
