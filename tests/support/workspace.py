"""A workspace in which every route can be called so that it succeeds: made through the routes themselves.

`tests/<capability>/ready.py` brings things into the state that each route wants, and says how to call it.
"""

import base64
import functools
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.documents.service import fold
from functions.identity import hashing, signing, tokens
from hearth.collab import log, writing
from hearth.http import Api
from tests.documents.factories import Writer
from tests.support.human import PASSWORD, Human, mailed


def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little, and no key of another test's stack."""
    signing.forget()
    tokens.forget()
    monkeypatch.setattr(hashing, "MEMORY_KIB", 64)
    monkeypatch.setattr(hashing, "ROUNDS", 1)
    cached = hashing._hasher
    monkeypatch.setattr(hashing, "_hasher", functools.cache(cached.__wrapped__))
    monkeypatch.setattr(hashing, "NOBODY", hashing.make("nobody"))


@dataclass(frozen=True, slots=True)
class Call:
    """A request that succeeds."""

    by: Human
    path: dict[str, str] = field(default_factory=dict)
    body: Any = None
    raw: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


class Workspace:
    """An org of Ada's with Bob in it, a document with some history, and Cy, who is in no org."""

    def __init__(self, apis: dict[str, Api]) -> None:
        self.apis = apis
        self.ada, self.bob, self.cy = (self.joins(f"{name}@analytical.example") for name in ("ada", "bob", "cy"))
        self.org: str = self.ada.does("POST", "/orgs", {"name": "Analytical Engines"})["id"]
        self.lets_in(self.bob)
        self.team: str = self.ada.does("POST", self.at("/teams"), {"name": "Writers"})["id"]
        self.document: str = self.ada.does("POST", self.at("/documents"), {"title": "Plan"})["id"]
        writer = Writer()
        for after in range(3):
            self.writes(writer.type(f"line {after}"), after)
            if after == 1:
                fold.fold(self.org, self.document, 10)
        log.ends.forget()
        writing.marks.forget()
        self.next = base64.b64encode(writer.type("the next line")).decode()
        mailed()

    def at(self, rest: str) -> str:
        """A path in the org."""
        return f"/orgs/{self.org}{rest}"

    def somebody(self, email: str) -> Human:
        """Somebody without an account."""
        return Human(self.apis, email)

    def joins(self, email: str) -> Human:
        """Somebody with an account."""
        human = self.somebody(email)
        return human.keeps(human.confirms(human.registers()))

    def link(self) -> dict[str, Any]:
        """An invitation by link."""
        made: dict[str, Any] = self.ada.does("POST", self.at("/invitations"), {"role": "member"})
        return made

    def token(self) -> str:
        """The token of such a link."""
        return str(self.link()["link"].partition("?token=")[2])

    def invites(self, email: str) -> str:
        """Mail an invitation; returns its token."""
        mailed()
        self.ada.does("POST", self.at("/invitations"), {"email": email, "role": "member"})
        return mailed()[0]

    def invited(self, human: Human) -> Human:
        """Somebody for whom an invitation waits."""
        self.invites(human.email)
        return human

    def lets_in(self, human: Human) -> None:
        """Somebody comes into the org."""
        human.does("POST", "/invitations/accept", {"token": self.token()})

    def writes(self, update: bytes, after: int) -> None:
        """Ada writes in the document."""
        body = {"id": "1", "epoch": 1, "after": after, "update": base64.b64encode(update).decode()}
        self.ada.does("POST", self.at(f"/documents/{self.document}/updates"), body)

    def turns_totp_on(self) -> list[str]:
        """Ada uses a second factor from now on; returns the recovery codes."""
        import pyotp

        secret = self.ada.does("POST", "/me/totp", {"password": PASSWORD})["secret"]
        done = self.ada.does("POST", "/me/totp/confirm", {"code": pyotp.TOTP(secret).now()})
        return list(done["recovery_codes"])

    def image(self) -> str:
        """A picture in the document."""
        made = self.ada.does(
            "POST", self.at(f"/documents/{self.document}/images"), {"content_type": "image/png", "size": 10}
        )
        return str(made["id"])

    def version(self) -> str:
        """A version of the document."""
        made = self.ada.does("POST", self.at(f"/documents/{self.document}/versions"), {"name": "As sent"})
        return str(made["id"])

    def of_org(self, body: Any = None, **path: str) -> Call:
        """A call by Ada about the org."""
        return Call(self.ada, {"org_id": self.org, **path}, body)

    def of_document(self, body: Any = None, **path: str) -> Call:
        """A call by Ada about the document."""
        return self.of_org(body, document_id=self.document, **path)
