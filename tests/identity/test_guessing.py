"""Guesses are counted before they are compared: however many come at once, a throttle admits so many."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from functions.identity import hashing
from functions.identity.models import FREE_FAILURES, Guard
from functions.identity.service import account, second_factor, signin
from hearth.access import Principal
from hearth.errors import HearthError
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody
from tests.identity.test_second_factor import begin, turn_on

AT_ONCE = 40


@dataclass
class Asking:
    """Somebody who is signed in, as a route would know them."""

    who: Principal
    email_hint: str | None


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was compared with a hash."""
    seen: list[str] = []
    original = hashing.matches

    def matches(stored: str | None, password: str) -> bool:
        seen.append(password)
        return original(stored, password)

    monkeypatch.setattr(hashing, "matches", matches)
    return seen


def at_once(act: Callable[[int], Any]) -> list[str]:
    """The codes of what so many at once are refused with."""

    def one(number: int) -> str:
        try:
            act(number)
        except HearthError as error:
            return error.name
        return "let in"

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def visit_of(person: Somebody) -> Any:
    from functions.identity.client_info import ClientInfo

    return ClientInfo(person.address, person.agent, "")


def test_no_more_passwords_are_compared_than_a_throttle_admits(ada: Somebody, compared: list[str]) -> None:
    compared.clear()
    refused = at_once(lambda number: signin.log_in(ada.email, f"guess number {number}", visit_of(ada)))
    assert len(compared) == FREE_FAILURES
    assert refused.count("bad_credentials") == FREE_FAILURES
    assert refused.count("rate_limited") == AT_ONCE - FREE_FAILURES


def test_the_right_one_among_too_many_at_once_is_not_let_in(ada: Somebody, compared: list[str]) -> None:
    for _ in range(FREE_FAILURES):
        Somebody(password="wrong wrong wrong").try_login()
    compared.clear()
    refused = at_once(lambda _: signin.log_in(ada.email, ada.password, visit_of(ada)))
    assert (compared, set(refused)) == ([], {"rate_limited"})


def test_the_same_holds_on_a_known_device(ada: Somebody, compared: list[str]) -> None:
    from functions.identity.client_info import ClientInfo

    visit = ClientInfo(ada.address, ada.agent, "", device_token=ada.device_token)
    compared.clear()
    refused = at_once(lambda number: signin.log_in(ada.email, f"guess number {number}", visit))
    assert len(compared) == refused.count("bad_credentials") == FREE_FAILURES


def test_and_where_an_open_screen_is_asked_for_the_password(ada: Somebody, compared: list[str]) -> None:
    context = Asking(Principal(ada.person_id, session_id=ada.session_id), ada.email)
    mine = account.get_account(context)
    compared.clear()
    refused = at_once(lambda number: account.prove(context, mine, f"guess number {number}"))
    assert len(compared) == refused.count("wrong_password") == FREE_FAILURES


def test_no_more_codes_are_compared_than_a_throttle_admits(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    totp, _ = turn_on(ada)
    token = begin(ada)
    compared: list[str] = []
    original = second_factor.find_step

    def find_step(totp_secret: str, code: str, *more: Any) -> int | None:
        compared.append(code)
        return original(totp_secret, code, *more)

    monkeypatch.setattr(second_factor, "find_step", find_step)
    wrong = "000000" if totp.now() != "000000" else "000001"
    refused = at_once(lambda _: second_factor.finish(token, wrong, None, visit_of(ada)))
    assert len(compared) == refused.count("wrong_code") == FREE_FAILURES


def test_right_guesses_leave_nothing_behind(ada: Somebody) -> None:
    stranger = Somebody()
    for _ in range(FREE_FAILURES * 2):
        stranger.device_token = None
        stranger.login()
    assert Guard.find(keys.guard(f"password#{ada.email}")) is None
    totp, _ = turn_on(ada)
    for _ in range(FREE_FAILURES * 2):
        begin(Somebody())
    assert Guard.find(keys.guard(f"password#{ada.email}")) is None
    assert totp


def test_a_count_whose_day_is_over_begins_anew(ada: Somebody) -> None:
    place = keys.guard(f"password#{ada.email}")
    old = Guard.at(place, failures=50, until=2**40, ttl=1)
    Write().put(old).commit()
    Somebody().login()
