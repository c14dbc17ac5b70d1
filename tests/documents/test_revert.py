"""Going back: a new epoch, and nobody's words merged into a history they do not belong to."""

from datetime import timedelta

import pytest

from functions.documents.service import fold
from functions.documents.socket import handler
from hearth.access import Member
from hearth.collab import folding, writing
from hearth.collab import repository as logs
from hearth.keys import organizations as keys
from hearth.live.items import Subscription, subscription_key
from hearth.live.topics import document as topic_of
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, update
from tests.documents.test_fold import loaded
from tests.support.live import Client, Gateway, connect, watch


def test_a_document_is_what_it_was(org: Org) -> None:
    document, writer = org.create(), Writer()
    for after, word in enumerate(("one", "two", "three")):
        org.write(document, writer.type(word), after=after)
    answer = org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 2})
    assert (answer.status, answer.body["epoch"], answer.body["version"]) == (200, 2, 2)
    assert loaded(org, document).text == "<paragraph>one</paragraph><paragraph>two</paragraph>"
    stale = org.write(document, writer.type("four"), after=3)
    assert (stale.status, stale.body["code"], stale.body["epoch"]) == (409, "epoch_changed", 2)  # L18
    assert org.write(answer.body, update("new"), after=1).body["seq"] == 2


@pytest.mark.parametrize("page", [1000, 2, 1])
@pytest.mark.parametrize("folded", [(), (1,), (3,), (1, 3), (5,), (2, 5)])
@pytest.mark.parametrize("back", [0, 1, 3, 4, 5])
def test_both_then_and_now_are_whole_however_they_are_read(
    org: Org, monkeypatch: pytest.MonkeyPatch, folded: tuple[int, ...], back: int, page: int
) -> None:
    """The log is read once for both, if it is in one piece: with snapshots before, between and behind."""
    document, writer = org.create(), Writer()
    for n in range(1, 6):
        org.write(document, writer.type(f"w{n}"))
        if n in folded:
            writing.marks.forget()
            assert fold.fold(org.id, document["id"], 10**9)
    read_log = logs.read_log
    monkeypatch.setattr(logs, "read_log", lambda *place, most=1000: read_log(*place, most=min(most, page)))
    assert org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": back}).status == 200
    assert loaded(org, document).text == "".join(f"<paragraph>w{n}</paragraph>" for n in range(1, back + 1))
    (before,) = org.get(document, tail="/versions").body["items"]
    content = org.get(document, tail=f"/versions/{before['id']}/content", format="text").body["content"]
    assert (content.split(), before["seq"]) == ([f"w{n}" for n in range(1, 6)], 5)


def test_whose_access_ended_in_the_same_moment_hears_nothing_of_what_it_was(org: Org, gateway: Gateway) -> None:
    document = org.create(markdown="words")
    topic = topic_of(org.id, document["id"])
    ben, cy = (Client(handler, gateway, connect(who.person_id or "")) for who in (org.admin, org.stranger))
    for one in (ben, cy):
        watch(one.connection, topic, epoch=1)
    org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 1})
    assert [frame["epoch"] for frame in gateway.to(ben.id, "update")] == [2]
    assert [frame["type"] for frame in gateway.to(cy.id)] == ["access-ended"]


def test_the_same_key_goes_back_once(org: Org, gateway: Gateway) -> None:
    document, writer = org.create(), Writer()
    for word in ("one", "two"):
        org.write(document, writer.type(word))
    ben = Client(handler, gateway, connect(org.admin.person_id or ""))
    watch(ben.connection, topic_of(org.id, document["id"]), epoch=1)
    path, key = f"{org.path}/{document['id']}/revert", {"Idempotency-Key": "k"}
    first = org.member("POST", path, {"seq": 1}, headers=key)
    assert (first.status, first.body["epoch"]) == (200, 2)
    again = org.member("POST", path, {"seq": 1}, headers=key)
    assert (again.status, again.body, again.headers["ETag"]) == (200, first.body, first.headers["ETag"])
    assert again.headers["Idempotency-Replayed"] == "true"
    other = org.member("POST", path, {"seq": 2}, headers=key)
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")
    assert org.get(document).body["epoch"] == 2
    assert [one["kind"] for one in org.get(document, tail="/versions").body["items"]] == ["before_revert"]
    assert [frame["epoch"] for frame in gateway.to(ben.id, "update")] == [2], "told once"
    assert org.member("POST", path, {"seq": 1}, headers={"Idempotency-Key": "another"}).body["epoch"] == 3


def test_a_repeat_is_answered_although_it_could_not_be_done_again(org: Org) -> None:
    document, writer = org.create(), Writer()
    for word in ("one", "two"):
        org.write(document, writer.type(word))
    path = f"{org.path}/{document['id']}/revert"
    for wanted, headers in (({"seq": 2}, {}), ({"seq": 1}, {"If-Match": '"2"'})):
        given = {"Idempotency-Key": str(wanted), **headers}
        first = org.member("POST", path, wanted, headers=given)
        assert first.status == 200
        again = org.member("POST", path, wanted, headers=given)
        assert (again.status, again.body) == (200, first.body), "the place, or the version, is another one now"


def test_who_may_not_go_back_any_more_is_not_told_again(org: Org) -> None:
    document = org.create(by="admin", markdown="words")
    path, key = f"{org.path}/{document['id']}/revert", {"Idempotency-Key": "k"}
    assert org.member("POST", path, {"seq": 1}, headers=key).status == 200
    Write().update(
        Member, keys.member(org.id, str(org.member.person_id)), [Member.role.set("viewer")], Member.pk.exists()
    ).commit()
    assert org.member("POST", path, {"seq": 1}, headers=key).status == 403


def test_who_may_go_back_and_where_to(org: Org) -> None:
    document = org.create(markdown="words")
    path = f"{org.path}/{document['id']}/revert"
    assert org.viewer("POST", path, {"seq": 1}).status == 403
    assert org.guest("POST", path, {"seq": 1}).status == 404
    assert org.member("POST", path, {"seq": 9}).body["code"] == "unknown_version"
    assert org.member("POST", path, {"seq": 1}, headers={"If-Match": '"9"'}).status == 412
    assert org.get(document).body["epoch"] == 1


def test_what_was_trimmed_is_out_of_reach(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "KEPT", timedelta(seconds=-10))
    document, writer = org.create(), Writer()
    for _ in range(3):
        org.write(document, writer.type("x"))
        writing.marks.forget()
        fold.fold(org.id, document["id"], 10**9)
    assert org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 1}).body["code"] == "base_gone"


def test_whoever_watches_hears_of_the_new_epoch(org: Org, gateway: Gateway) -> None:
    document = org.create(markdown="words")
    topic = topic_of(org.id, document["id"])
    ben = Client(handler, gateway, connect(org.admin.person_id or ""))
    watch(ben.connection, topic, epoch=1)
    org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 1})
    assert [(frame["seq"], frame["epoch"]) for frame in gateway.to(ben.id, "update")] == [(1, 2)]
    held = Subscription.find(subscription_key(topic, ben.id))
    assert held is not None
    assert held.epoch == 2
    frame = {"type": "update", "id": "1", "topic": topic.name, "epoch": 1, "after": 1, "update": "AAA="}
    assert ben.send(frame)[0]["code"] == "epoch_changed"


def test_the_new_epoch_folds_from_its_own_beginning(org: Org) -> None:
    document, writer = org.create(), Writer()
    for word in ("one", "two"):
        org.write(document, writer.type(word))
    writing.marks.forget()
    fold.fold(org.id, document["id"], 10**9)
    org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 1})
    assert fold.fold(org.id, document["id"], 1)
    assert org.get(document).body["preview"] == "one"
    assert loaded(org, document).text == "<paragraph>one</paragraph>"
