"""Logs that hold already what is refused now are read, folded and left; nothing is thrown away (decision 0033)."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from functions.documents import repository
from functions.documents.service import fold
from hearth import clock, files
from hearth.collab import assembly, folding, log, replica, writing
from hearth.collab import repository as logs
from hearth.events import Actor
from tests.documents.factories import Org, Writer, log_of, update
from tests.documents.harmful import COSTLY, HARMFUL, ME, PARAGRAPH, TWICE, deep, put
from tests.documents.odd import element, encode, letters, xml_text

# --- what is stored already ---------------------------------------------------------------------------------------


def store(org: Org, document: dict[str, Any], *pieces: bytes) -> None:
    """Into the log, as it was possible before."""
    place = log_of(org.id, document["id"])
    for data in pieces:
        log.ends.forget()
        writing.store(
            place,
            0,
            data,
            Actor("person", org.member.person_id or ""),
            lambda: repository.get_document(org.id, document["id"]),
        )


def folded(org: Org, document: dict[str, Any]) -> int:
    writing.marks.forget()
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
    monkeypatch.setattr(clock, "now", lambda: now + folding.WAITING + timedelta(seconds=1))
    assert folded(org, document) == 3
    (name,) = logs.list_snapshots(log_of(org.id, document["id"]))[0].aside
    (kept,) = json.loads(files.get(name))
    assert (kept["seq"], base64.b64decode(kept["update"])) == (2, late)
    store(org, document, update("later"))
    folded(org, document)
    assert logs.list_snapshots(log_of(org.id, document["id"]))[0].aside == [name], "it is not forgotten"
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
            writing.marks.forget()
            fold.fold(org.id, document["id"], 10**9)
            break
        except folding.Unfinished:
            assert rounds < 10
    assert int(repository.get_document(org.id, document["id"]).folded_seq) == 110
    assert rounds > 1
    assert "good words" in org.get(document, tail="/content", format="text").body["content"]


def test_what_is_slow_by_itself_is_set_aside(org: Org, meter: Meter) -> None:
    document, slow = org.create(), update("x" * 200)
    meter.seconds = 2.0
    store(org, document, update("good"), slow, update("words"))
    assert folded(org, document) == 3
    (name,) = logs.list_snapshots(log_of(org.id, document["id"]))[0].aside
    assert base64.b64decode(json.loads(files.get(name))[0]["update"]) == slow
    said = org.get(document, tail="/content", format="text").body["content"].split()
    assert sorted(said) == ["good", "words"]  # both stand at the start, in the order of their random client ids
