"""What goes on record of an account, and that nobody can flood the record."""

from datetime import timedelta
from typing import Any

import pytest

from functions.identity.service import sessions
from tests.identity.conftest import FIREFOX, Somebody, a_while_later, mails, who_is
from tests.identity.test_api_keys import make_key
from tests.identity.test_second_factor import turn_on


def log_of(person: Somebody, kind: str) -> list[dict[str, Any]]:
    """The entries of one type, newest first."""
    items = person("GET", "/me/security-log", query={"limit": "100"}).body["items"]
    return [one for one in items if one["type"] == kind]


def test_a_wrong_password_on_an_open_screen_goes_on_record(ada: Somebody, bob: Somebody) -> None:
    ada("POST", "/me/password", {"current_password": "not this one", "new_password": "nineteen green bicycles"})
    (entry,) = log_of(ada, "proof.failed")
    assert (entry["data"], entry["address"], entry["session_id"]) == ({"step": "password"}, ada.address, ada.session_id)
    assert log_of(bob, "proof.failed") == []


def test_so_does_a_wrong_code(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    wrong = "000000" if totp.now() != "000000" else "000001"
    ada("POST", "/me/totp/stop", {"password": ada.password, "code": wrong})
    assert [one["data"]["step"] for one in log_of(ada, "proof.failed")] == ["second_factor"]


def test_what_is_refused_unheard_is_not_recorded(ada: Somebody) -> None:
    body = {"current_password": "not this one", "new_password": "nineteen green bicycles"}
    statuses = [ada("POST", "/me/password", body).status for _ in range(20)]
    assert len(log_of(ada, "proof.failed")) == statuses.count(403)


def test_a_request_for_another_password_goes_on_record_once_an_hour(ada: Somebody) -> None:
    stranger = Somebody(address="203.0.113.9")
    for _ in range(3):
        stranger("POST", "/auth/forgot-password", {"email": ada.email})
    (entry,) = log_of(ada, "password.reset_requested")
    assert entry["address"] == "203.0.113.9"
    a_while_later("forgot", ada.email)
    stranger("POST", "/auth/forgot-password", {"email": ada.email})
    assert len(log_of(ada, "password.reset_requested")) == 2
    assert [mail["template"] for mail in mails()] == ["reset_password", "nothing", "nothing", "reset_password"]


def test_the_first_use_of_a_key_goes_on_record(ada: Somebody) -> None:
    script = make_key(ada)
    assert log_of(ada, "api_key.first_used") == []
    for _ in range(3):
        assert who_is(f"Bearer {script.access}")
    (entry,) = log_of(ada, "api_key.first_used")
    assert (entry["key_id"], entry["data"]["name"]) == (script.session_id, "script")


def test_a_session_that_goes_on_from_elsewhere_goes_on_record_once_an_hour(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.keep(ada.refresh())
    assert log_of(ada, "session.moved") == []
    for address in ("203.0.113.9", "203.0.113.10", "203.0.113.11"):
        ada.address = address
        ada.keep(ada.refresh())
    (entry,) = log_of(ada, "session.moved")
    assert entry["address"] == "203.0.113.9"
    assert entry["data"]["before"] == {"address": "192.0.2.1", "agent": FIREFOX, "country": ""}
    monkeypatch.setattr(sessions, "MOVE_NOTED_EVERY", timedelta(0))
    ada.agent = "curl/8.9"
    ada.keep(ada.refresh())
    assert len(log_of(ada, "session.moved")) == 2


def test_recording_a_move_costs_a_refresh_no_round_trip(ada: Somebody) -> None:
    ada.address = "203.0.113.9"
    assert ada.keep(ada.refresh()).table_calls == 2
