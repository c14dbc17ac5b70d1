"""Who may ask about an account; addresses, sessions, profile, preferences and log, with the wrong person first."""

from datetime import timedelta
from typing import Any

import pytest

from hearth import clock
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, mails, token_in, who_is
from tests.identity.test_api_keys import make_key
from tests.identity.test_password_changes import NEW

NO_ID = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"

SIGNED_IN_ROUTES: list[tuple[str, str, Any]] = [
    ("GET", "/me", None),
    ("PATCH", "/me", {"name": "X"}),
    ("DELETE", "/me", None),
    ("POST", "/me/password", {"current_password": "x", "new_password": NEW}),
    ("POST", "/me/email", {"email": "a@b.de", "password": "x"}),
    ("POST", "/me/totp", {"password": "x"}),
    ("POST", "/me/totp/confirm", {"code": "123456"}),
    ("POST", "/me/totp/stop", {"password": "x", "code": "123456"}),
    ("POST", "/me/recovery-codes", {"password": "x"}),
    ("GET", "/me/sessions", None),
    ("DELETE", "/me/sessions", None),
    ("DELETE", f"/me/sessions/{NO_ID}", None),
    ("GET", "/me/api-keys", None),
    ("POST", "/me/api-keys", {"name": "x", "scopes": ["me:read"]}),
    ("DELETE", f"/me/api-keys/{NO_ID}", None),
    ("POST", "/me/picture", {"content_type": "image/png"}),
    ("DELETE", "/me/picture", None),
    ("GET", "/me/preferences", None),
    ("PUT", "/me/preferences", {"values": {}}),
    ("GET", "/me/security-log", None),
    ("POST", "/me/export", None),
]
FOR_KEYS = {"GET /me", "PATCH /me", "GET /me/sessions", "GET /me/api-keys", "POST /me/picture", "DELETE /me/picture"}
FOR_KEYS |= {"GET /me/preferences", "PUT /me/preferences"}


@pytest.mark.parametrize(("method", "path", "body"), SIGNED_IN_ROUTES)
def test_nobody_has_an_account(table: str, method: str, path: str, body: Any) -> None:
    answer = Somebody()(method, path, body)
    assert (answer.status, answer.body["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(("method", "path", "body"), SIGNED_IN_ROUTES)
def test_an_api_key_cannot_take_the_account_over(ada: Somebody, method: str, path: str, body: Any) -> None:
    answer = make_key(ada)(method, path, body)
    if f"{method} {path}" in FOR_KEYS:
        assert answer.status < 300
    else:
        assert (answer.status, answer.body["code"]) == (403, "session_required")


# --- another address ----------------------------------------------------------------------------------------------


def ask_for(person: Somebody, email: str) -> str:
    answer = person("POST", "/me/email", {"email": email, "password": person.password})
    assert (answer.status, answer.table_calls) == (202, 4), answer.body
    old, new = mails()
    assert (old["template"], old["to"]) == ("email_change_asked", person.email)
    assert (new["template"], new["to"]) == ("confirm_new_email", email)
    return token_in(new)


def test_another_address_counts_when_it_is_confirmed(ada: Somebody) -> None:
    assert ada("POST", "/me/email", {"email": "ada@example.org", "password": "wrong"}).body["code"] == "wrong_password"
    token = ask_for(ada, "ada@example.org")
    assert ada("GET", "/me").body["email"] == "ada@example.com"
    done = Somebody()("POST", "/auth/confirm-email", {"token": token})
    assert (done.status, done.table_calls) == (204, 4)  # the limit, the token, the account, the change
    assert ada("GET", "/me").body["email"] == "ada@example.org"
    assert [(mail["template"], mail["to"]) for mail in mails()] == [
        ("email_changed", "ada@example.com"),
        ("email_confirmed", "ada@example.org"),
    ]
    assert Somebody().try_login().status == 401
    Somebody("ada@example.org").login()
    assert Somebody()("POST", "/auth/confirm-email", {"token": token}).status == 422


def test_an_address_of_somebody_else_cannot_be_taken(ada: Somebody, bob: Somebody) -> None:
    token = ask_for(ada, bob.email)
    answer = ada("POST", "/auth/confirm-email", {"token": token})
    assert (answer.status, answer.body["code"]) == (409, "email_taken")
    bob.login()
    ada.login()


def test_of_two_addresses_the_first_confirmed_counts(ada: Somebody) -> None:
    one, other = ask_for(ada, "one@example.org"), ask_for(ada, "other@example.org")
    assert ada("POST", "/auth/confirm-email", {"token": other}).status == 204
    assert ada("POST", "/auth/confirm-email", {"token": one}).status == 422
    assert ada("GET", "/me").body["email"] == "other@example.org"


def test_a_freed_address_can_be_registered_again(ada: Somebody) -> None:
    ada("POST", "/auth/confirm-email", {"token": ask_for(ada, "ada@example.org")})
    mails()
    eve = Somebody("ada@example.com", "eve has another one", "Eve").join()
    assert eve.person_id != ada.person_id


# --- sessions -------------------------------------------------------------------------------------------------------


def test_sessions_are_listed_with_device_and_place(ada: Somebody, bob: Somebody) -> None:
    phone = Somebody(agent="curl/8.9", address="203.0.113.9")
    phone.login()
    answer = ada("GET", "/me/sessions")
    assert answer.table_calls == 2
    here, there = answer.body["items"]
    assert (here["device"], here["address"], here["current"]) == ("Firefox on Linux", "192.0.2.1", True)
    assert (there["id"], there["device"], there["current"]) == (phone.session_id, "curl", False)


def test_nobody_ends_a_session_of_somebody_else(ada: Somebody, bob: Somebody) -> None:
    answer = bob("DELETE", f"/me/sessions/{ada.session_id}")
    assert (answer.status, answer.body["code"]) == (404, "session_not_found")
    assert who_is(f"Bearer {ada.access}")


def test_a_session_can_be_ended_from_another(ada: Somebody) -> None:
    phone = Somebody()
    phone.login()
    answer = ada("DELETE", f"/me/sessions/{phone.session_id}")
    assert (answer.status, answer.table_calls) == (204, 1)
    assert who_is(f"Bearer {phone.access}") is None
    assert ada("DELETE", f"/me/sessions/{phone.session_id}").status == 404


def test_all_other_sessions_can_be_ended(ada: Somebody) -> None:
    others = [Somebody() for _ in range(3)]
    for other in others:
        other.login()
    answer = ada("DELETE", "/me/sessions")
    assert (answer.status, answer.table_calls) == (204, 2)
    assert all(who_is(f"Bearer {other.access}") is None for other in others)
    assert [item["id"] for item in ada("GET", "/me/sessions").body["items"]] == [ada.session_id]
    ada.keep(ada.refresh())
    later = Somebody()
    later.login()
    later("DELETE", "/me/sessions")
    assert who_is(f"Bearer {ada.access}") is None


def test_a_profile_written_from_before_does_not_bring_sessions_back(ada: Somebody) -> None:
    from functions.identity.models import Person
    from hearth.errors import PreconditionFailed

    stale = Person.find(keys.person(ada.person_id))
    assert stale is not None
    ada("DELETE", "/me/sessions")
    with pytest.raises(PreconditionFailed):
        Write().replace(stale).commit()


# --- profile, preferences, log --------------------------------------------------------------------------------------


def test_a_profile_holds_what_a_person_says_of_themselves(ada: Somebody, events_made: list[dict[str, Any]]) -> None:
    body = {
        "pronouns": "she/her",
        "title": "Countess",
        "time_zone": "Europe/London",
        "locale": "en-GB",
        "working_hours": {"mon": [{"start": "09:00", "end": "17:00"}]},
        "availability": "busy",
        "status": {"emoji": "🏕️", "text": "away", "until": clock.iso(clock.in_(hours=1))},
        "custom_fields": {"Room": "2.17"},
    }
    answer = ada("PATCH", "/me", body)
    assert answer.status == 200
    assert answer.body["version"] == 2
    shown = ada("GET", "/me").body
    assert {
        name: shown[name] for name in ("pronouns", "title", "time_zone", "locale", "availability", "custom_fields")
    } == {name: body[name] for name in ("pronouns", "title", "time_zone", "locale", "availability", "custom_fields")}
    assert shown["working_hours"]["mon"] == [{"start": "09:00", "end": "17:00"}]
    assert shown["status"]["text"] == "away"
    (updated,) = [event for event in events_made if event["type"] == "person.updated"]
    assert updated["changes"]["title"] == [None, "Countess"]


def test_a_status_goes_away_by_itself(ada: Somebody) -> None:
    ada("PATCH", "/me", {"status": {"text": "lunch", "until": clock.iso(clock.now() - timedelta(seconds=1))}})
    assert ada("GET", "/me").body["status"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": None},
        {"name": "a\nb"},
        {"name": "\u200b\u200b"},
        {"name": "x" * 201},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"locale": "english"},
        {"availability": "gone"},
        {"working_hours": {"mon": [{"start": "17:00", "end": "09:00"}]}},
        {"working_hours": {"funday": []}},
        {"custom_fields": {"x": "y" * 501}},
        {"custom_fields": {str(n): "" for n in range(21)}},
        {"status": {"text": "x", "until": "tomorrow"}},
        {"email": "other@example.com"},
        {"era": 9},
    ],
)
def test_what_makes_no_sense_in_a_profile_is_refused(ada: Somebody, body: dict[str, Any]) -> None:
    before = ada("GET", "/me").body
    assert ada("PATCH", "/me", body).status == 422
    assert ada("GET", "/me").body == before


def test_a_profile_changed_in_between_is_not_overwritten(ada: Somebody) -> None:
    version = ada("GET", "/me").headers["ETag"]
    assert ada("PATCH", "/me", {"title": "one"}, headers={"If-Match": version}).status == 200
    assert ada("PATCH", "/me", {"title": "two"}, headers={"If-Match": version}).status == 412


def test_signing_in_shows_the_new_name(ada: Somebody) -> None:
    ada("PATCH", "/me", {"name": "Ada King"})
    assert ada.login().body["person"]["name"] == "Ada King"


def test_preferences_are_kept_whole(ada: Somebody, bob: Somebody) -> None:
    first = ada("GET", "/me/preferences")
    assert (first.body["values"], first.body["version"], first.table_calls) == ({}, 1, 1)
    values = {"theme": "dark", "sidebar": {"width": 240, "open": True}, "emoji": ["🏕️"]}
    answer = ada("PUT", "/me/preferences", {"values": values}, headers={"If-Match": '"1"'})
    assert (answer.status, answer.body["version"], answer.table_calls) == (200, 2, 2)
    assert ada("PUT", "/me/preferences", {"values": {}}, headers={"If-Match": '"1"'}).status == 412
    assert ada("GET", "/me/preferences").body["values"] == values
    assert bob("GET", "/me/preferences").body["values"] == {}
    assert ada("PUT", "/me/preferences", {"values": {}}).body["version"] == 3


def test_preferences_are_bounded(ada: Somebody) -> None:
    answer = ada("PUT", "/me/preferences", {"values": {"a": "x" * 17_000}})
    assert (answer.status, answer.body["code"]) == (413, "preferences_too_large")


def test_the_security_log_tells_what_happened_newest_first(ada: Somebody, bob: Somebody) -> None:
    Somebody(ada.email, "wrong wrong wrong", address="203.0.113.9").try_login()
    ada("POST", "/me/password", {"current_password": ada.password, "new_password": NEW})
    answer = ada("GET", "/me/security-log", query={"limit": "2"})
    assert answer.table_calls == 1
    newest = [entry["type"] for entry in answer.body["items"]]
    assert set(newest) == {"password.changed", "session.ended"}
    rest = ada("GET", "/me/security-log", query={"cursor": answer.body["next"]}).body["items"]
    assert [entry["type"] for entry in rest] == ["sign_in.failed", "session.started"]
    assert rest[0]["address"] == "203.0.113.9"
    assert [entry["type"] for entry in bob("GET", "/me/security-log").body["items"]] == ["session.started"]
