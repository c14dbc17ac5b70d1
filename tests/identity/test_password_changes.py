"""Passwords: changed by who knows the old one, set anew by who has the mailed link."""

from functions.identity.models import FREE_FAILURES, OneTimeToken
from hearth import clock
from hearth.table.write import Write
from tests.identity.conftest import Somebody, a_while_later, mails, token_in, who_is

NEW = "nineteen green bicycles"


def test_changing_a_password_asks_for_the_old_one(ada: Somebody) -> None:
    wrong = ada("POST", "/me/password", {"current_password": "not this one", "new_password": NEW})
    assert (wrong.status, wrong.body["code"]) == (403, "wrong_password")
    ada.login()


def test_an_open_screen_is_no_place_to_guess(ada: Somebody) -> None:
    body = {"current_password": "not this one", "new_password": NEW}
    statuses = [ada("POST", "/me/password", body).status for _ in range(FREE_FAILURES + 1)]
    assert statuses == [403] * FREE_FAILURES + [429]


def test_a_changed_password_ends_the_other_sessions(ada: Somebody) -> None:
    phone = Somebody(agent="phone")
    phone.login()
    mails()
    answer = ada("POST", "/me/password", {"current_password": ada.password, "new_password": NEW})
    assert (answer.status, answer.table_calls) == (204, 3)
    assert who_is(f"Bearer {phone.access}") is None
    assert phone.refresh().status == 401
    assert ada("GET", "/me").body["password_changed_at"]
    ada.keep(ada.refresh())
    assert phone.try_login().status == 401
    ada.password = NEW
    ada.login()
    assert [mail["template"] for mail in mails()] == ["password_changed"]


def test_a_weak_new_password_is_refused(ada: Somebody) -> None:
    answer = ada("POST", "/me/password", {"current_password": ada.password, "new_password": "password1234"})
    assert answer.body["errors"][0]["pointer"] == "/new_password"


def test_the_way_back_tells_nothing_of_whether_an_account_exists(ada: Somebody) -> None:
    known = Somebody()("POST", "/auth/forgot-password", {"email": ada.email})
    unknown = Somebody()("POST", "/auth/forgot-password", {"email": "nobody@example.com"})
    assert (known.status, known.body, known.table_log) == (unknown.status, unknown.body, unknown.table_log)
    assert [mail["template"] for mail in mails()] == ["reset_password", "nothing"]


def forgot(person: Somebody) -> str:
    a_while_later("forgot", person.email)
    person("POST", "/auth/forgot-password", {"email": person.email})
    (mail,) = mails()
    assert mail["template"] == "reset_password"
    return token_in(mail)


def test_a_forgotten_password_is_set_anew_once(ada: Somebody) -> None:
    token = forgot(Somebody())
    stranger = Somebody()
    assert (
        stranger("POST", "/auth/reset-password", {"token": "A" * 43, "password": NEW}).body["code"] == "token_invalid"
    )
    done = stranger("POST", "/auth/reset-password", {"token": token, "password": NEW})
    assert (done.status, done.table_calls) == (204, 3)
    assert who_is(f"Bearer {ada.access}") is None
    assert ada.try_login().status == 401
    ada.password = NEW
    ada.login()
    again = stranger("POST", "/auth/reset-password", {"token": token, "password": "another long password"})
    assert again.body["code"] == "token_invalid"


def test_an_older_link_is_void_once_a_newer_was_used(ada: Somebody) -> None:
    first, second = forgot(ada), forgot(ada)
    assert ada("POST", "/auth/reset-password", {"token": second, "password": NEW}).status == 204
    mails()
    assert ada("POST", "/auth/reset-password", {"token": first, "password": NEW + "!"}).status == 422


def test_an_expired_link_is_void(ada: Somebody) -> None:
    token = forgot(ada)
    (stored,) = [item for item in OneTimeToken.scan() if item.purpose == "reset"]
    past = int(clock.now().timestamp()) - 1
    Write().update(OneTimeToken, stored.key, [OneTimeToken.ttl.set(past)]).commit()
    assert ada("POST", "/auth/reset-password", {"token": token, "password": NEW}).body["code"] == "token_invalid"


def test_a_link_for_one_purpose_serves_no_other(ada: Somebody) -> None:
    token = forgot(ada)
    assert ada.confirm(token).body["code"] == "token_invalid"
    assert ada("POST", "/auth/confirm-email", {"token": token}).body["code"] == "token_invalid"


def test_a_weak_new_password_does_not_use_the_link_up(ada: Somebody) -> None:
    token = forgot(ada)
    assert (
        ada("POST", "/auth/reset-password", {"token": token, "password": "password1234"}).body["code"]
        == "weak_password"
    )
    assert ada("POST", "/auth/reset-password", {"token": token, "password": NEW}).status == 204


def test_resetting_lets_in_who_was_locked_out(ada: Somebody) -> None:
    stranger = Somebody(ada.email, "wrong wrong wrong", address="203.0.113.9")
    while stranger.try_login().status != 429:
        pass
    new_device = Somebody(address="203.0.113.10")
    assert new_device.try_login().status == 429
    new_device("POST", "/auth/reset-password", {"token": forgot(new_device), "password": NEW})
    new_device.password = NEW
    new_device.login()
