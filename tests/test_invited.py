"""Invitations across capabilities: what waits for whom, who comes in by a link, and what a mailed token proves."""

from typing import Any

import pytest

from infra import openapi
from tests.support.http import Answer
from tests.support.human import PASSWORD, Human
from tests.support.workspace import Workspace, quick_hashes

DOT = "dot@elsewhere.example"


@pytest.fixture
def space(table: str, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    quick_hashes(monkeypatch)
    return Workspace({api.name: api for api in openapi.apis()})


def accept(human: Human, token: str) -> Answer:
    return human("POST", "/invitations/accept", {"token": token})


def register(space: Workspace, token: str, **more: Any) -> tuple[Human, Answer]:
    human = space.somebody(DOT)
    body = {"token": token, "password": PASSWORD, "name": "Dot", **more}
    return human, human("POST", "/auth/register-invited", body)


# --- what waits ---------------------------------------------------------------------------------------------------


def test_an_invitation_waits_for_its_person_and_nobody_else(space: Workspace) -> None:
    space.invited(space.cy)
    (waiting,) = space.cy.does("GET", "/me/invitations")["items"]
    assert {name: waiting[name] for name in ("org_id", "org_name", "role")} == {
        "org_id": space.org, "org_name": "Analytical Engines", "role": "member",
    }  # fmt: skip
    assert space.bob.does("GET", "/me/invitations")["items"] == []


def test_a_stale_hint_of_ones_address_shows_and_opens_nothing_of_others(space: Workspace) -> None:
    space.invited(space.cy)
    liar = Human(space.apis, space.cy.email, space.bob.person_id, space.bob.session_id)
    liar.does("POST", space.at("/leave"))
    assert liar.does("GET", "/me/invitations")["items"] == []
    answer = liar("POST", f"/me/invitations/{space.org}/accept")
    assert (answer.status, answer.body["code"]) == (404, "invitation_not_found")
    for hint in ("old@analytical.example", ""):
        honest = Human(space.apis, hint, space.cy.person_id, space.cy.session_id)
        assert len(honest.does("GET", "/me/invitations")["items"]) == 1
    assert honest.does("POST", f"/me/invitations/{space.org}/accept")["role"] == "member"


def test_what_waits_is_accepted_without_its_token_and_then_waits_no_more(space: Workspace) -> None:
    space.invited(space.cy)
    for _ in range(2):
        assert space.cy.does("POST", f"/me/invitations/{space.org}/accept")["org_id"] == space.org
    assert space.cy.does("GET", "/me/invitations")["items"] == []
    assert space.cy.does("GET", space.at(""))["role"] == "member"


def test_what_was_revoked_or_is_of_a_deleted_org_waits_for_nobody(space: Workspace) -> None:
    space.invited(space.cy)
    (invitation,) = space.ada.does("GET", space.at("/invitations"))["items"][:1]
    space.ada.does("DELETE", space.at(f"/invitations/{invitation['id']}"))
    assert space.cy.does("GET", "/me/invitations")["items"] == []
    assert space.cy("POST", f"/me/invitations/{space.org}/accept").status == 404
    space.invited(space.cy)
    space.ada.does("DELETE", space.at(""))
    assert space.cy.does("GET", "/me/invitations")["items"] == []
    assert space.cy("POST", f"/me/invitations/{space.org}/accept").status == 404


# --- links --------------------------------------------------------------------------------------------------------


def test_an_org_may_let_nobody_in_by_link(space: Workspace) -> None:
    made = space.link()
    token = made["link"].partition("?token=")[2]
    space.ada.does("PATCH", space.at(""), {"link_sharing": "off"})
    for answer in (
        space.ada("POST", space.at("/invitations"), {"role": "member"}),
        space.ada("POST", space.at(f"/invitations/{made['id']}/resend")),
    ):
        assert (answer.status, answer.body["code"]) == (403, "link_sharing_off")
    assert accept(space.cy, token).body["code"] == "invitation_not_found"
    assert space.cy("POST", "/invitations/lookup", {"token": token}).body["code"] == "invitation_not_found"
    assert accept(space.cy, space.invites(space.cy.email)).status == 200, "what is mailed is no link"


def test_an_org_may_let_people_of_its_domains_in_by_link_only(space: Workspace) -> None:
    space.ada.does("PATCH", space.at(""), {"link_sharing": "domains"})
    refused = space.ada("POST", space.at("/invitations"), {"role": "member"})
    assert (refused.status, refused.body["code"]) == (422, "link_needs_domain")
    space.ada.does("PATCH", space.at(""), {"sign_up_domains": ["analytical.example"]})
    token = space.token()
    stranger = space.joins("eve@elsewhere.example")
    assert accept(stranger, token).body["code"] == "domain_refused"
    assert accept(space.cy, token).status == 200


# --- what a token proves ------------------------------------------------------------------------------------------


def test_a_new_person_is_verified_by_the_mail_that_invited_them(space: Workspace) -> None:
    token = space.invites(DOT)
    human, answer = register(space, token)
    assert (answer.status, answer.body["person"]["email"]) == (200, DOT)
    human.keeps(answer.body)
    assert accept(human, token).status == 200
    assert human.logs_in()["person"]["id"] == human.person_id


def test_a_link_proves_no_address(space: Workspace) -> None:
    _, answer = register(space, space.token())
    assert (answer.status, answer.body["code"]) == (422, "token_invalid")


def test_a_token_that_opens_nothing_proves_nothing(space: Workspace) -> None:
    token = space.invites(DOT)
    (invitation,) = space.ada.does("GET", space.at("/invitations"))["items"][:1]
    space.ada.does("DELETE", space.at(f"/invitations/{invitation['id']}"))
    for text in (token, token[:-2] + "AA", "x", space.token()):
        _, answer = register(space, text)
        assert (answer.status, answer.body["code"]) == (422, "token_invalid"), text


def test_whoever_has_an_account_is_told_to_sign_in(space: Workspace) -> None:
    token = space.invites(space.cy.email)
    _, answer = register(space, token)
    assert (answer.status, answer.body["code"]) == (409, "email_taken")
    assert space.cy.logs_in()["person"]["id"] == space.cy.person_id


def test_who_registered_the_address_of_another_gains_nothing(space: Workspace) -> None:
    thief = space.somebody(DOT)
    mailed = thief.registers()
    human, answer = register(space, space.invites(DOT), password="a meadow of my own")
    assert answer.status == 200
    assert human("POST", "/auth/verify-email", {"token": mailed, "password": PASSWORD}).body["code"] == "token_invalid"
    assert thief("POST", "/auth/login", {"email": DOT, "password": PASSWORD}).status == 401


def test_a_weak_password_makes_no_account(space: Workspace) -> None:
    token = space.invites(DOT)
    _, answer = register(space, token, password="password1234")
    assert answer.status == 422
    assert register(space, token)[1].status == 200
