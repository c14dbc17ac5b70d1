"""The second factor: nobody signs in without it, and no code counts twice."""

from typing import Any

import pyotp
import pytest

from functions.identity import tokens
from functions.identity.models import FREE_FAILURES, Login
from functions.identity.service import second_factor, session_start
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, mails, who_is


def turn_on(person: Somebody) -> tuple[pyotp.TOTP, list[str]]:
    answer = person("POST", "/me/totp", {"password": person.password})
    assert (answer.status, answer.table_calls) == (200, 3), answer.body
    assert answer.body["uri"].startswith("otpauth://totp/Hearth:")
    totp = pyotp.TOTP(answer.body["secret"])
    answer = person("POST", "/me/totp/confirm", {"code": totp.now()})
    assert (answer.status, answer.table_calls) == (200, 3), answer.body
    # as if that had been a while ago, so that the code of now is free
    Write().update(Login, keys.login(person.email), [Login.totp_step.set(0)]).commit()
    return totp, answer.body["recovery_codes"]


def begin(person: Somebody) -> str:
    answer = person.try_login()
    assert answer.body["mfa_required"] is True
    assert "access_token" not in answer.body
    return str(answer.body["mfa_token"])


def finish(person: Somebody, token: str, **proof: str) -> Any:
    return person("POST", "/auth/mfa", {"mfa_token": token, "device_token": person.device_token, **proof})


def test_turning_it_on_asks_for_the_password_and_a_code(ada: Somebody) -> None:
    assert ada("POST", "/me/totp", {"password": "wrong"}).body["code"] == "wrong_password"
    assert ada("POST", "/me/totp/confirm", {"code": "123456"}).body["code"] == "totp_state"
    secret = ada("POST", "/me/totp", {"password": ada.password}).body["secret"]
    wrong = f"{(int(pyotp.TOTP(secret).now()) + 1) % 10**6:06d}"
    assert ada("POST", "/me/totp/confirm", {"code": wrong}).body["code"] == "wrong_code"
    assert ada.try_login().body.get("mfa_required") is None
    turn_on(ada)
    assert ada("GET", "/me").body["totp_enabled"] is True
    assert ada("POST", "/me/totp", {"password": ada.password}).status == 409


def test_the_password_alone_gives_no_session(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    token = begin(ada)
    assert who_is(f"Bearer {token}") is None
    assert finish(ada, token, code="000000" if totp.now() != "000000" else "000001").body["code"] == "wrong_code"
    answer = finish(ada, token, code=totp.now())
    assert answer.table_calls == 4
    ada.keep(answer)
    assert who_is(f"Bearer {ada.access}")


def test_a_code_counts_once(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    code = totp.now()
    ada.keep(finish(ada, begin(ada), code=code))
    assert finish(ada, begin(ada), code=code).body["code"] == "wrong_code"


def test_of_two_at_once_with_one_code_one_gets_in(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    totp, _ = turn_on(ada)
    token, other, code = begin(ada), begin(ada), totp.now()
    original: Any = session_start.start_session
    faster: list[int] = []

    def meanwhile(*args: Any, **more: Any) -> Any:
        monkeypatch.setattr(second_factor, "start_session", original)
        faster.append(finish(Somebody(), other, code=code).status)
        return original(*args, **more)

    monkeypatch.setattr(second_factor, "start_session", meanwhile)
    assert finish(ada, token, code=code).body["code"] == "wrong_code"
    assert faster == [200]


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_an_authenticators_clock_may_be_one_step_off(steps: int, good: bool) -> None:
    secret, now = pyotp.random_base32(), 1_800_000_015.0
    code = pyotp.TOTP(secret).at(int(now) + steps * 30)
    assert (second_factor.find_step(secret, code, 0, now) is not None) is good


def test_a_code_older_than_the_last_used_does_not_count() -> None:
    secret, now = pyotp.random_base32(), 1_800_000_015.0
    used = int(now) // 30
    assert second_factor.find_step(secret, pyotp.TOTP(secret).at(int(now) - 30), used, now) is None
    assert second_factor.find_step(secret, pyotp.TOTP(secret).at(int(now) + 30), used, now) == used + 1


def test_guessing_codes_slows_down_even_on_a_known_device(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    token = begin(ada)
    wrong = "000000" if totp.now() != "000000" else "000001"
    assert [finish(ada, token, code=wrong).status for _ in range(FREE_FAILURES)] == [401] * FREE_FAILURES
    assert finish(ada, token, code=totp.now()).status == 429


def test_a_recovery_code_counts_once_however_it_is_typed(ada: Somebody) -> None:
    _, codes = turn_on(ada)
    assert len(set(codes)) == 10
    stored = Login.find(keys.login(ada.email))
    assert stored is not None
    assert not set(codes) & set(stored.recovery_codes)
    ada.keep(finish(ada, begin(ada), recovery_code=f" {codes[3].upper().replace('-', ' ')} "))
    assert finish(ada, begin(ada), recovery_code=codes[3]).body["code"] == "wrong_code"
    ada.keep(finish(ada, begin(ada), recovery_code=codes[4]))
    assert ada.last.table_calls == 4


def test_new_recovery_codes_void_the_old(ada: Somebody) -> None:
    assert ada("POST", "/me/recovery-codes", {"password": ada.password}).status == 409
    _, old = turn_on(ada)
    answer = ada("POST", "/me/recovery-codes", {"password": ada.password})
    assert answer.table_calls == 3
    assert finish(ada, begin(ada), recovery_code=old[0]).status == 401
    ada.keep(finish(ada, begin(ada), recovery_code=answer.body["recovery_codes"][0]))


def test_what_stands_for_the_password_dies_with_it(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    token = begin(ada)
    ada("POST", "/me/password", {"current_password": ada.password, "new_password": "nineteen green bicycles"})
    assert finish(ada, token, code=totp.now()).body["code"] == "mfa_token_invalid"


def test_an_access_token_does_not_stand_for_a_password(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    for token in (
        str(ada.access),
        "x",
        tokens.issue(tokens.MFA, ada.person_id, -60, email=ada.email, of="", restore=False),
    ):
        assert finish(ada, token, code=totp.now()).body["code"] == "mfa_token_invalid"


def test_resetting_the_password_leaves_the_second_factor_on(ada: Somebody) -> None:
    from tests.identity.test_password_changes import forgot

    turn_on(ada)
    mails()
    ada("POST", "/auth/reset-password", {"token": forgot(ada), "password": "nineteen green bicycles"})
    ada.password = "nineteen green bicycles"
    begin(ada)


def stop(person: Somebody, password: str | None = None, **proof: str) -> Any:
    return person("POST", "/me/totp/stop", {"password": password or person.password, **proof})


def test_turning_it_off_takes_both_factors_however_fresh_the_session(ada: Somebody) -> None:
    totp, codes = turn_on(ada)
    wrong = "000000" if totp.now() != "000000" else "000001"
    assert stop(ada, "not the password", code=totp.now()).body["code"] == "wrong_password"
    assert stop(ada, code=wrong).body["code"] == "wrong_code"
    assert stop(ada, recovery_code="no-such-code").body["code"] == "wrong_code"
    assert ada("POST", "/me/totp/stop", {"password": ada.password}).status == 422
    assert ada("GET", "/me").body["totp_enabled"] is True
    answer = stop(ada, recovery_code=codes[0])
    assert (answer.status, answer.table_calls) == (204, 3)


def test_guesses_at_turning_it_off_are_counted(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    wrong = "000000" if totp.now() != "000000" else "000001"
    assert [stop(ada, code=wrong).status for _ in range(FREE_FAILURES)] == [401] * FREE_FAILURES
    assert stop(ada, code=totp.now()).status == 429


def test_turned_off_the_password_is_enough(ada: Somebody) -> None:
    totp, _ = turn_on(ada)
    assert stop(ada, code=totp.now()).status == 204
    ada.login()
    assert stop(ada, code=totp.now()).status == 409
    assert ada("GET", "/me").body["totp_enabled"] is False


@pytest.mark.parametrize(
    "proof",
    [
        {},
        {"code": "12345"},
        {"code": "1234567"},
        {"code": "abcdef"},
        {"code": "１２３４５６"},
        {"code": "123456", "recovery_code": "x"},
    ],
)
def test_one_proof_and_a_whole_one(ada: Somebody, proof: dict[str, str]) -> None:
    assert finish(ada, "x", **proof).status == 422
