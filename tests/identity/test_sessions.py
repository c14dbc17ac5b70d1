"""Going on with a session, and ending it: rotation, reuse, cookies."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from functions.identity import secret
from functions.identity.handler import api
from functions.identity.models import GRACE_SECONDS, Session
from functions.identity.service import sessions
from hearth import clock, keys
from hearth.http.ratelimit import Counter
from hearth.keys import identity as identity_keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, who_is

WEB = {"X-Hearth-Client": "web", "Origin": "https://hearth.test"}


def age(person: Somebody, seconds: int) -> None:
    """Let the last rotation of a session be that long ago."""
    then = clock.iso(clock.now() - timedelta(seconds=seconds))
    Write().update(
        Session, identity_keys.session(person.person_id, person.session_id), [Session.rotated_at.set(then)]
    ).commit()


def find(person: Somebody) -> Session | None:
    return Session.find(identity_keys.session(person.person_id, person.session_id))


def test_each_refresh_gives_the_next_token(ada: Somebody) -> None:
    seen = {ada.refresh_token}
    for _ in range(3):
        ada.keep(ada.refresh())
        seen.add(ada.refresh_token)
    assert len(seen) == 4
    session = find(ada)
    assert session is not None
    assert session.generation == 4


def test_no_token_can_be_read_from_the_table(ada: Somebody) -> None:
    session = find(ada)
    assert session is not None
    stored = str(session.serialize())
    shown = secret.read_refresh(str(ada.refresh_token))
    assert shown is not None
    assert str(ada.refresh_token) not in stored
    assert shown.secret.hex() not in stored


def test_a_token_that_comes_back_ends_its_family(ada: Somebody, events_made: list[dict[str, Any]]) -> None:
    stolen = ada.refresh_token
    ada.keep(ada.refresh())
    age(ada, GRACE_SECONDS + 1)
    thief = Somebody(address="203.0.113.9")
    refused = thief.refresh(stolen)
    assert (refused.status, refused.body["code"]) == (401, "session_ended")
    assert ada.refresh().status == 401
    assert who_is(f"Bearer {ada.access}") is None
    assert {"session.reuse_detected", "session.ended"} <= {event["type"] for event in events_made}


def test_a_token_much_older_than_the_last_ends_its_family_too(ada: Somebody) -> None:
    oldest = ada.refresh_token
    for _ in range(3):
        ada.keep(ada.refresh())
    assert ada.refresh(oldest).status == 401
    assert find(ada) is None


def test_the_one_before_the_last_gets_the_last_again_for_a_moment(ada: Somebody) -> None:
    before = ada.refresh_token
    ada.keep(ada.refresh())
    last = ada.refresh_token
    again = ada.keep(ada.refresh(before))
    assert again.body["refresh_token"] == last
    ada.keep(ada.refresh(last))


def test_but_not_for_other_software(ada: Somebody) -> None:
    before = ada.refresh_token
    ada.keep(ada.refresh())
    assert Somebody(agent="curl/8.9").refresh(before).status == 401
    assert find(ada) is None


def test_two_tabs_at_once_get_the_same_token(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ada.refresh_token
    original = sessions._rotate
    others: list[Any] = []

    def second_tab_is_faster(session: Session, token: secret.Refresh, *more: Any) -> secret.Refresh:
        monkeypatch.setattr(sessions, "_rotate", original)
        others.append(Somebody().refresh(shown))
        return original(session, token, *more)

    monkeypatch.setattr(sessions, "_rotate", second_tab_is_faster)
    mine = ada.refresh()
    assert mine.status == others[0].status == 200
    assert mine.body["refresh_token"] == others[0].body["refresh_token"]
    ada.keep(mine)
    assert ada.refresh().status == 200


def test_many_tabs_at_once_stay_signed_in(ada: Somebody) -> None:
    shown = str(ada.refresh_token)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: sessions.refresh(shown, _visit()).refresh.text, range(8)))
    assert len(set(answers)) == 1
    ada.refresh_token = answers[0]
    assert ada.refresh().status == 200


def _visit() -> Any:
    from functions.identity.client_info import ClientInfo
    from tests.identity.conftest import FIREFOX

    return ClientInfo("192.0.2.1", FIREFOX, "")


def test_what_a_stranger_makes_up_signs_nobody_out(ada: Somebody) -> None:
    ada.keep(ada.refresh())
    forged = secret.Refresh(ada.person_id, ada.session_id, 1, b"\0" * 16, secret.new())
    assert Somebody().refresh(forged.text).status == 401
    assert ada.refresh().status == 200


@pytest.mark.parametrize("token", ["", "x", "hr_", "hr_" + "A" * 112, "hr_é", "hk_" + "A" * 112, None])
def test_what_is_no_token_is_refused(ada: Somebody, token: str | None) -> None:
    answer = ada("POST", "/auth/refresh", {"refresh_token": token})
    assert (answer.status, answer.body["code"]) == (401, "session_ended")


def test_a_token_has_one_spelling(ada: Somebody) -> None:
    token = str(ada.refresh_token)
    spellings = [token + "=", token[:-1] + chr(ord(token[-1]) + 1), token.replace("hr_", "HR_"), token + "A"]
    assert [ada.refresh(spelling).status for spelling in spellings] == [401] * 4
    assert ada.refresh(token).status == 200


def test_log_out_ends_the_session_at_once(ada: Somebody, bob: Somebody) -> None:
    assert bob("POST", "/auth/logout", {"refresh_token": bob.refresh_token}).status == 204
    assert who_is(f"Bearer {ada.access}")
    assert who_is(f"Bearer {bob.access}") is None
    assert bob.refresh().status == 401
    assert bob("POST", "/auth/logout", {"refresh_token": bob.refresh_token}).status == 204


def test_log_out_everywhere(ada: Somebody) -> None:
    phone = Somebody(agent="phone")
    phone.login()
    ada("POST", "/auth/logout", {"refresh_token": ada.refresh_token, "everywhere": True})
    assert who_is(f"Bearer {ada.access}") is who_is(f"Bearer {phone.access}") is None
    assert phone.refresh().status == 401
    phone.login()
    assert phone("GET", "/me").status == 200


def test_an_old_token_logs_nobody_out(ada: Somebody) -> None:
    oldest = ada.refresh_token
    for _ in range(2):
        ada.keep(ada.refresh())
    ada("POST", "/auth/logout", {"refresh_token": oldest, "everywhere": True})
    assert ada.refresh().status == 200


def cookie(answer: Any, name: str) -> str:
    return str(next(line for line in answer.cookies if line.startswith(name + "=")))


def test_by_cookie_the_refresh_token_is_nowhere_in_the_body(ada: Somebody) -> None:
    answer = Somebody().try_login(transport="cookie")
    assert "refresh_token" not in answer.body
    assert "device_token" not in answer.body
    line = cookie(answer, "hearth_refresh")
    for attribute in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/v1/auth"):
        assert attribute in line
    assert "HttpOnly" in cookie(answer, "hearth_device")


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/logout"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Hearth-Client": "web"},
        {"Origin": "https://hearth.test"},
        {"X-Hearth-Client": "web", "Origin": "https://evil.test"},
        {"X-Hearth-Client": "web", "Origin": "null"},
        {"X-Hearth-Client": "web", "Origin": "https://hearth.test.evil.test"},
        {"X-Hearth-Client": "other", "Origin": "https://hearth.test"},
    ],
)
def test_a_foreign_page_cannot_use_the_cookie(ada: Somebody, path: str, headers: dict[str, str]) -> None:
    value = cookie(Somebody().try_login(transport="cookie"), "hearth_refresh").partition(";")[0]
    browser = Somebody()
    answer = browser("POST", path, {}, headers={"Cookie": value, **headers})
    assert (answer.status, answer.body["code"]) == (403, "origin_refused")
    assert browser("POST", "/auth/refresh", {}, headers={"Cookie": value, **WEB}).status == 200


def test_by_cookie_from_sign_in_to_log_out(ada: Somebody) -> None:
    browser = Somebody()
    value = cookie(browser.try_login(transport="cookie"), "hearth_refresh").partition(";")[0]
    answer = browser.keep(browser("POST", "/auth/refresh", {}, headers={"Cookie": value, **WEB}))
    following = cookie(answer, "hearth_refresh").partition(";")[0]
    assert following != value
    assert browser("GET", "/me").status == 200
    gone = browser("POST", "/auth/logout", {}, headers={"Cookie": following, **WEB})
    assert "Max-Age=0" in cookie(gone, "hearth_refresh")
    assert browser("POST", "/auth/refresh", {}, headers={"Cookie": following, **WEB}).status == 401
    assert browser("POST", "/auth/refresh", {}, headers=WEB).body["code"] == "session_ended"


def test_a_broken_cookie_header_is_no_cookie(ada: Somebody) -> None:
    answer = ada("POST", "/auth/refresh", {}, headers={"Cookie": "a=b; =; ;;\x01", **WEB})
    assert answer.status == 401


@pytest.mark.parametrize("generation", [0, 2, 7, 0xFFFFFFFF])
def test_a_right_secret_with_a_made_up_generation_is_no_token(ada: Somebody, generation: int) -> None:
    mine = secret.read_refresh(str(ada.refresh_token))
    assert mine is not None
    forged = secret.Refresh(mine.person_id, mine.session_id, generation, mine.tag, mine.secret).text
    answer = ada.refresh(forged)
    assert (answer.status, answer.body["code"]) == (401, "session_ended")
    ada.keep(ada.refresh())


@pytest.mark.parametrize("name", ["refresh", "log_out", "confirm_email"])
def test_one_address_shows_so_many_tokens_and_keeps_nobody_else_from_showing_theirs(
    ada: Somebody, bob: Somebody, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (route,) = (route for route in api.routes if route.name == name)
    assert route.limit is not None
    now = time.time()
    monkeypatch.setattr("hearth.http.ratelimit.time.time", lambda: now)
    others = keys.rate(name, ada.address, int(now) // route.limit.seconds)
    Write().put(Counter.at(others, n=route.limit.most)).commit()  # what other workers have let pass
    path, body = route.path.removeprefix("/v1"), {"token" if name == "confirm_email" else "refresh_token": "made up"}
    answers = [ada("POST", path, body) for _ in range(route.limit.block + 1)]
    assert [answer.status for answer in answers[-2:]] == [429, 429]
    assert "Retry-After" in answers[-1].headers
    assert answers[-1].table_calls == 0
    assert bob("POST", path, body).status != 429
