"""The first account, made by the operator: the rules are those of registering, and no mail is sent."""

from typing import Any

import pytest

from functions.identity.errors import EmailTaken, WeakPassword
from functions.identity.models import Login, Person
from functions.identity.service.owner import make_owner
from hearth.keys import identity as keys
from tests.identity.conftest import PASSWORD, Somebody, mails, token_in

ADA = "ada@example.com"


def owner(email: str = ADA, password: str = PASSWORD) -> Person:
    return make_owner(email, password, name="Ada Lovelace", locale="en", time_zone="UTC")


def test_a_taken_address_is_refused_and_its_password_stays(ada: Somebody) -> None:
    with pytest.raises(EmailTaken):
        owner(password="another quiet meadow")
    assert Somebody().try_login().status == 200


def test_a_weak_password_makes_no_account(table: str) -> None:
    with pytest.raises(WeakPassword):
        owner(password="password2026")
    assert Login.find(keys.login(ADA)) is None


def test_the_owner_signs_in_without_any_mail(table: str, events_made: list[dict[str, Any]]) -> None:
    person = owner()
    assert mails() == []
    ada = Somebody()
    ada.login()
    assert ada.person_id == person.id
    assert ada("GET", "/me").body["name"] == "Ada Lovelace"
    (event,) = [event for event in events_made if event["type"] == "person.verified"]
    assert event["actor"]["kind"] == "system"


def test_links_of_a_registration_that_nobody_confirmed_die(table: str) -> None:
    stranger = Somebody(password="a stranger's long words")
    token = token_in(stranger.register())
    owner()
    assert stranger("POST", "/auth/verify-email", {"token": token}).status >= 400
    assert stranger.try_login().status == 401
    assert Somebody().try_login().status == 200
