"""The signing keys: made once, published before they sign, followed by others, and forgotten when nobody needs them."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import jwt
import pytest

from functions.identity import signing, tokens
from functions.identity.models import SigningKeys
from functions.identity.schedule import handler as schedule
from hearth import aws, clock, ids
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.identity.conftest import Somebody, who_is


def parameter() -> str:
    return str(
        aws.client("ssm").get_parameter(Name="/hearth/unit/signing-keys", WithDecryption=True)["Parameter"]["Value"]
    )


def test_the_first_key_is_made_once_whoever_comes_first(table: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: signing._create()[0].kid, range(4)))
    assert len(set(made)) == 1
    assert made[0] in {jwk["kid"] for jwk in signing.published()}


def test_private_halves_are_only_in_the_secure_parameter(ada: Somebody) -> None:
    assert "PRIVATE KEY" in parameter()
    assert "PRIVATE" not in str(signing.published())
    assert all("d" not in jwk for jwk in signing.published())
    described = aws.client("ssm").describe_parameters()["Parameters"]
    assert {one["Type"] for one in described if one["Name"].endswith("signing-keys")} == {"SecureString"}


def test_the_published_keys_check_a_token_as_anybody_would(ada: Somebody) -> None:
    answer = Somebody()("GET", "/auth/keys")
    assert "max-age" in answer.headers["Cache-Control"]
    kid = jwt.get_unverified_header(str(ada.access))["kid"]
    key = jwt.PyJWKSet.from_dict(answer.body)[kid]
    claims = jwt.decode(str(ada.access), key.key, algorithms=["ES256"], audience="hearth-api", issuer="hearth/unit")
    assert claims["sub"] == ada.person_id
    assert claims["exp"] - claims["iat"] == 15 * 60


def test_the_next_key_is_published_a_day_before_it_signs(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    first = signing.current().kid
    assert signing.rotate(clock.now()) == []
    due = clock.now() + signing.ROTATE_AFTER + timedelta(hours=1)
    (added,) = signing.rotate(due)
    second = added.removeprefix("added ")
    assert {jwk["kid"] for jwk in signing.published()} == {first, second}
    known = signing._read()
    assert signing.choose(known, due).kid == first
    assert signing.choose(known, due + signing.OVERLAP).kid == second
    assert signing.rotate(due + timedelta(hours=1)) == []
    # as long as an old token could live, the old key is there
    assert signing.rotate(due + signing.OVERLAP + timedelta(minutes=30)) == []
    done = signing.rotate(due + 2 * signing.OVERLAP + timedelta(hours=1))
    assert f"retired {first}" in done
    assert {jwk["kid"] for jwk in signing.published()} == {second}


def test_tokens_of_both_keys_count_while_they_overlap(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    old = str(ada.access)
    private, public = signing.generate(clock.now())
    signing.publish(lambda jwks: [*jwks, public])
    signing._store([*signing._read(), private], overwrite=True)
    signing.forget()
    new = tokens.access(ada.person_id, ada.session_id)
    assert jwt.get_unverified_header(new)["kid"] == private.kid
    tokens.forget()
    assert who_is(f"Bearer {old}")
    assert who_is(f"Bearer {new}")


def test_a_process_that_was_frozen_looks_at_the_keys_again(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    kid = signing.current().kid
    assert tokens.public_key(kid)
    monkeypatch.setattr("time.monotonic", lambda: 0.0)  # stood still
    later = time.time() + max(signing.REFRESH_SECONDS, tokens.KEYS_SECONDS) + 1
    monkeypatch.setattr("time.time", lambda: later)
    private, public = signing.generate(clock.now())
    signing.publish(lambda jwks: [public])
    signing._store([private], overwrite=True)
    assert signing.current().kid == private.kid
    assert tokens.public_key(private.kid)
    assert tokens.public_key(kid) is None


def test_a_key_that_was_published_and_never_used_is_withdrawn(ada: Somebody) -> None:
    _, stray = signing.generate(clock.now())
    signing.publish(lambda jwks: [*jwks, stray])
    assert signing.rotate(clock.now()) == []
    assert signing.rotate(clock.now() + signing.OVERLAP + timedelta(hours=1)) == [f"withdrawn {stray['kid']}"]


def a_new_table() -> None:
    """As when the stack was deleted and deployed again: the parameter is the old one, the table is empty."""
    Write().delete(SigningKeys, keys.signing_keys()).commit()
    signing.forget()
    tokens.forget()


def test_whoever_signs_in_after_delete_and_deploy_again_is_believed(ada: Somebody) -> None:
    kept = parameter()
    a_new_table()
    ada.login()
    assert parameter() == kept
    assert who_is(f"Bearer {ada.access}")
    assert ada("GET", "/me").status == 200


def test_the_schedule_publishes_what_the_table_lacks(ada: Somebody) -> None:
    kid = signing.current().kid
    a_new_table()
    assert schedule({}, None)["keys"] == []
    assert {jwk["kid"] for jwk in signing.published()} == {kid}


def test_the_schedule_makes_the_next_key_and_forgets_the_one_before(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = signing.current().kid
    due = clock.now() + signing.ROTATE_AFTER + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: due)
    (added,) = schedule({}, None)["keys"]
    second = added.removeprefix("added ")
    assert {first, second} == {key.kid for key in signing._read()} == {jwk["kid"] for jwk in signing.published()}
    monkeypatch.setattr(clock, "now", lambda: due + 2 * signing.OVERLAP + timedelta(hours=1))
    assert f"retired {first}" in schedule({}, None)["keys"]
    assert [key.kid for key in signing._read()] == [second]


def test_a_key_published_again_is_the_same(ada: Somebody) -> None:
    before = signing.published()
    a_new_table()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: signing._published_again(signing._read()), range(4)))
    assert signing.published() == before


def test_publishing_keeps_what_others_published_meanwhile(table: str) -> None:
    made = [signing.generate(clock.now())[1] for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda jwk: signing.publish(lambda jwks: [*jwks, jwk]), made))
    assert {jwk["kid"] for jwk in signing.published()} == {jwk["kid"] for jwk in made}


def test_the_schedule_runs_on_an_empty_stack(table: str) -> None:
    assert schedule({}, None) == {"keys": [], "deleted": 0, "kept": 0}


def test_a_part_of_the_schedule_that_fails_does_not_keep_the_other(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.identity.service import closing

    ran = []
    monkeypatch.setattr(signing, "rotate", lambda _: 1 / 0)
    monkeypatch.setattr(closing, "delete_due", lambda _: ran.append(ids.new_id()) or (0, 0))  # type: ignore[func-returns-value]
    with pytest.raises(ZeroDivisionError):
        schedule({}, None)
    assert ran
