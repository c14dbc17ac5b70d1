"""Ways in: who may make them, what they open, and what closes them."""

from datetime import timedelta
from typing import Any

import pytest

from functions.organizations.handler import api
from functions.organizations.models import Invitation
from hearth import clock, ids, quotas
from hearth.keys import organizations as keys
from hearth.quotas.organizations import MAILS_A_DAY
from hearth.table.item import Item
from hearth.table.write import Write
from tests.organizations.conftest import House, Meanwhile, build_person, mails, stranger, token_in
from tests.support.http import Answer, Caller


def accept(person: Caller, token: str) -> Answer:
    return person("POST", "/v1/invitations/accept", {"token": token})


def link(house: House, role: str = "member", by: Caller | None = None, **more: Any) -> str:
    answer = house.invite(role, by, **more)
    assert answer.status == 201, answer.body
    return token_in(answer.body["link"])


def mailed(house: House, address: str = "eve@example.org", **more: Any) -> tuple[str, str]:
    """An invitation by mail: its id and the token in the mail."""
    answer = house.owner("POST", house.path("/invitations"), {"email": address, **more})
    assert answer.status == 201, answer.body
    [mail] = mails()
    return answer.body["id"], token_in(mail["data"]["link"])


# --- the wrong people ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["member", "viewer", "guest"])
def test_lower_roles_invite_nobody_and_see_no_invitations(house: House, role: str) -> None:
    bob = house.join("Bob", role)
    invitation_id, _ = mailed(house)
    assert house.invite("guest", bob).body["code"] == "forbidden"
    assert bob("GET", house.path("/invitations")).body["code"] == "forbidden"
    assert bob("POST", house.path(f"/invitations/{invitation_id}/resend")).body["code"] == "forbidden"
    assert bob("DELETE", house.path(f"/invitations/{invitation_id}")).body["code"] == "forbidden"


def test_nobody_invites_above_themselves(house: House) -> None:
    manager, admin = house.join("Bob", "manager"), house.join("Eve", "admin")
    assert house.invite("admin", manager).body["code"] == "forbidden"
    assert house.invite("manager", manager).status == 201
    assert house.invite("admin", admin).status == 201
    assert house.invite("owner", house.owner).status == 422
    as_admin, _ = mailed(house, role="admin")
    for method, path in (("POST", f"/invitations/{as_admin}/resend"), ("DELETE", f"/invitations/{as_admin}")):
        assert manager(method, house.path(path)).body["code"] == "forbidden"


def test_what_was_made_elsewhere_is_not_found_here(house: House) -> None:
    trudy = stranger("Trudy")
    theirs = House(trudy("POST", "/v1/orgs", {"name": "Elsewhere"}).body["id"], trudy)
    invitation_id = theirs.invite().body["id"]
    assert house.owner("DELETE", house.path(f"/invitations/{invitation_id}")).body["code"] == "invitation_not_found"


@pytest.mark.parametrize("token", ["x", "a" * 75, "=", "💥", "A" * 200])
def test_a_forged_token_opens_nothing(house: House, token: str) -> None:
    for caller, path in ((Caller(api), "lookup"), (stranger(), "accept")):
        answer = caller("POST", f"/v1/invitations/{path}", {"token": token})
        assert (answer.status, answer.body["code"]) == (404, "invitation_not_found")


def test_a_token_with_another_secret_opens_nothing_and_says_nothing(house: House) -> None:
    token = link(house)
    forged = accept(stranger(), token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB"))
    nonsense = accept(stranger(), "x")
    assert forged.status == 404
    assert {**forged.body, "request_id": ""} == {**nonsense.body, "request_id": ""}


# --- by mail ------------------------------------------------------------------------------------------------------


def test_an_invitation_is_mailed_and_its_token_is_kept_nowhere(house: House) -> None:
    body = {"email": " Eve@Example.org ", "role": "viewer", "locale": "de"}
    answer = house.owner("POST", house.path("/invitations"), body)
    assert (answer.status, answer.body["email"], answer.body["status"]) == (201, "eve@example.org", "pending")
    assert answer.body["link"] is None
    assert answer.table_calls == 2
    [mail] = mails()
    token = token_in(mail["data"].pop("link"))
    expires = answer.body["expires_at"]
    assert mail == {
        "template": "invitation", "to": "eve@example.org", "locale": "de",
        "data": {"org": "Analytical Engines", "inviter": "Ada", "role": "viewer", "expires_at": expires},
    }  # fmt: skip
    kept = Item._get_connection().get_item(*keys.invitation(house.org_id, answer.body["id"]), consistent_read=True)
    assert token not in str(kept)


def test_a_lookup_shows_org_inviter_role_and_address_and_nothing_else(house: House) -> None:
    _, token = mailed(house)
    answer = Caller(api)("POST", "/v1/invitations/lookup", {"token": token})
    assert answer.body == {
        "org_name": "Analytical Engines", "role": "member", "invited_by": {"name": "Ada"}, "email": "eve@example.org",
    }  # fmt: skip
    assert answer.table_calls == 2
    assert "RateLimit-Remaining" in answer.headers


def test_an_invitation_is_accepted_once(house: House, events_made: list[dict[str, Any]]) -> None:
    _, token = mailed(house)
    eve = Caller(api, build_person("Eve"), name="Eve")
    events_made.clear()
    answer = accept(eve, token)
    assert (answer.status, answer.body["org_id"], answer.body["role"]) == (200, house.org_id, "member")
    assert answer.table_calls == 2
    assert sorted(event["type"] for event in events_made) == ["invitation.accepted", "member.joined"]
    assert house.member(eve).body["invited_by"] == house.owner.person_id
    assert accept(stranger(), token).body["code"] == "invitation_not_found"
    assert house.owner("GET", house.path("/invitations")).body["items"] == []


def test_accepting_again_gives_the_same_answer(house: House) -> None:
    _, token = mailed(house)
    eve = Caller(api, build_person("Eve"))
    assert accept(eve, token).body == accept(eve, token).body
    assert house.member(eve).body["version"] == 1


def test_an_address_is_invited_once_at_a_time(house: House) -> None:
    invitation_id, _ = mailed(house)
    again = house.owner("POST", house.path("/invitations"), {"email": "EVE@example.org"})
    assert (again.status, again.body["code"]) == (409, "already_invited")
    assert house.owner("DELETE", house.path(f"/invitations/{invitation_id}")).status == 204
    assert mailed(house)[0] == invitation_id


def test_an_invitation_says_nothing_about_accounts(house: House) -> None:
    """The answer for an address with an account is that for one without."""
    build_person("Eve", "eve@example.org")
    known = house.owner("POST", house.path("/invitations"), {"email": "eve@example.org"})
    unknown = house.owner("POST", house.path("/invitations"), {"email": "nobody@example.org"})
    same = ["role", "status", "version", "uses", "max_uses", "link"]
    assert [known.body[name] for name in same] == [unknown.body[name] for name in same]
    assert known.table_calls == unknown.table_calls


def test_sending_again_closes_what_was_sent_before(house: House) -> None:
    invitation_id, old = mailed(house)
    path = house.path(f"/invitations/{invitation_id}/resend")
    assert house.owner("POST", path).body["code"] == "too_soon"
    age(house, invitation_id, minutes=2)
    answer = house.owner("POST", path)
    assert (answer.status, answer.table_calls) == (200, 2)
    [mail] = mails()
    assert accept(stranger(), old).body["code"] == "invitation_not_found"
    assert accept(Caller(api, build_person("Eve")), token_in(mail["data"]["link"])).status == 200


def age(house: House, invitation_id: str, **span: int) -> None:
    """Let an invitation have been mailed a while ago."""
    sent = Invitation.sent_at.set(clock.iso(clock.now() - timedelta(**span)))
    Write().update(Invitation, keys.invitation(house.org_id, invitation_id), [sent]).commit()


def test_an_org_is_no_machine_for_mail(house: House) -> None:
    quota = MAILS_A_DAY
    quotas.take(Write(), quota, house.org_id, quota.limit).commit()
    answer = house.owner("POST", house.path("/invitations"), {"email": "eve@example.org"})
    assert (answer.status, answer.body["code"]) == (409, "quota_exceeded")
    assert mails() == []
    assert house.invite().status == 201


@pytest.mark.parametrize(
    "address", ["eve", "eve@", "@example.org", "eve@exa mple.org", "eve@localhost", "é@example.org"]
)
def test_what_is_no_address_is_refused(house: House, address: str) -> None:
    answer = house.owner("POST", house.path("/invitations"), {"email": address})
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/email")


# --- by link ------------------------------------------------------------------------------------------------------


def test_a_link_lets_in_as_many_as_it_says(house: House) -> None:
    token = link(house, max_uses=2)
    assert [accept(stranger(name), token).status for name in ("Bob", "Eve", "Zoe")] == [200, 200, 404]
    assert house.owner("GET", house.path("/invitations")).body["items"] == []


def test_a_link_shows_how_often_it_was_used(house: House) -> None:
    token = link(house, max_uses=3)
    accept(stranger("Bob"), token)
    [shown] = house.owner("GET", house.path("/invitations")).body["items"]
    assert (shown["uses"], shown["max_uses"], shown["status"]) == (1, 3, "pending")


def test_an_expired_link_opens_nothing(house: House) -> None:
    token = link(house)
    invitation_id = house.owner("GET", house.path("/invitations")).body["items"][0]["id"]
    past = Invitation.expires_at.set(clock.iso(clock.now() - timedelta(seconds=1)))
    Write().update(Invitation, keys.invitation(house.org_id, invitation_id), [past]).commit()
    assert accept(stranger(), token).body["code"] == "invitation_not_found"
    assert Caller(api)("POST", "/v1/invitations/lookup", {"token": token}).status == 404
    assert house.owner("GET", house.path("/invitations")).body["items"][0]["status"] == "expired"
    renewed = house.owner("POST", house.path(f"/invitations/{invitation_id}/resend"))
    assert accept(stranger(), token_in(renewed.body["link"])).status == 200


def test_a_revoked_link_opens_nothing(house: House) -> None:
    token = link(house)
    invitation_id = house.owner("GET", house.path("/invitations")).body["items"][0]["id"]
    revoked = house.owner("DELETE", house.path(f"/invitations/{invitation_id}"))
    assert (revoked.status, revoked.table_calls) == (204, 2)
    assert accept(stranger(), token).body["code"] == "invitation_not_found"
    assert house.owner("DELETE", house.path(f"/invitations/{invitation_id}")).body["code"] == "invitation_not_found"


def test_a_domain_rule_keeps_others_out(house: House) -> None:
    token = link(house, domain="Example.org", max_uses=5)
    assert accept(stranger(), token).body["code"] == "domain_refused"
    assert accept(Caller(api, build_person("Eve", "eve@example.org")), token).status == 200


def test_a_link_dies_with_what_its_maker_may_give(house: House) -> None:
    admin = house.join("Bob", "admin")
    as_admin, as_member = link(house, "admin", admin), link(house, "member", admin, max_uses=9)
    assert house.owner("PATCH", house.path(f"/members/{admin.person_id}"), {"role": "manager"}).status == 200
    assert accept(stranger(), as_admin).body["code"] == "invitation_not_found"
    assert accept(stranger("Eve"), as_member).status == 200
    assert house.owner("DELETE", house.path(f"/members/{admin.person_id}")).status == 204
    assert accept(stranger("Zoe"), as_member).body["code"] == "invitation_not_found"


def test_an_old_link_is_no_way_back_for_whoever_was_removed(house: House) -> None:
    token = link(house, max_uses=9)
    bob = stranger("Bob")
    assert accept(bob, token).status == 200
    house.owner("DELETE", house.path(f"/members/{bob.person_id}"))
    assert accept(bob, token).body["code"] == "invitation_not_found"
    back = accept(bob, link(house, "viewer"))
    assert (back.status, back.body["role"]) == (200, "viewer")
    assert house.member(bob).body["version"] == 3


def test_the_suspended_do_not_come_in_by_another_door(house: House) -> None:
    bob = house.join("Bob")
    house.owner("PATCH", house.path(f"/members/{bob.person_id}"), {"suspended": True})
    assert accept(bob, link(house)).body["code"] == "membership_suspended"


def test_nobody_comes_into_a_deleted_org(house: House) -> None:
    token = link(house)
    house.owner("DELETE", house.path())
    assert accept(stranger(), token).body["code"] == "invitation_not_found"


def test_a_mailed_invitation_is_for_one(house: House) -> None:
    answer = house.owner("POST", house.path("/invitations"), {"email": "eve@example.org", "max_uses": 2})
    assert (answer.status, answer.body["code"]) == (422, "mailed_for_one")


def test_an_invitation_to_a_team_that_is_not_there_is_refused(house: House) -> None:
    answer = house.invite(team_ids=[ids.new_id()])
    assert (answer.status, answer.body["code"]) == (404, "team_not_found")


# --- races: the other one is always faster ------------------------------------------------------------------------


def test_the_same_person_accepts_twice_at_once_and_is_in_once(house: House, meanwhile: Meanwhile) -> None:
    _, token = mailed(house)
    eve = Caller(api, build_person("Eve"))
    meanwhile(lambda: accept(eve, token))
    answer = accept(eve, token)
    assert (answer.status, answer.body["role"]) == (200, "member")
    assert house.member(eve).body["version"] == 1


def test_two_people_accept_at_once_and_one_is_in(house: House, meanwhile: Meanwhile) -> None:
    for token in (mailed(house)[1], link(house)):
        bob, eve = stranger("Bob"), stranger("Eve")
        meanwhile(lambda bob=bob, token=token: accept(bob, token))  # type: ignore[misc]
        assert accept(eve, token).body["code"] == "invitation_not_found"
        assert house.member(bob).status == 200
        assert house.member(eve).body["code"] == "person_not_found"


def test_an_invitation_revoked_in_between_opens_nothing(house: House, meanwhile: Meanwhile) -> None:
    invitation_id, token = mailed(house)
    meanwhile(lambda: house.owner("DELETE", house.path(f"/invitations/{invitation_id}")))
    assert accept(stranger(), token).body["code"] == "invitation_not_found"


def test_a_maker_removed_in_between_lets_nobody_in(house: House, meanwhile: Meanwhile) -> None:
    admin = house.join("Bob", "admin")
    token = link(house, "admin", admin)
    meanwhile(lambda: house.owner("DELETE", house.path(f"/members/{admin.person_id}")))
    assert accept(stranger(), token).body["code"] == "invitation_not_found"


def test_an_address_invited_twice_at_once_has_one_invitation(house: House, meanwhile: Meanwhile) -> None:
    body = {"email": "eve@example.org"}
    meanwhile(lambda: house.owner("POST", house.path("/invitations"), body))
    assert house.owner("POST", house.path("/invitations"), body).body["code"] == "already_invited"
    assert len(mails()) == 1
