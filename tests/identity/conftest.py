"""People who register, read their mail and sign in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.identity import authorizer, hashing, signing, tokens
from functions.identity.handler import api
from functions.identity.models import Guard
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.support import local_table
from tests.support.http import Answer, Caller

PASSWORD = "a quiet meadow at noon"
ARN = "arn:aws:execute-api:eu-central-1:123456789012:abcdef/api/GET/v1/me"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    """No key of another test's stack."""
    signing.forget()
    tokens.forget()


@pytest.fixture
def real_hashes() -> None:
    """For tests of the hashes themselves."""


@pytest.fixture(autouse=True)
def quick_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes that cost little: hundreds of sign-ins happen in these tests."""
    if "real_hashes" not in request.fixturenames:
        monkeypatch.setattr(hashing, "MEMORY_KIB", 64)
        monkeypatch.setattr(hashing, "ROUNDS", 1)
        hashing._hasher.cache_clear()
        monkeypatch.setattr(hashing, "NOBODY", hashing.make("nobody"))
    else:
        hashing._hasher.cache_clear()
    yield
    hashing._hasher.cache_clear()


def mails() -> list[dict[str, Any]]:
    """The mails that were ordered since the last look."""
    return local_table.take_mails()


def token_in(mail: dict[str, Any]) -> str:
    """The token in the link of a mail."""
    return str(mail["data"]["link"].partition("?token=")[2])


def a_while_later(kind: str, email: str) -> None:
    """The mailbox has been left in peace long enough to hear of this again."""
    Write().delete(Guard, keys.guard(f"{kind}#{email}")).commit()


def authorize(header: str) -> dict[str, Any]:
    """What the authorizer answers for an Authorization header."""
    return authorizer.handler(
        {"methodArn": ARN, "headers": {"Authorization": header}, "requestContext": {"requestId": "r"}}, None
    )


def who_is(header: str) -> dict[str, str] | None:
    """The authorizer's context, or None when it denies."""
    answer = authorize(header)
    return answer["context"] if answer["policyDocument"]["Statement"][0]["Effect"] == "Allow" else None


@dataclass
class Somebody:
    """A person at a device, who goes through the authorizer like everybody."""

    email: str = "ada@example.com"
    password: str = PASSWORD
    name: str = "Ada Lovelace"
    address: str = "192.0.2.1"
    agent: str = FIREFOX
    device_token: str | None = None
    access: str | None = None
    refresh_token: str | None = None
    person_id: str = ""
    session_id: str = ""
    last: Answer = field(default_factory=lambda: Answer(0, None, {}, []))

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        """A request with whatever this person holds."""
        context = (who_is(f"Bearer {self.access}") if self.access else None) or {}
        caller = Caller(api, address=self.address, headers={"User-Agent": self.agent}, **context)
        self.last = caller(method, f"/v1{path}", body, **more)
        return self.last

    def keep(self, answer: Answer) -> Answer:
        """Keep the tokens of an answer."""
        assert answer.status == 200, answer.body
        self.access = answer.body["access_token"]
        self.refresh_token = answer.body.get("refresh_token")
        self.device_token = answer.body.get("device_token", self.device_token)
        self.person_id, self.session_id = answer.body["person"]["id"], answer.body["session_id"]
        return answer

    def register(self) -> dict[str, Any]:
        """Register, and return the mail."""
        answer = self("POST", "/auth/register", {"email": self.email, "password": self.password, "name": self.name})
        assert answer.status == 202, answer.body
        (mail,) = mails()
        a_while_later("registered", mail["to"])
        return mail

    def join(self) -> "Somebody":
        """Register and confirm."""
        self.keep(self.confirm(token_in(self.register())))
        return self

    def confirm(self, token: str, **more: Any) -> Answer:
        """Open the link of a mail, and enter the password."""
        return self("POST", "/auth/verify-email", {"token": token, "password": self.password, **more})

    def try_login(self, **more: Any) -> Answer:
        """Try to sign in."""
        body = {"email": self.email, "password": self.password, **more}
        if self.device_token:
            body["device_token"] = self.device_token
        return self("POST", "/auth/login", body)

    def login(self, **more: Any) -> Answer:
        """Sign in."""
        return self.keep(self.try_login(**more))

    def refresh(self, token: str | None = None) -> Answer:
        """Refresh with the token held, or another."""
        return self("POST", "/auth/refresh", {"refresh_token": token or self.refresh_token})


@pytest.fixture
def ada(table: str) -> Somebody:
    """Somebody with an account, signed in."""
    return Somebody().join()


@pytest.fixture
def bob(table: str) -> Somebody:
    """Somebody else with an account, signed in."""
    return Somebody("bob@example.com", "seven paper lanterns", "Bob Noyce", "198.51.100.4").join()
