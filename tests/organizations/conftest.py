"""People who have accounts, and orgs made the way everybody makes them: through the routes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from functions.organizations.handler import api
from hearth import ids
from hearth.config import settings
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.support import local_table, whose
from tests.support.http import Answer, Caller


def build_person(name: str, email: str | None = None) -> str:
    """An account, as identity leaves it in the table once the address is verified."""
    person_id = ids.new_id()
    pk, sk = keys.person(person_id)
    item = {"pk": pk, "sk": sk, "kind": "person", "name": name, "email": email or f"{name.lower()}@example.org"}
    boto3.client("dynamodb").put_item(
        TableName=settings().table, Item={field: {"S": value} for field, value in item.items()}
    )
    return person_id


def mails() -> list[dict[str, Any]]:
    """The mails that were ordered since the last look."""
    return local_table.take_mails()


def token_in(link: str) -> str:
    """The token of an invitation's link."""
    match = re.fullmatch(r"https://hearth\.test/invite\?token=([\w-]+)", link)
    assert match, link
    return match[1]


@dataclass
class House:
    """An org with an owner, and a way to get more people into it."""

    org_id: str
    owner: Caller

    def path(self, rest: str = "") -> str:
        """A route of the org."""
        return f"/v1/orgs/{self.org_id}{rest}"

    def invite(self, role: str = "member", by: Caller | None = None, **more: Any) -> Answer:
        """A link."""
        return (by or self.owner)("POST", self.path("/invitations"), {"role": role, **more})

    def join(self, name: str, role: str = "member", email: str | None = None) -> Caller:
        """Somebody new in the org."""
        somebody = Caller(api, build_person(name, email), name=name)
        if role == "owner":
            self.join_by(somebody, "admin")
            assert self.owner("PATCH", self.path(f"/members/{somebody.person_id}"), {"role": "owner"}).status == 200
        else:
            self.join_by(somebody, role)
        return somebody

    def join_by(self, somebody: Caller, role: str) -> None:
        """Let somebody in by a link."""
        token = token_in(self.invite(role).body["link"])
        answer = somebody("POST", "/v1/invitations/accept", {"token": token})
        assert answer.status == 200, answer.body

    def member(self, person: Caller, asker: Caller | None = None) -> Answer:
        """How somebody stands in the org."""
        return (asker or self.owner)("GET", self.path(f"/members/{person.person_id}"))


@pytest.fixture
def ada(table: str) -> Caller:
    """Somebody with an account."""
    return Caller(api, build_person("Ada", "ada@example.org"), name="Ada")


@pytest.fixture
def house(ada: Caller) -> House:
    """Ada's org."""
    answer = ada("POST", "/v1/orgs", {"name": "Analytical Engines"})
    assert answer.status == 201, answer.body
    return House(answer.body["id"], ada)


def stranger(name: str = "Mallory") -> Caller:
    """Somebody with an account and no org."""
    return Caller(api, build_person(name, f"{name.lower()}@elsewhere.example"), name=name)


class Meanwhile:
    """Lets something happen between what a use case has read and what it writes: `with meanwhile(act): ...`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, act: Callable[[], object]) -> None:
        """Have `act` happen just before the next commit."""
        original = Write.commit

        def commit(write: Write, token: str | None = None) -> None:
            self._monkeypatch.setattr(Write, "commit", original)
            with whose.somebody_else():
                act()
            original(write, token)

        self._monkeypatch.setattr(Write, "commit", commit)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """A race that always happens: the other one is always faster."""
    return Meanwhile(monkeypatch)
