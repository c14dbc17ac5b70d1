"""API keys: shown once, bounded, and nobody's once they are changed, revoked or expired."""

from datetime import timedelta
from typing import Any

import pytest

from functions.identity.models import Login
from hearth import clock, keys
from hearth.access import SCOPES
from hearth.keys import identity as identity_keys
from hearth.table.query import query
from hearth.table.write import Write
from tests.identity.conftest import Somebody, who_is


def make_key(person: Somebody, **more: Any) -> Somebody:
    """Somebody who holds an API key of `person`."""
    answer = person("POST", "/me/api-keys", {"name": "script", "scopes": list(SCOPES), **more})
    assert answer.status == 201, answer.body
    return Somebody(person.email, access=answer.body["key"], person_id=person.person_id, session_id=answer.body["id"])


def test_a_key_is_shown_once_and_kept_as_a_hash(ada: Somebody) -> None:
    answer = ada("POST", "/me/api-keys", {"name": "script", "scopes": ["documents:read", "me:read"]})
    assert (answer.status, answer.table_calls) == (201, 3)
    key = answer.body["key"]
    assert key.startswith("hk_")
    listed = ada("GET", "/me/api-keys")
    assert listed.table_calls == 2
    assert "key" not in listed.body["items"][0]
    assert listed.body["items"][0]["hint"] == key[-4:]
    assert key not in str([item.serialize() for item in query(Login, keys.person_partition(ada.person_id)).items])
    context = who_is(f"Bearer {key}")
    assert context is not None
    assert (context["scopes"], context["key_id"]) == ("documents:read me:read", answer.body["id"])


def test_a_key_reaches_no_further_than_its_scopes(ada: Somebody) -> None:
    script = make_key(ada, scopes=["documents:read"])
    answer = script("GET", "/me")
    assert (answer.status, answer.body["code"]) == (403, "scope_missing")


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
        lambda key: key + "A",
        lambda key: key[:-1],
        lambda key: "hk_",
    ],
)
def test_a_changed_key_is_nobodys(ada: Somebody, change: Any) -> None:
    script = make_key(ada)
    assert who_is(f"Bearer {change(script.access)}") is None
    assert who_is(f"Bearer {script.access}")


def test_a_key_of_one_cannot_be_made_one_of_another(ada: Somebody, bob: Somebody) -> None:
    from functions.identity import secret

    script = make_key(ada)
    parts = secret.read_owned(secret.KEY, str(script.access))
    assert parts is not None
    forged = secret.Owned(bob.person_id, parts.item_id, parts.secret).text(secret.KEY)
    assert who_is(f"Bearer {forged}") is None


def test_a_revoked_key_is_nobodys(ada: Somebody, bob: Somebody) -> None:
    script = make_key(ada)
    assert bob("DELETE", f"/me/api-keys/{script.session_id}").status == 404
    assert who_is(f"Bearer {script.access}")
    answer = ada("DELETE", f"/me/api-keys/{script.session_id}")
    assert (answer.status, answer.table_calls) == (204, 1)
    assert who_is(f"Bearer {script.access}") is None


def test_an_expired_key_is_nobodys(ada: Somebody) -> None:
    from functions.identity.models import ApiKey

    script = make_key(ada)
    past = clock.iso(clock.now() - timedelta(seconds=1))
    Write().update(
        ApiKey, identity_keys.api_key(ada.person_id, script.session_id), [ApiKey.expires_at.set(past)]
    ).commit()
    assert who_is(f"Bearer {script.access}") is None
    assert ada("GET", "/me/api-keys").body["items"][0]["expired"] is True


@pytest.mark.parametrize("days", [-1, 400])
def test_a_key_lasts_neither_less_than_nothing_nor_for_ever(ada: Somebody, days: int) -> None:
    body = {"name": "x", "scopes": ["me:read"], "expires_at": clock.iso(clock.now() + timedelta(days=days))}
    assert ada("POST", "/me/api-keys", body).body["code"] == "invalid_expiry"


@pytest.mark.parametrize("scopes", [[], ["root"], ["me:read", "*"]])
def test_there_are_no_other_scopes(ada: Somebody, scopes: list[str]) -> None:
    assert ada("POST", "/me/api-keys", {"name": "x", "scopes": scopes}).body["code"] == "invalid_body"


def test_the_use_of_a_key_is_noted_at_most_once_an_hour(ada: Somebody) -> None:
    from functions.identity import credentials
    from hearth import telemetry

    script = make_key(ada)
    calls = []
    for _ in range(3):
        with telemetry.measure("test") as work:
            assert credentials.check(f"Bearer {script.access}")
        calls.append(work.table_log)
    assert calls == [["BatchGetItem", "TransactWriteItems"], ["BatchGetItem"], ["BatchGetItem"]]
    assert ada("GET", "/me/api-keys").body["items"][0]["used_at"]


def test_keys_are_bounded(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.identity.service import api_keys

    monkeypatch.setattr(api_keys, "MOST", 2)
    make_key(ada)
    make_key(ada)
    answer = ada("POST", "/me/api-keys", {"name": "x", "scopes": ["me:read"]})
    assert (answer.status, answer.body["code"]) == (409, "too_many")
