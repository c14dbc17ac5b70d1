"""What people who are connected hear: pushing, leaving, and access that ends."""

import datetime
from urllib.parse import quote

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

from hearth import aws, config, signing
from hearth.access import Member
from hearth.errors import Malformed
from hearth.events import SYSTEM
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.live import gateway as live
from hearth.live import topics
from hearth.live.items import Connection, subscriptions
from hearth.table.write import Write
from tests.support import world
from tests.support.live import Gateway, connect, watch, write_document

DOCUMENT = "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a70"  # fixed: it names tests, which must be the same in every process
CHANGED = live.changed(("org", DOCUMENT, 2), "org.updated", SYSTEM, "2026-11-21T10:30:00.123Z")


def set_member(org_id: str, person_id: str, **attributes: str) -> None:
    actions = [getattr(Member, name).set(value) for name, value in attributes.items()]
    Write().update(Member, org_keys.member(org_id, person_id), actions).commit()


@pytest.fixture
def at(table: str) -> world.World:
    built = world.build()
    write_document(built.org_id, DOCUMENT)
    return built


def test_a_push_reaches_everybody_on_the_topic_and_nobody_else(gateway: Gateway, at: world.World) -> None:
    topic = topics.activity(at.org_id)
    one, two, other = (connect(at.people["member"]) for _ in range(3))
    watch(one, topic)
    watch(two, topic)
    watch(other, topics.activity(at.other_org_id))
    frame = live.changed(("org", at.org_id, 2), "org.renamed", SYSTEM, live.now())
    assert live.push(topic.name, frame, exclude={two.connection_id}) == 1
    assert [to for to, _ in gateway.posted] == [one.connection_id]
    assert gateway.posted[0][1]["topic"] == topic.name


def test_a_push_without_a_gateway_or_with_a_broken_one_hurts_nobody(
    table: str, monkeypatch: pytest.MonkeyPatch, at: world.World
) -> None:
    assert live.push(topics.activity(at.org_id).name, CHANGED) == 0
    monkeypatch.setenv("HEARTH_LIVE_ENDPOINT", "http://127.0.0.1:9/live")
    config.settings.cache_clear()
    signing.forget()
    watch(connect(at.people["member"]), topics.activity(at.org_id))
    assert live.push(topics.activity(at.org_id).name, CHANGED) == 0


def test_a_frame_that_is_too_large_is_a_mistake_of_whoever_built_it(gateway: Gateway, at: world.World) -> None:
    with pytest.raises(AssertionError, match="changed frame"):
        live.deliver([("x", {"type": "changed", "text": "é" * 20_000})])


def test_a_gone_connection_is_removed_from_all_its_topics_and_its_company_hears_it(
    gateway: Gateway, at: world.World
) -> None:  # L23
    document, feed = topics.document(at.org_id, DOCUMENT), topics.activity(at.org_id)
    dead, also_dead, alive = connect(at.people["member"]), connect(at.people["admin"]), connect(at.people["viewer"])
    for one in (dead, also_dead, alive):
        watch(one, document)
    watch(dead, feed)
    gateway.gone |= {dead.connection_id, also_dead.connection_id}
    live.push(feed.name, CHANGED)
    left = gateway.to(alive.connection_id, "user-left")
    assert {frame["connection"] for frame in left} == {dead.connection_id, also_dead.connection_id}
    assert left[0]["person"]["name"] == "Ada"
    assert [one.connection_id for one in subscriptions(document, consistent=True)] == [alive.connection_id]
    assert Connection.find(live_keys.connection(dead.connection_id)) is None


def test_a_subscription_whose_connection_is_unknown_goes_with_the_first_push(gateway: Gateway, at: world.World) -> None:
    topic = topics.activity(at.org_id)
    ghost = connect(at.people["member"])
    watch(ghost, topic)
    Write().delete(Connection, ghost.key).commit()
    gateway.gone.add(ghost.connection_id)
    live.push(topic.name, CHANGED)
    assert subscriptions(topic, consistent=True) == []


def test_an_audience_says_what_i_may_and_who_else_is_there_in_one_query(gateway: Gateway, at: world.World) -> None:
    topic = topics.document(at.org_id, DOCUMENT)
    me, other = connect(at.people["member"]), connect(at.people["viewer"])
    watch(me, topic, "editor")
    watch(other, topic, "viewer")
    seen = live.audience(topic.name, me.connection_id)
    assert seen.me is not None
    assert seen.me.role == "editor"
    assert [one.role for one in seen.others] == ["viewer"]
    assert live.audience(topic.name, "stranger").me is None


def test_the_removed_lose_all_topics_of_the_org_and_no_other(gateway: Gateway, at: world.World) -> None:  # L20
    person = at.people["member"]
    document, feed = topics.document(at.org_id, DOCUMENT), topics.activity(at.org_id)
    me, company = connect(person), connect(at.people["admin"])
    for topic in (document, feed, topics.user(person)):
        watch(me, topic)
    watch(company, document)
    set_member(at.org_id, person, status="removed")
    assert live.end_access(at.org_id, person) == 2
    ended = gateway.to(me.connection_id, "access-ended")
    assert {(frame["topic"], frame["code"]) for frame in ended} == {
        (document.name, "access_ended"),
        (feed.name, "access_ended"),
    }
    assert [frame["connection"] for frame in gateway.to(company.connection_id, "user-left")] == [me.connection_id]
    assert Connection.find(me.key).topics == {topics.user(person).name}  # type: ignore[union-attr]
    assert live.end_access(at.org_id, person) == 0  # again: nothing more happens
    assert len(gateway.to(me.connection_id)) == 2


def test_a_lowered_role_lowers_the_subscription_and_says_so(gateway: Gateway, at: world.World) -> None:  # L20
    person = at.people["member"]
    topic = topics.document(at.org_id, DOCUMENT)
    me = connect(person)
    watch(me, topic, "editor")
    set_member(at.org_id, person, role="viewer")
    live.end_access(at.org_id, person)
    assert gateway.to(me.connection_id) == [{"type": "role-changed", "topic": topic.name, "role": "viewer"}]
    assert subscriptions(topic)[0].role == "viewer"


def test_a_member_who_becomes_a_guest_keeps_what_is_shared_and_loses_the_feed(
    gateway: Gateway, at: world.World
) -> None:
    person = at.people["member"]
    write_document(at.org_id, DOCUMENT, shares={f"person:{person}": "commenter"})
    document, feed = topics.document(at.org_id, DOCUMENT), topics.activity(at.org_id)
    me = connect(person)
    watch(me, document, "editor")
    watch(me, feed, "viewer")
    set_member(at.org_id, person, role="guest")
    live.end_access(at.org_id, person)
    kinds = {frame["topic"]: frame["type"] for frame in gateway.to(me.connection_id)}
    assert kinds == {document.name: "role-changed", feed.name: "access-ended"}


def test_unsharing_and_deleting_a_document_end_its_subscriptions(gateway: Gateway, at: world.World) -> None:
    topic = topics.document(at.org_id, DOCUMENT)
    guest, member = connect(at.people["guest"]), connect(at.people["member"])
    watch(guest, topic, "editor")
    watch(member, topic, "editor")
    assert live.recheck(topic.name) == 1
    assert gateway.to(guest.connection_id, "access-ended")
    assert not gateway.to(member.connection_id, "access-ended")
    write_document(at.org_id, DOCUMENT, deleted=True)
    assert live.recheck(topic.name, code="deleted") == 1
    assert gateway.to(member.connection_id, "access-ended")[0]["code"] == "deleted"
    assert subscriptions(topic, consistent=True) == []


def test_an_ended_session_is_told_and_closed_and_others_of_the_person_stay(
    gateway: Gateway, at: world.World
) -> None:  # L5, L20
    person = at.people["member"]
    ended, stays = connect(person, session_id="one"), connect(person, session_id="two")
    company = connect(at.people["admin"])
    topic = topics.document(at.org_id, DOCUMENT)
    for one in (ended, stays, company):
        watch(one, topic)
    assert live.end_session(person, "one") == 1
    assert gateway.to(ended.connection_id)[-1]["code"] == "session_ended"
    assert gateway.closed == [ended.connection_id]
    assert [frame["connection"] for frame in gateway.to(company.connection_id, "user-left")] == [ended.connection_id]
    assert {one.connection_id for one in subscriptions(topic)} == {stays.connection_id, company.connection_id}
    assert live.end_session(person) == 1  # everywhere
    assert set(gateway.closed) == {ended.connection_id, stays.connection_id}


def test_an_api_key_keeps_to_its_scopes_when_access_is_decided_again(gateway: Gateway, at: world.World) -> None:
    topic = topics.document(at.org_id, DOCUMENT)
    me = connect(at.people["member"], scopes="documents:read")
    watch(me, topic, "editor")
    live.end_access(at.org_id, at.people["member"])
    assert gateway.to(me.connection_id)[0] == {"type": "role-changed", "topic": topic.name, "role": "viewer"}


@pytest.mark.parametrize(
    "name",
    ["", "document:", "document:a/b", f"document:{DOCUMENT}", "user:..", "activity:%", "x:y", f"user:{DOCUMENT}/x"],
)
def test_a_name_that_no_topic_has_is_refused(name: str) -> None:
    with pytest.raises(Malformed):
        topics.parse(name)


@pytest.mark.parametrize("connection_id", ["d3Jb4eWtIAMCJ2Q=", "abc", "a+b/c="])
@pytest.mark.parametrize("token", ["", "a-session-token"])
def test_the_signature_is_the_one_that_botocore_makes(
    table: str, monkeypatch: pytest.MonkeyPatch, connection_id: str, token: str
) -> None:
    if token:
        monkeypatch.setenv("AWS_SESSION_TOKEN", token)
    aws.session.cache_clear()
    signing.forget()
    path = f"/live/@connections/{quote(connection_id, safe='')}"
    body = '{"type":"pong","é":1}'.encode()
    ours = signing.signed("execute-api", "POST", "abc.execute-api.eu-central-1.amazonaws.com", path, body)
    request = AWSRequest("POST", f"https://abc.execute-api.eu-central-1.amazonaws.com{path}", data=body)
    signer = SigV4Auth(aws.session().get_credentials(), "execute-api", "eu-central-1")
    moment = datetime.datetime.strptime(ours["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda **_: moment)
    signer.add_auth(request)
    assert ours["authorization"] == request.headers["Authorization"]
    signing.forget()
    aws.session.cache_clear()
