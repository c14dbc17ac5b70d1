"""Registering the address of somebody else: nothing comes of it for the stranger, and the owner loses nothing."""

from typing import Any

import pytest

from functions.identity import hashing
from functions.identity.models import Guard, Login
from functions.identity.service.registration import MOST_MAILS
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, a_while_later, mails, token_in, who_is


@pytest.fixture
def eve(table: str) -> Somebody:
    """A stranger who registers Ada's address."""
    return Somebody(password="eve knows this one", address="203.0.113.9")


def test_a_later_registration_voids_nothing(eve: Somebody) -> None:
    ada = Somebody()
    mail = ada.register()
    eve.register()
    ada.keep(ada.confirm(token_in(mail)))
    assert eve.try_login().status == 401
    ada.login()


def test_the_link_of_a_stranger_does_not_confirm_their_password(eve: Somebody) -> None:
    ada, mail = Somebody(), eve.register()
    refused = ada.confirm(token_in(mail))
    assert (refused.status, refused.body["code"], refused.body["email"]) == (403, "other_password", ada.email)
    assert eve("POST", "/auth/verify-email", {"token": token_in(mail)}).status == 422
    assert Login.find(keys.login(ada.email)).verified is False  # type: ignore[union-attr]


def test_who_reads_the_mailbox_may_use_the_link_of_a_stranger(eve: Somebody) -> None:
    ada, mail = Somebody(), eve.register()
    assert ada.confirm(token_in(mail)).status == 403
    ada.keep(ada.confirm(token_in(mail), choose=True, name="Ada King"))
    assert ada("GET", "/me").body["name"] == "Ada King"
    assert eve.try_login().status == 401
    ada.login()


def test_a_weak_password_is_not_chosen(eve: Somebody) -> None:
    token = token_in(eve.register())
    ada = Somebody(password="password1234")
    assert ada.confirm(token, choose=True).body["code"] == "weak_password"
    ada.password = "a quiet meadow at noon"
    ada.keep(ada.confirm(token, choose=True))


def test_however_many_registrations_a_stranger_makes_the_owner_gets_in(eve: Somebody) -> None:
    for _ in range(MOST_MAILS + 5):
        register(eve)
        pass_a_minute(eve.email)
    posted = [mail for mail in mails() if mail["template"] == "verify_email"]
    assert len(posted) == MOST_MAILS
    ada = Somebody()
    register(ada)
    assert [mail["template"] for mail in mails()] == ["nothing"]
    ada.keep(ada.confirm(token_in(posted[0]), choose=True))
    ada.login()


def test_a_mailbox_hears_again_on_another_day(eve: Somebody) -> None:
    for _ in range(MOST_MAILS + 1):
        register(eve)
        pass_a_minute(eve.email)
    assert mails()[-1]["template"] == "nothing"
    a_while_later("registered", eve.email)
    Somebody().register()


def test_one_confirmed_registration_ends_the_others(eve: Somebody) -> None:
    ada = Somebody()
    theirs, mine = eve.register(), ada.register()
    ada.keep(ada.confirm(token_in(mine)))
    assert eve.confirm(token_in(theirs)).body["code"] == "token_invalid"
    assert eve.confirm(token_in(theirs), choose=True).body["code"] == "token_invalid"


def register(person: Somebody) -> Any:
    body = {"email": person.email, "password": person.password, "name": person.name}
    return person("POST", "/auth/register", body)


def pass_a_minute(email: str) -> None:
    Write().update(Guard, keys.guard(f"registered#{email}"), [Guard.until.set(0)]).commit()


# --- the same work, whatever is known of an address -----------------------------------------------------------------


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What takes time: hashes made and compared, and messages put on the queue."""
    done: list[str] = []

    def noted(name: str, target: str) -> None:
        module, _, function = target.rpartition(".")
        original = getattr(__import__(module, fromlist=["_"]), function)

        def counted(*args: Any, **more: Any) -> Any:
            done.append(name)
            return original(*args, **more)

        monkeypatch.setattr(target, counted)

    noted("made", "functions.identity.hashing.make")
    noted("compared", "functions.identity.hashing.matches")
    noted("posted", "hearth.mail.send")
    noted("posted", "hearth.mail.send_nothing")
    return done


def test_registering_takes_the_same_whatever_is_known_of_the_address(ada: Somebody, work: list[str]) -> None:
    Somebody("waits@example.com").register()
    seen = []
    for email in ("new@example.com", "waits@example.com", ada.email):
        for _ in range(2):  # and once more within the minute
            work.clear()
            answer = register(Somebody(email))
            seen.append((answer.status, answer.table_log, list(work)))
    assert seen == [(202, ["UpdateItem", "BatchGetItem", "TransactWriteItems"], ["made", "posted"])] * 6


@pytest.mark.parametrize("route", ["resend-verification", "forgot-password"])
def test_and_so_does_asking_for_a_link(ada: Somebody, work: list[str], route: str) -> None:
    Somebody("waits@example.com").register()
    seen = []
    for email in ("new@example.com", "waits@example.com", ada.email):
        for _ in range(2):
            work.clear()
            answer = Somebody()("POST", f"/auth/{route}", {"email": email})
            seen.append((answer.status, answer.table_log, list(work)))
    assert seen == [(202, ["UpdateItem", "BatchGetItem", "TransactWriteItems"], ["posted"])] * 6
    assert hashing.NOBODY


# --- a link must not sign somebody out ------------------------------------------------------------------------------


def with_cookie(person: Somebody) -> dict[str, str]:
    return {"Cookie": f"hearth_refresh={person.refresh_token}"}


def test_a_link_does_not_replace_the_session_of_a_browser(ada: Somebody, eve: Somebody) -> None:
    eve.email = "eve@example.com"
    token = token_in(eve.register())
    body = {"token": token, "password": eve.password, "transport": "cookie"}
    refused = Somebody()("POST", "/auth/verify-email", body, headers=with_cookie(ada))
    assert (refused.status, refused.body["code"], refused.body["email"]) == (409, "signed_in_already", ada.email)
    assert refused.cookies == []
    assert who_is(f"Bearer {ada.access}")
    signed_out = ada("POST", "/auth/logout", {"refresh_token": ada.refresh_token})
    assert signed_out.status < 300
    assert Somebody()("POST", "/auth/verify-email", body, headers=with_cookie(ada)).status == 200


@pytest.mark.parametrize("cookie", ["", "x", "hr_AAAA", "%00"])
def test_a_cookie_that_is_nobodys_refuses_nothing(eve: Somebody, cookie: str) -> None:
    body = {"token": token_in(eve.register()), "password": eve.password, "transport": "cookie"}
    assert eve("POST", "/auth/verify-email", body, headers={"Cookie": f"hearth_refresh={cookie}"}).status == 200
