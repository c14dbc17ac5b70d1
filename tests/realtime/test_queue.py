"""The second pass: domain events that end access end it on live connections too (L20)."""

from pathlib import Path

import pytest
import yaml

from functions.realtime import queue
from functions.realtime.service.revocation import ACTS
from hearth.access import TYPES, Member
from hearth.keys import organizations as keys
from hearth.live import topics
from hearth.live.items import subscriptions
from hearth.table.write import Write
from tests.realtime.conftest import DOCUMENT, Join
from tests.support import world
from tests.support.deliveries import CONTEXT, message
from tests.support.live import Gateway, watch, write_document

ROOT = Path(__file__).resolve().parents[2]


def told(type_: str, object_id: str, org_id: str | None = None, **data: object) -> dict[str, object]:
    """A message of the queue, as the bus puts it there."""
    actor, about = {"kind": "system", "id": "hearth"}, {"type": type_.split(".", maxsplit=1)[0], "id": object_id}
    detail = {
        "id": "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a75", "type": type_, "version": 1, "org_id": org_id, "actor": actor,
        "object": about, "at": "2026-11-21T10:30:00.123Z", "request_id": "", "changes": {}, "data": data,
        "audience": {}, "security": True,
    }  # fmt: skip
    return {"Records": [message({"source": "hearth", "detail-type": type_, "detail": detail})]}


def deliver(event: dict[str, object]) -> None:
    assert queue.handler(event, CONTEXT) == {"batchItemFailures": []}


def set_member(at: world.World, person_id: str, **attributes: str) -> None:
    actions = [getattr(Member, name).set(value) for name, value in attributes.items()]
    Write().update(Member, keys.member(at.org_id, person_id), actions).commit()


@pytest.mark.parametrize("type_", ["member.removed", "member.left", "member.suspended"])
def test_who_is_no_member_any_more_hears_nothing_more(
    type_: str, join: Join, topic: str, at: world.World, gateway: Gateway
) -> None:
    member = join("member")
    watch(member.connection, topic)
    set_member(at, member.person_id, status="suspended" if type_ == "member.suspended" else "removed")
    for _ in range(2):  # events come twice
        deliver(told(type_, member.person_id, at.org_id))
    assert [frame["topic"] for frame in gateway.to(member.id, "access-ended")] == [topic]
    assert subscriptions(topics.parse(topic), consistent=True) == []


def test_an_event_that_is_overtaken_ends_nothing(join: Join, topic: str, at: world.World, gateway: Gateway) -> None:
    member = join("member")
    watch(member.connection, topic)
    deliver(told("member.removed", member.person_id, at.org_id))  # late: they have been invited again since
    assert gateway.to(member.id) == []


def test_a_lowered_role_is_told(join: Join, topic: str, at: world.World, gateway: Gateway) -> None:
    member = join("member")
    watch(member.connection, topic)
    set_member(at, member.person_id, role="viewer")
    deliver(told("member.role_changed", member.person_id, at.org_id))
    assert [frame["role"] for frame in gateway.to(member.id, "role-changed")] == ["viewer"]


def test_who_leaves_a_team_loses_what_was_shared_with_it(
    join: Join, topic: str, at: world.World, gateway: Gateway
) -> None:
    write_document(at.org_id, DOCUMENT, visibility="private", shares={"team:t": "editor"})
    member = join("member")
    watch(member.connection, topic)
    Write().update(Member, keys.member(at.org_id, member.person_id), [Member.teams.set(["t"])]).commit()
    deliver(told("team.member_removed", "t", at.org_id, person_id=member.person_id))
    assert gateway.to(member.id) == []  # still in it: the event was overtaken
    Write().update(Member, keys.member(at.org_id, member.person_id), [Member.teams.set([])]).commit()
    deliver(told("team.member_removed", "t", at.org_id, person_id=member.person_id))
    assert gateway.to(member.id, "access-ended")


def test_sessions_keys_and_accounts_that_end_close_their_connections(join: Join, gateway: Gateway) -> None:
    one, two, key = (join("member", session_id=name) for name in ("one", "two", "key"))
    deliver(told("session.ended", one.person_id, session_id="one", spared=None))
    assert gateway.closed == [one.id]
    deliver(told("api_key.revoked", one.person_id, key_id="key"))
    assert gateway.closed == [one.id, key.id]
    three = join("member", session_id="three")
    deliver(told("session.ended", one.person_id, session_id=None, spared="two"))  # everywhere but here
    assert gateway.closed == [one.id, key.id, three.id]
    deliver(told("person.deleted", one.person_id))
    assert gateway.closed[-1] == two.id


@pytest.mark.parametrize("type_", ["document.shares_changed", "document.deleted"])
def test_a_document_that_is_taken_away_is_left_by_those_it_was_taken_from(
    type_: str, join: Join, topic: str, at: world.World, gateway: Gateway
) -> None:
    guest, member = join("guest"), join("member")
    for client in (guest, member):
        watch(client.connection, topic)
    write_document(at.org_id, DOCUMENT, deleted=type_ == "document.deleted")
    deliver(told(type_, DOCUMENT, at.org_id))
    assert gateway.to(guest.id, "access-ended")
    ended = gateway.to(member.id, "access-ended")
    assert [frame["code"] for frame in ended] == (["deleted"] if type_ == "document.deleted" else [])


def test_what_ends_nothing_is_nobodys_business(gateway: Gateway, at: world.World) -> None:
    deliver(told("document.renamed", DOCUMENT, at.org_id))
    assert gateway.requests == 0


def test_a_gateway_that_is_away_does_not_fail_the_batch(
    join: Join, topic: str, at: world.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearth import config
    from hearth.live import post

    member = join("member")
    watch(member.connection, topic)
    set_member(at, member.person_id, status="removed")
    monkeypatch.setenv("HEARTH_LIVE_ENDPOINT", "http://127.0.0.1:9/live")
    config.settings.cache_clear()
    post.forget()
    deliver(told("member.removed", member.person_id, at.org_id))
    assert subscriptions(topics.parse(topic), consistent=True) == []  # access has ended, told or not


class _Loader(yaml.SafeLoader):
    """Reads the template without minding its functions."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def test_every_type_of_object_ends_what_it_closes_and_what_is_shared_otherwise() -> None:
    for kind in TYPES.values():
        assert {*kind.closing, f"{kind.name}.shares_changed"} <= set(ACTS)


def test_the_rule_lets_through_what_is_acted_on_and_no_more() -> None:
    template = yaml.load((ROOT / "template.yaml").read_text(), _Loader)
    pattern = template["Resources"]["RealtimeRule"]["Properties"]["EventPattern"]
    assert sorted(pattern["detail-type"]) == sorted(ACTS)
