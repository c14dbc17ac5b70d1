"""Registering, confirming and signing in, with the wrong person first."""

import pytest

from functions.identity.models import FREE_FAILURES, Login, Person
from hearth.keys import identity as keys
from tests.identity.conftest import Somebody, mails, token_in, who_is


def test_an_address_begins_to_count_when_it_is_confirmed(table: str) -> None:
    ada = Somebody()
    mail = ada.register()
    assert (mail["template"], mail["to"], mail["locale"]) == ("verify_email", "ada@example.com", "en")
    assert mail["data"]["link"].startswith("https://hearth.test/verify?token=")
    refused = ada.try_login()
    assert (refused.status, refused.body["code"]) == (403, "email_not_verified")
    ada.keep(ada.confirm(token_in(mail)))
    assert ada("GET", "/me").body["email"] == "ada@example.com"
    ada.login()


def test_the_answer_tells_nothing_of_whether_the_address_exists(ada: Somebody) -> None:
    stranger = Somebody(password="another long password")
    body = {"email": "ada@example.com", "password": stranger.password, "name": "Eve"}
    taken = stranger("POST", "/auth/register", body)
    free = stranger("POST", "/auth/register", {**body, "email": "eve@example.com"})
    assert (taken.status, taken.body) == (free.status, free.body)
    assert [mail["template"] for mail in mails()] == ["already_registered", "verify_email"]
    assert stranger.try_login().body["code"] == "bad_credentials"


def test_the_owner_of_an_account_is_not_mailed_again_and_again(ada: Somebody) -> None:
    for _ in range(3):
        Somebody()("POST", "/auth/register", {"email": ada.email, "password": "another long password", "name": "Eve"})
    assert [mail["template"] for mail in mails()] == ["already_registered", "nothing", "nothing"]


def test_registering_twice_leaves_both_links_good(table: str) -> None:
    ada = Somebody()
    first, second = ada.register(), ada.register()
    ada.keep(ada.confirm(token_in(first)))
    assert ada.confirm(token_in(second)).status == 422
    ada.login()


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "é", "A" * 100])
def test_a_made_up_token_confirms_nothing(table: str, token: str) -> None:
    answer = Somebody().confirm(token)
    assert answer.status == 422


def test_a_mailed_token_counts_once(table: str) -> None:
    ada = Somebody()
    token = token_in(ada.register())
    ada.keep(ada.confirm(token))
    assert ada.confirm(token).body["code"] == "token_invalid"


def test_a_link_can_be_mailed_again_and_both_lead_to_one_account(table: str) -> None:
    ada = Somebody()
    first = ada.register()
    assert ada("POST", "/auth/resend-verification", {"email": "nobody@example.com"}).body == {"status": "mail_sent"}
    assert [mail["template"] for mail in mails()] == ["nothing"]
    assert ada("POST", "/auth/resend-verification", {"email": ada.email}).body == {"status": "mail_sent"}
    (second,) = mails()
    ada.keep(ada.confirm(token_in(second)))
    assert ada.confirm(token_in(first)).status == 422


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("short", "at least 10"),
        ("password123!", "too common"),
        ("P4$$w0rd2026", "too common"),
        ("!!!Football99", "too common"),
        ("aaaaaaaaaaaaa", "repeats"),
        ("abcabcabcabc", "repeats"),
        ("qwertyuiop[]", "pattern"),
        ("1234567890", "pattern"),
        ("zyxwvutsrqpo", "pattern"),
        ("adalovelace1", "your name"),
        ("x" * 201, "200"),
    ],
)
def test_a_password_that_others_would_guess_is_refused_with_the_reason(table: str, password: str, word: str) -> None:
    answer = Somebody()(
        "POST", "/auth/register", {"email": "ada@example.com", "password": password, "name": "Ada Lovelace"}
    )
    assert answer.status == 422
    assert word in str(answer.body)
    assert mails() == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "a",
        "@",
        "a@",
        "@b.de",
        "a@b",
        "a b@c.de",
        "a@b..de",
        "a@-b.de",
        "a\n@b.de",
        "é@b.de",
        "a" * 65 + "@b.de",
        "a@" + "b" * 260 + ".de",
    ],
)
def test_what_is_no_address_is_refused(table: str, email: str) -> None:
    answer = Somebody()("POST", "/auth/register", {"email": email, "password": "a quiet meadow at noon", "name": "Ada"})
    assert (answer.status, answer.body["code"]) == (422, "invalid_body")


def test_addresses_are_the_same_however_they_are_typed(ada: Somebody) -> None:
    other = Somebody(email="  ADA@Example.COM ")
    assert other.try_login().status == 200
    mails()
    assert Somebody(email="ida@bücher.example").register()["to"] == "ida@xn--bcher-kva.example"


def test_names_and_passwords_of_every_plane(table: str) -> None:
    person = Somebody("ada@example.com", "𝔘nicode 🏕️ пароль 漢字", "Ada 𝒜 漢字 🏕️ é")
    person.join()
    assert person("GET", "/me").body["name"] == person.name
    person.password = "𝔘nicode 🏕️ пароль 漢字"
    person.login()


def test_the_same_password_typed_in_another_normal_form_is_the_same(table: str) -> None:
    person = Somebody(password="café crème au lait").join()
    person.password = "cafe\u0301 cre\u0300me au lait"
    person.login()


def test_an_unknown_address_and_a_wrong_password_look_the_same(ada: Somebody) -> None:
    wrong = Somebody(password="not the right one").try_login()
    unknown = Somebody("nobody@example.com").try_login()
    drop = {"request_id"}
    assert wrong.status == unknown.status == 401
    assert {k: v for k, v in wrong.body.items() if k not in drop} == {
        k: v for k, v in unknown.body.items() if k not in drop
    }
    assert wrong.table_log == unknown.table_log


def test_guessing_slows_down_alike_for_addresses_with_and_without_an_account(ada: Somebody) -> None:
    for email in (ada.email, "nobody@example.com"):
        stranger = Somebody(email, "wrong wrong wrong", address="203.0.113.9")
        assert [stranger.try_login().status for _ in range(FREE_FAILURES + 1)] == [401] * FREE_FAILURES + [429]
        assert int(stranger.last.headers["Retry-After"]) >= 1


def test_a_stranger_cannot_lock_somebody_out_of_their_own_device(ada: Somebody) -> None:
    stranger = Somebody(ada.email, "wrong wrong wrong", address="203.0.113.9")
    while stranger.try_login().status != 429:
        pass
    new_device = Somebody(address="203.0.113.10")
    assert new_device.try_login().status == 429
    ada.login()


def test_a_device_token_of_somebody_else_is_worth_nothing(ada: Somebody, bob: Somebody) -> None:
    stranger = Somebody(ada.email, "wrong wrong wrong", device_token=bob.device_token)
    while stranger.try_login().status != 429:
        pass
    bob.login()
    ada.login()


def test_a_known_device_has_to_wait_after_its_own_guesses(ada: Somebody) -> None:
    right, ada.password = ada.password, "wrong wrong wrong"
    while ada.try_login().status != 429:
        pass
    ada.password = right
    assert ada.try_login().status == 429
    elsewhere = Somebody()
    elsewhere.login()


def test_a_new_device_is_mailed_about_and_a_known_one_is_not(ada: Somebody) -> None:
    ada.login()
    assert mails() == []
    Somebody(agent="curl/8.9", address="203.0.113.9").login()
    (mail,) = mails()
    assert (mail["template"], mail["to"], mail["data"]["address"]) == ("new_sign_in", ada.email, "203.0.113.9")


def test_a_hash_of_older_parameters_is_made_anew_at_sign_in(real_hashes: None, ada: Somebody) -> None:
    from argon2 import PasswordHasher

    from hearth.table.write import Write

    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(ada.password)
    Write().update(Login, keys.login(ada.email), [Login.password.set(old)]).commit()
    ada.login()
    login = Login.find(keys.login(ada.email))
    assert login is not None
    assert "m=19456,t=2,p=1" in login.password


def test_the_stand_in_hash_has_todays_parameters(real_hashes: None) -> None:
    from functions.identity import hashing

    assert not hashing.outdated(hashing.NOBODY)


def test_round_trips(bob: Somebody) -> None:
    ada = Somebody()  # not the first of the stack, for whom the signing key is made
    mail = ada.register()
    assert ada.last.table_calls == 3
    assert ada("POST", "/auth/resend-verification", {"email": ada.email}).table_calls == 3
    assert ada.keep(ada.confirm(token_in(mail))).table_calls == 3
    assert ada.login().table_calls == 4
    assert ada("POST", "/auth/forgot-password", {"email": ada.email}).table_calls == 3
    assert ada("POST", "/me/picture", {"content_type": "image/png"}).table_calls == 1
    assert ada("GET", "/me").table_calls == 1
    assert ada("PATCH", "/me", {"title": "Countess"}).table_calls == 2
    assert ada("PATCH", "/me", {"name": "Ada King"}).table_calls == 2
    assert ada("GET", "/auth/keys").table_calls == 1
    assert ada.keep(ada.refresh()).table_calls == 2
    assert Somebody(password="wrong wrong wrong").try_login().table_calls == 4
    assert ada("POST", "/auth/logout", {"refresh_token": ada.refresh_token}).table_calls == 2


def test_ids_are_only_shown_to_whom_they_belong(ada: Somebody, bob: Somebody) -> None:
    assert Person.find(keys.person(ada.person_id)) is not None
    assert bob("GET", "/me").body["id"] == bob.person_id != ada.person_id
    assert who_is(f"Bearer {ada.access}")["person_id"] == ada.person_id  # type: ignore[index]
