"""The authorizer and what it refuses: forged, foreign, expired, ended."""

import base64
import hmac
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest

from functions.identity import signing, tokens
from functions.identity.models import Person
from hearth import clock, ids
from hearth.table.write import Write
from tests.identity.conftest import ARN, Somebody, authorize, who_is


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, default=str).encode()).decode().rstrip("=")


@pytest.fixture
def mine(ada: Somebody) -> dict[str, Any]:
    """The claims of a token that is right."""
    return jwt.decode(str(ada.access), options={"verify_signature": False})


def refused(token: str) -> bool:
    with pytest.raises(tokens.Refused):
        tokens.read(token, tokens.ACCESS)
    return who_is(f"Bearer {token}") is None


def test_a_right_token_says_who(ada: Somebody) -> None:
    assert who_is(f"Bearer {ada.access}") == {
        "person_id": ada.person_id,
        "session_id": ada.session_id,
        "name": ada.name,
        "email": ada.email,
    }


def test_the_policy_covers_the_whole_api_because_it_is_cached(ada: Somebody) -> None:
    statement = authorize(f"Bearer {ada.access}")["policyDocument"]["Statement"][0]
    assert statement["Resource"] == ARN.removesuffix("/GET/v1/me") + "/*"


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer é", "Bearer " + "x" * 5000, "Bearer a.b.c", "hk_"],
)
def test_what_is_no_token_is_nobody(table: str, header: str) -> None:
    assert who_is(header) is None


def test_a_token_without_a_signature_is_refused(ada: Somebody, mine: dict[str, Any]) -> None:
    kid = signing.current().kid
    for header in (
        {"alg": "none", "kid": kid},
        {"alg": "None", "kid": kid},
        {"alg": "none"},
        {"alg": "ES256", "kid": kid},
    ):
        assert refused(f"{part(header)}.{part(mine)}.")


def test_a_token_signed_with_the_public_key_as_a_password_is_refused(ada: Somebody, mine: dict[str, Any]) -> None:
    kid, public = signing.current().kid, json.dumps(signing.published()[0])
    signed = f"{part({'alg': 'HS256', 'kid': kid})}.{part(mine)}"  # by hand: the library would not do it
    mac = base64.urlsafe_b64encode(hmac.digest(public.encode(), signed.encode(), "sha256")).decode().rstrip("=")
    assert refused(f"{signed}.{mac}")


def test_a_token_of_another_key_is_refused(ada: Somebody, mine: dict[str, Any]) -> None:
    other, _ = signing.generate(clock.now())
    assert refused(jwt.encode(mine, other.pem, algorithm="ES256", headers={"kid": signing.current().kid}))
    assert refused(jwt.encode(mine, other.pem, algorithm="ES256", headers={"kid": other.kid}))
    assert refused(jwt.encode(mine, other.pem, algorithm="ES256"))


@pytest.mark.parametrize(
    "over",
    [
        {"aud": "hearth-mfa"},
        {"aud": "somebody-else"},
        {"iss": "hearth/other"},
        {"exp": 1},
        {"exp": None},
        {"iat": 4102444800},
        {"sub": None},
        {"nbf": 4102444800},
    ],
)
def test_a_token_that_is_not_for_us_or_not_for_now_is_refused(
    ada: Somebody, mine: dict[str, Any], over: dict[str, Any]
) -> None:
    body = {name: value for name, value in {**mine, **over}.items() if value is not None}
    key = signing.current()
    assert refused(jwt.encode(body, key.pem, algorithm="ES256", headers={"kid": key.kid}))


def test_a_changed_token_is_refused(ada: Somebody, bob: Somebody, mine: dict[str, Any]) -> None:
    header, _, signature = str(ada.access).split(".")
    assert refused(f"{header}.{part({**mine, 'sub': bob.person_id})}.{signature}")


@pytest.mark.parametrize(("seconds", "good"), [(-20, True), (-40, False), (20, True), (40, False)])
def test_a_clock_that_is_a_little_off_does_not_matter(
    ada: Somebody, mine: dict[str, Any], seconds: int, good: bool
) -> None:
    now = clock.now()
    body = {**mine, "iat": now - timedelta(minutes=15), "exp": now + timedelta(seconds=seconds)}
    if seconds > 0:  # made by a clock that is ahead
        body = {**mine, "iat": now + timedelta(seconds=seconds), "exp": now + timedelta(minutes=15)}
    key = signing.current()
    token = jwt.encode(body, key.pem, algorithm="ES256", headers={"kid": key.kid})
    assert (who_is(f"Bearer {token}") is not None) is good


def test_a_token_of_a_session_of_somebody_else_is_refused(ada: Somebody, bob: Somebody) -> None:
    assert who_is(f"Bearer {tokens.access(ada.person_id, bob.session_id)}") is None


def test_an_account_that_is_closing_is_refused(ada: Somebody) -> None:
    from hearth.keys import identity as keys

    Write().update(Person, keys.person(ada.person_id), [Person.status.set("closing")]).commit()
    assert who_is(f"Bearer {ada.access}") is None
    assert ada.refresh().status == 401


def test_an_invented_key_name_is_not_looked_up_each_time(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    original = signing.published

    def counted() -> list[dict[str, Any]]:
        asked.append(1)
        return original()

    monkeypatch.setattr(signing, "published", counted)
    for _ in range(20):
        assert tokens.public_key(ids.new_id()) is None
    assert len(asked) <= 1
