"""Somebody new, over the deployed stack: registers, reads their mail, signs in, and keeps strangers out."""

from __future__ import annotations

import json
import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from infra.client.mail import LocalMail
from infra.local.state import Stack, client
from tests.support.web import Answer, call

PASSWORD = "a quiet meadow at noon"
PATIENCE = 30
"""Seconds for what happens behind the answer: queues, schedules, the bucket's events."""


@dataclass
class Visitor:
    """Somebody at the workspace's own origin."""

    stack: Stack
    email: str
    access: str = ""
    cookie: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """A request to the API."""
        sent = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if self.access:
            sent["Authorization"] = f"Bearer {self.access}"
        data = None if body is None else json.dumps(body).encode()
        return call(method, f"{self.stack.rest_url}/v1{path}", headers=sent, body=data)

    def mailed(self, page: str) -> str:
        """The token of the newest link to a page that was mailed here."""

        link = re.compile(rf"/{page}\?token=([A-Za-z0-9_-]+)")

        def find() -> str | None:
            texts = LocalMail(self.stack.endpoint).messages(self.email)
            found = [match for text in texts for match in link.findall(text)]
            return found[-1] if found else None

        return str(until(find, f"no mail with /{page} for {self.email}"))


def until(find: Any, complaint: str) -> Any:
    """What `find` finds, as soon as it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = find()
        if found:
            return found
    pytest.fail(complaint)


@pytest.fixture(scope="module")
def ada(stack: Stack) -> Visitor:
    """Somebody who has registered, confirmed their address, and is signed in."""
    visitor = Visitor(stack, f"ada-{secrets.token_hex(6)}@example.com")
    body = {"email": visitor.email, "password": PASSWORD, "name": "Ada 🏕️ Lovelace"}
    assert visitor("POST", "/auth/register", body).status == 202
    answer = visitor("POST", "/auth/verify-email", {"token": visitor.mailed("verify"), "password": PASSWORD})
    assert answer.status == 200, answer.text
    visitor.access = answer.json["access_token"]
    return visitor


def sign_in(stack: Stack, email: str, **more: Any) -> Answer:
    return Visitor(stack, email)("POST", "/auth/login", {"email": email, "password": PASSWORD, **more})


def test_who_confirmed_their_address_is_somebody(ada: Visitor) -> None:
    answer = ada("GET", "/me")
    assert (answer.status, answer.json["name"]) == (200, "Ada 🏕️ Lovelace")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "hk_" + "A" * 86])
def test_who_shows_nothing_or_nonsense_is_nobody(ada: Visitor, token: str) -> None:
    answer = Visitor(ada.stack, ada.email, access=token)("GET", "/me")
    assert (answer.status, answer.json["code"]) == (401, "unauthenticated")


def test_a_token_counts_until_its_session_ends(ada: Visitor) -> None:
    answer = sign_in(ada.stack, ada.email)
    phone = Visitor(ada.stack, ada.email, access=answer.json["access_token"])
    refreshed = phone("POST", "/auth/refresh", {"refresh_token": answer.json["refresh_token"]})
    assert refreshed.status == 200
    again = phone("POST", "/auth/refresh", {"refresh_token": answer.json["refresh_token"]})
    assert again.json["refresh_token"] == refreshed.json["refresh_token"]
    assert phone("POST", "/auth/logout", {"refresh_token": refreshed.json["refresh_token"]}).status == 204
    unseen = Visitor(ada.stack, ada.email, access=refreshed.json["access_token"])  # a header the gateway has not kept
    assert unseen("GET", "/me").status == 401


def test_a_refresh_token_that_comes_back_later_ends_the_session(ada: Visitor) -> None:
    first = sign_in(ada.stack, ada.email).json
    thief = Visitor(ada.stack, ada.email)
    second = thief("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]}).json
    third = thief("POST", "/auth/refresh", {"refresh_token": second["refresh_token"]}).json
    reused = thief("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]})
    assert (reused.status, reused.json["code"]) == (401, "session_ended")
    assert thief("POST", "/auth/refresh", {"refresh_token": third["refresh_token"]}).status == 401
    log = ada("GET", "/me/security-log").json["items"]
    assert "session.reuse_detected" in [entry["type"] for entry in log]


def test_a_browser_keeps_its_refresh_token_in_a_cookie(ada: Visitor) -> None:
    answer = sign_in(ada.stack, ada.email, transport="cookie")
    assert "refresh_token" not in answer.json
    cookie = answer.headers["set-cookie"].partition(";")[0]
    browser = Visitor(ada.stack, ada.email)
    own = {"X_Hearth_Client": "web", "Origin": ada.stack.web_url}
    foreign = browser("POST", "/auth/refresh", {}, Cookie=cookie, X_Hearth_Client="web", Origin="https://evil.test")
    assert (foreign.status, foreign.json["code"]) == (403, "origin_refused")
    assert browser("POST", "/auth/refresh", {}, Cookie=cookie, **own).status == 200


def test_a_forgotten_password_is_set_anew_by_mail(stack: Stack, ada: Visitor) -> None:
    visitor = Visitor(stack, f"bob-{secrets.token_hex(6)}@example.com")
    visitor("POST", "/auth/register", {"email": visitor.email, "password": PASSWORD, "name": "Bob"})
    visitor("POST", "/auth/verify-email", {"token": visitor.mailed("verify"), "password": PASSWORD})
    assert visitor("POST", "/auth/forgot-password", {"email": visitor.email}).status == 202
    new = {"token": visitor.mailed("reset"), "password": "seven paper lanterns"}
    assert visitor("POST", "/auth/reset-password", new).status == 204
    assert sign_in(stack, visitor.email).status == 401
    assert visitor("POST", "/auth/login", {"email": visitor.email, "password": new["password"]}).status == 200


def test_an_api_key_works_until_it_is_revoked(ada: Visitor) -> None:
    key = ada("POST", "/me/api-keys", {"name": "script", "scopes": ["me:read"]}).json
    assert Visitor(ada.stack, ada.email, access=key["key"])("GET", "/me").status == 200
    other = ada("POST", "/me/api-keys", {"name": "script", "scopes": ["me:read"]}).json
    assert ada("DELETE", f"/me/api-keys/{other['id']}").status == 204
    assert Visitor(ada.stack, ada.email, access=other["key"])("GET", "/me").status == 401


def test_the_published_keys_are_there(ada: Visitor) -> None:
    answer = ada("GET", "/auth/keys")
    assert answer.status == 200
    assert {key["alg"] for key in answer.json["keys"]} == {"ES256"}


def test_a_picture_goes_to_the_bucket_and_comes_back_small(ada: Visitor) -> None:
    form = ada("POST", "/me/picture", {"content_type": "image/png"}).json
    data = BytesIO()
    Image.new("RGB", (640, 480), (200, 40, 90)).save(data, "PNG")
    mark = secrets.token_hex(8)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    ]
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="me.png"\r\nContent-Type: image/png\r\n\r\n'
    )
    body = "".join(parts).encode() + data.getvalue() + f"\r\n--{mark}--\r\n".encode()
    sent = call("POST", form["url"], headers={"Content-Type": f"multipart/form-data; boundary={mark}"}, body=body)
    assert sent.status in {200, 201, 204}, sent.text
    shown = until(lambda: ada("GET", "/me").json["picture"], "the picture never appeared")
    import urllib.request

    with (
        urllib.request.urlopen(f"{ada.stack.rest_url}{shown['96']}", timeout=30) as answer,
        Image.open(BytesIO(answer.read())) as seen,
    ):
        assert (seen.format, seen.size) == ("WEBP", (96, 96))


def test_who_leaves_is_refused_at_once(stack: Stack, ada: Visitor) -> None:
    visitor = Visitor(stack, f"eve-{secrets.token_hex(6)}@example.com")
    visitor("POST", "/auth/register", {"email": visitor.email, "password": PASSWORD, "name": "Eve"})
    token = visitor.mailed("verify")
    tokens = visitor("POST", "/auth/verify-email", {"token": token, "password": PASSWORD}).json
    visitor.access = tokens["access_token"]
    assert visitor("DELETE", "/me").status == 204
    other = visitor("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    assert other.status == 401
    assert sign_in(stack, visitor.email).json["code"] == "account_closing"


def test_the_same_registration_twice_at_once_makes_one_account(stack: Stack) -> None:
    visitor = Visitor(stack, f"twice-{secrets.token_hex(6)}@example.com")
    body = {"email": visitor.email, "password": PASSWORD, "name": "Twice"}
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda _: visitor("POST", "/auth/register", body).status, range(4)))
    assert set(statuses) == {202}
    token = visitor.mailed("verify")
    with ThreadPoolExecutor(4) as pool:
        proof = {"token": token, "password": PASSWORD}
        answers = list(pool.map(lambda _: visitor("POST", "/auth/verify-email", proof), range(4)))
    assert [answer.status for answer in answers].count(200) == 1
    assert {answer.status for answer in answers} <= {200, 409, 422}


def test_what_the_gateway_has_kept_is_refused_within_a_minute(ada: Visitor) -> None:
    tokens = sign_in(ada.stack, ada.email).json
    phone = Visitor(ada.stack, ada.email, access=tokens["access_token"])
    assert phone("GET", "/me").status == 200
    assert ada("DELETE", f"/me/sessions/{tokens['session_id']}").status == 204
    began = time.monotonic()
    while phone("GET", "/me").status == 200:
        assert time.monotonic() - began < 60, "still let in a minute after its session ended"


def test_the_hourly_function_runs(stack: Stack, ada: Visitor) -> None:
    answer = client("lambda", stack).invoke(FunctionName=f"{stack.name}-identity-schedule", Payload=b"{}")
    assert "FunctionError" not in answer
    assert set(json.loads(answer["Payload"].read())) == {"keys", "deleted", "kept"}
