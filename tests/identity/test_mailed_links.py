"""Links of every kind end with the era they were made in, and an old mailbox can stop what it did not ask for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions.identity.models import Login, OneTimeToken
from functions.identity.service.addresses import TAKE_BACK_HOURS
from hearth import clock
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, mails, token_in, who_is
from tests.identity.test_api_keys import make_key
from tests.identity.test_password_changes import NEW, forgot

NEW_ADDRESS = "ada@example.org"


def asked(person: Somebody, email: str = NEW_ADDRESS) -> tuple[str, str]:
    """The link that confirms another address, and the one by which the old mailbox stops it."""
    mails()
    assert person("POST", "/me/email", {"email": email, "password": person.password}).status == 202
    old, new = mails()
    assert (old["template"], old["to"], old["data"]["email"]) == ("email_change_asked", person.email, email)
    assert (new["template"], new["to"]) == ("confirm_new_email", email)
    assert "/cancel-email?token=" in old["data"]["link"]
    return token_in(new), token_in(old)


def confirm(token: str) -> Any:
    return Somebody()("POST", "/auth/confirm-email", {"token": token})


def cancel(token: str, *, not_me: bool = False) -> Any:
    return Somebody()("POST", "/auth/cancel-email", {"token": token, "not_me": not_me})


def reset(person: Somebody, password: str = NEW) -> None:
    assert Somebody()("POST", "/auth/reset-password", {"token": forgot(person), "password": password}).status == 204
    person.password = password
    mails()


def change_password(person: Somebody) -> None:
    body = {"current_password": person.password, "new_password": NEW}
    assert person("POST", "/me/password", body).status == 204
    person.password = NEW
    mails()


def sign_out_everywhere(person: Somebody) -> None:
    assert person("POST", "/auth/logout", {"refresh_token": person.refresh_token, "everywhere": True}).status < 300


def sign_out_elsewhere(person: Somebody) -> None:
    assert person("DELETE", "/me/sessions").status == 204


def change_address(person: Somebody) -> None:
    assert confirm(asked(person, "another@example.org")[0]).status == 204
    person.email = "another@example.org"
    mails()


ENDS: dict[str, Callable[[Somebody], None]] = {
    "a password set by mail": reset,
    "another password": change_password,
    "signing out everywhere": sign_out_everywhere,
    "signing out everywhere else": sign_out_elsewhere,
    "another address": change_address,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_a_change_of_address_ends_with_its_era(ada: Somebody, end: Callable[[Somebody], None]) -> None:
    token, stop = asked(ada)
    end(ada)
    assert confirm(token).body["code"] == "token_invalid"
    assert cancel(stop).body["code"] == "token_invalid"
    assert cancel(stop, not_me=True).body["code"] == "token_invalid"
    assert Login.find(keys.login(NEW_ADDRESS)) is None
    ada.login()


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_a_link_that_sets_a_password_ends_with_its_era(ada: Somebody, end: Callable[[Somebody], None]) -> None:
    token = forgot(ada)
    end(ada)
    answer = Somebody()("POST", "/auth/reset-password", {"token": token, "password": "another long password"})
    assert answer.body["code"] == "token_invalid"


def test_a_link_of_before_does_not_count_again_when_the_address_comes_back(ada: Somebody) -> None:
    token = forgot(ada)
    change_address(ada)
    assert confirm(asked(ada, "ada@example.com")[0]).status == 204
    answer = Somebody()("POST", "/auth/reset-password", {"token": token, "password": "another long password"})
    assert answer.body["code"] == "token_invalid"


def test_a_link_that_does_not_know_its_era_is_void(ada: Somebody) -> None:
    token, _ = asked(ada)
    (item,) = [one for one in OneTimeToken.scan() if one.purpose == "email"]
    Write().update(OneTimeToken, item.key, [OneTimeToken.data.set({"new_email": NEW_ADDRESS})]).commit()
    assert confirm(token).body["code"] == "token_invalid"


def test_another_address_ends_every_session_but_the_one_that_asked(ada: Somebody) -> None:
    phone = Somebody()
    phone.login()
    assert confirm(asked(ada)[0]).status == 204
    assert who_is(f"Bearer {phone.access}") is None
    assert who_is(f"Bearer {ada.access}")
    ada.keep(ada.refresh())


# --- the old mailbox ------------------------------------------------------------------------------------------------


def test_the_old_mailbox_stops_a_change_and_nothing_else_ends(ada: Somebody) -> None:
    token, stop = asked(ada)
    assert cancel("A" * 43).body["code"] == "token_invalid"
    assert cancel(token).body["code"] == "token_invalid"
    assert cancel(stop).status == 204
    assert confirm(token).body["code"] == "token_invalid"
    assert cancel(stop).body["code"] == "token_invalid"
    assert who_is(f"Bearer {ada.access}")
    ada.login()
    assert mails() == []
    entry = ada("GET", "/me/security-log").body["items"]
    assert "email.change_cancelled" in {one["type"] for one in entry}


def test_what_was_not_me_ends_everything_the_other_may_have(ada: Somebody) -> None:
    script = make_key(ada)
    token, stop = asked(ada)
    assert cancel(stop, not_me=True).status == 204
    assert confirm(token).body["code"] == "token_invalid"
    assert who_is(f"Bearer {ada.access}") is who_is(f"Bearer {script.access}") is None
    assert ada.refresh().status == 401
    assert ada.try_login().status == 401
    (mail,) = mails()
    assert (mail["template"], mail["to"]) == ("reset_password", ada.email)
    answer = Somebody()("POST", "/auth/reset-password", {"token": token_in(mail), "password": NEW})
    assert answer.status == 204
    ada.password = NEW
    ada.login()


def taken(ada: Somebody, email: str = NEW_ADDRESS) -> str:
    """Somebody with Ada's password and session moves her account; returns what the old mailbox was sent."""
    assert confirm(asked(ada, email)[0]).status == 204
    old, new = mails()
    assert (old["template"], old["to"]) == ("email_changed", "ada@example.com")
    assert (new["template"], new["to"], new["data"]["old_email"]) == ("email_confirmed", email, "ada@example.com")
    return token_in(old)


def test_the_old_mailbox_takes_an_account_back_that_has_moved_already(ada: Somebody) -> None:
    back = taken(ada)
    thief = Somebody(NEW_ADDRESS)
    thief.login()
    thief("DELETE", "/me/sessions")
    mails()
    assert cancel(back).body["code"] == "token_invalid", "there is nothing left to stop"
    assert cancel(back, not_me=True).status == 204
    assert who_is(f"Bearer {thief.access}") is None
    assert thief.try_login().status == 401
    assert Login.find(keys.login(NEW_ADDRESS)) is None
    (mail,) = mails()
    assert (mail["template"], mail["to"]) == ("reset_password", "ada@example.com")
    answer = Somebody()("POST", "/auth/reset-password", {"token": token_in(mail), "password": NEW})
    assert answer.status == 204
    ada.password = NEW
    ada.login()
    assert ada("GET", "/me").body["email"] == "ada@example.com"
    assert cancel(back, not_me=True).body["code"] == "token_invalid"


def test_so_it_does_with_the_first_mail_and_after_a_second_move(ada: Somebody) -> None:
    token, stop = asked(ada)
    assert confirm(token).status == 204
    assert cancel(stop, not_me=True).status == 204
    assert Login.find(keys.login("ada@example.com")) is not None


def test_a_thief_who_moves_on_is_followed(ada: Somebody) -> None:
    back = taken(ada)
    thief = Somebody(NEW_ADDRESS)
    thief.login()
    mails()
    token, _ = asked(thief, "third@example.net")
    assert confirm(token).status == 204
    assert cancel(back, not_me=True).status == 204
    assert Login.find(keys.login("third@example.net")) is None
    assert Login.find(keys.login("ada@example.com")) is not None


def test_an_address_that_somebody_else_has_by_now_is_not_taken_back(ada: Somebody) -> None:
    back = taken(ada)
    other = Somebody("ada@example.com", "somebody else entirely", "Another Ada").join()
    assert cancel(back, not_me=True).body["code"] == "email_taken"
    other.login()
    Somebody(NEW_ADDRESS).login()


def test_an_account_is_taken_back_for_three_days(ada: Somebody) -> None:
    taken(ada)
    (item,) = [one for one in OneTimeToken.scan() if one.purpose == "cancel_email" and "confirms" not in one.data]
    end = clock.epoch(clock.now() + timedelta(hours=TAKE_BACK_HOURS))
    assert abs(int(item.ttl or 0) - end) < 60


# --- keys -----------------------------------------------------------------------------------------------------------


def test_api_keys_end_when_the_account_is_taken_back_by_mail(ada: Somebody) -> None:
    script = make_key(ada)
    reset(ada)
    assert who_is(f"Bearer {script.access}") is None
    ada.login()
    assert [one["expired"] for one in ada("GET", "/me/api-keys").body["items"]] == [True]
    assert who_is(f"Bearer {make_key(ada).access}")


@pytest.mark.parametrize("end", [change_password, sign_out_elsewhere])
def test_and_not_when_its_person_only_looks_after_it(ada: Somebody, end: Callable[[Somebody], None]) -> None:
    script = make_key(ada)
    end(ada)
    assert who_is(f"Bearer {script.access}")


def test_making_a_key_needs_a_fresh_sign_in(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.identity.service import account

    monkeypatch.setattr(account, "FRESH", timedelta(seconds=-1))
    refused = ada("POST", "/me/api-keys", {"name": "script", "scopes": ["me:read"]})
    assert (refused.status, refused.body["code"]) == (403, "recent_sign_in_required")


def test_a_key_that_was_made_while_the_account_was_taken_back_does_not_count(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.identity.service import api_keys, profile

    original = profile.get_person

    def meanwhile(person_id: str) -> Any:
        person = original(person_id)
        reset(Somebody())
        return person

    monkeypatch.setattr(api_keys, "get_person", meanwhile)
    answer = ada("POST", "/me/api-keys", {"name": "script", "scopes": ["me:read"]})
    assert (answer.status, answer.body["code"]) == (409, "credentials_changed")
