"""Somebody who uses Hearth through its routes, and the mails they get."""

from dataclasses import dataclass
from typing import Any

from hearth.http import Api
from tests.support import local_table
from tests.support.http import Answer, Caller

PASSWORD = "a quiet meadow at noon"


def mailed() -> list[str]:
    """The tokens in the links of the mails that were ordered since the last look."""
    links = [str(mail["data"].get("link", "")) for mail in local_table.take_mails()]
    return [link.partition("?token=")[2] for link in links if "?token=" in link]


@dataclass(slots=True)
class Human:
    """Somebody with an account, signed in."""

    apis: dict[str, Api]
    email: str
    person_id: str | None = None
    session_id: str | None = None
    refresh_token: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        """Call a route, whichever capability's it is."""
        for api in self.apis.values():
            caller = Caller(api, self.person_id, session_id=self.session_id, email=self.email)
            try:
                caller._match(method, f"/v1{path}")
            except LookupError:
                continue
            return caller(method, f"/v1{path}", body, **more)
        raise LookupError(f"no route for {method} {path}")

    def does(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Call a route that must succeed, and return the body."""
        answer = self(method, path, body, **more)
        assert answer.status < 400, answer.body
        return answer.body

    def registers(self) -> str:
        """Ask for an account; returns the mailed token."""
        mailed()
        self.does("POST", "/auth/register", {"email": self.email, "password": PASSWORD, "name": "Somebody"})
        (token,) = mailed()
        return token

    def confirms(self, token: str) -> Any:
        """Open the mailed link, and enter the password; returns the answer."""
        return self.does("POST", "/auth/verify-email", {"token": token, "password": PASSWORD})

    def keeps(self, answer: Any) -> "Human":
        """Be who an answer says."""
        self.person_id, self.session_id = answer["person"]["id"], answer["session_id"]
        self.refresh_token = answer["refresh_token"]
        return self

    def logs_in(self) -> Any:
        """Sign in once more; returns the answer."""
        return self.does("POST", "/auth/login", {"email": self.email, "password": PASSWORD})
