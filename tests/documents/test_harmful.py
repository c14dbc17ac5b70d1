"""What a client may put into a log: what is refused, and that it says why (decision 0033)."""

import base64
from typing import Any

import pytest

from functions.documents import allowed
from functions.documents.socket import handler
from hearth.live.topics import document as topic_of
from tests.documents import odd
from tests.documents.factories import Org, update
from tests.documents.harmful import COSTLY, HARMFUL, ME, TWICE, chained, deep, in_text, put
from tests.documents.odd import attribute, element, encode, formatting, letters, uint, value
from tests.support.live import Client, Gateway, connect, watch


def sent(data: bytes) -> dict[str, Any]:
    """An update as a frame carries it."""
    return {"type": "update", "id": "u", "epoch": 1, "after": 0, "update": base64.b64encode(data).decode()}


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
    monkeypatch.setattr("hearth.collab.replica.apply", lambda *_: pytest.fail("it was applied"))
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
