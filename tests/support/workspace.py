"""A workspace in which every route can be called so that it succeeds: made through the routes themselves.

`ready(name)` brings things into the state that the route of that name wants, and says how to call it.
"""

import base64
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.documents import log
from functions.documents.service import edit, fold
from functions.identity import hashing, signing, tokens
from functions.identity.models import Person
from functions.organizations.models import Org
from hearth import ids, keys
from hearth.http import Api
from hearth.table import Write
from tests.documents.factories import Writer
from tests.support import local_table
from tests.support.http import Answer, Caller

PASSWORD = "a quiet meadow at noon"


def mailed() -> list[str]:
    """The tokens in the links of the mails that were ordered since the last look."""
    links = [str(mail["data"].get("link", "")) for mail in local_table.take_mails()]
    return [link.partition("?token=")[2] for link in links if "?token=" in link]


def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little, and no key of another test's stack."""
    signing.forget()
    tokens.forget()
    monkeypatch.setattr(hashing, "MEMORY_KIB", 64)
    monkeypatch.setattr(hashing, "ROUNDS", 1)
    cached = hashing._hasher
    monkeypatch.setattr(hashing, "_hasher", functools.cache(cached.__wrapped__))
    monkeypatch.setattr(hashing, "NOBODY", hashing.make("nobody"))


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
        edit.marks.forget()
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

    def ready(self, name: str) -> Call:
        """How to call the route of that name so that it succeeds."""
        return READY[name](self)

    def of_org(self, body: Any = None, **path: str) -> Call:
        """A call by Ada about the org."""
        return Call(self.ada, {"org_id": self.org, **path}, body)

    def of_document(self, body: Any = None, **path: str) -> Call:
        """A call by Ada about the document."""
        return self.of_org(body, document_id=self.document, **path)


# --- what each route wants ----------------------------------------------------------------------------------------


def _mailed_after(space: Workspace, method: str, path: str, body: Any, at: int = -1) -> str:
    mailed()
    space.ada.does(method, path, body)
    return mailed()[at]


def _mfa(space: Workspace) -> Call:
    codes = space.turns_totp_on()
    return Call(space.ada, body={"mfa_token": space.ada.logs_in()["mfa_token"], "recovery_code": codes[0]})


def _verify(space: Workspace) -> Call:
    human = space.somebody("new@analytical.example")
    return Call(human, body={"token": human.registers(), "password": PASSWORD})


def _resend_verification(space: Workspace) -> Call:
    human = space.somebody("new@analytical.example")
    human.registers()
    return Call(human, body={"email": human.email})


def _confirm_totp(space: Workspace) -> Call:
    import pyotp

    secret = space.ada.does("POST", "/me/totp", {"password": PASSWORD})["secret"]
    return Call(space.ada, body={"code": pyotp.TOTP(secret).now()})


def _with_totp(space: Workspace, body: Any = None) -> Call:
    space.turns_totp_on()
    return Call(space.ada, body=body)


def _stop_totp(space: Workspace) -> Call:
    codes = space.turns_totp_on()
    return Call(space.ada, body={"password": PASSWORD, "recovery_code": codes[0]})


def _picture(space: Workspace) -> Call:
    shown = f"/v1/pictures/{space.ada.person_id}/{ids.new_id()}"
    Write().update(Person, keys.person(str(space.ada.person_id)), [Person.picture.set(shown)]).commit()
    return Call(space.ada)


def _logo(space: Workspace) -> Call:
    shown = f"/v1/logos/{space.org}/{ids.new_id()}"
    Write().update(Org, keys.org(space.org), [Org.logo.set(shown)]).commit()
    return space.of_org()


def _closing(space: Workspace) -> Call:
    space.ada.does("POST", space.at("/transfer"), {"person_id": space.bob.person_id})
    return Call(space.ada)


def _key(space: Workspace) -> Call:
    made = space.ada.does("POST", "/me/api-keys", {"name": "ci", "scopes": ["org:read"]})
    return Call(space.ada, {"key_id": made["id"]})


def _restore_org(space: Workspace) -> Call:
    space.ada.does("DELETE", space.at(""))
    return space.of_org()


def _domain(space: Workspace) -> Workspace:
    space.ada.does("PATCH", space.at(""), {"sign_up_domains": ["analytical.example"]})
    return space


def _in_team(space: Workspace) -> Call:
    space.ada.does("PUT", space.at(f"/teams/{space.team}/members/{space.bob.person_id}"))
    return space.of_org(team_id=space.team, person_id=str(space.bob.person_id))


def _binned(space: Workspace) -> Call:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    return space.of_document()


READY: dict[str, Callable[[Workspace], Call]] = {
    # signing in
    "confirm_email": lambda on: Call(
        on.ada,
        body={
            "token": _mailed_after(
                on, "POST", "/me/email", {"email": "countess@analytical.example", "password": PASSWORD}
            )
        },
    ),
    "cancel_email": lambda on: Call(
        on.ada,
        body={
            "token": _mailed_after(
                on, "POST", "/me/email", {"email": "countess@analytical.example", "password": PASSWORD}, 0
            ),
            "not_me": True,
        },
    ),
    "forgot_password": lambda on: Call(on.ada, body={"email": on.ada.email}),
    "get_keys": lambda on: Call(on.ada),
    "log_in": lambda on: Call(on.ada, body={"email": on.ada.email, "password": PASSWORD}),
    "log_out": lambda on: Call(on.ada, body={"refresh_token": on.ada.refresh_token}),
    "finish_mfa": _mfa,
    "refresh": lambda on: Call(on.ada, body={"refresh_token": on.ada.refresh_token}),
    "register": lambda on: Call(
        on.somebody("x"), body={"email": "new@analytical.example", "password": PASSWORD, "name": "New"}
    ),
    "resend_verification": _resend_verification,
    "reset_password": lambda on: Call(
        on.ada,
        body={
            "token": _mailed_after(on, "POST", "/auth/forgot-password", {"email": on.ada.email}),
            "password": "another quiet meadow",
        },
    ),
    "verify_email": _verify,
    "register_invited": lambda on: Call(
        on.somebody("x"), body={"token": on.invites("dot@elsewhere.example"), "password": PASSWORD, "name": "Dot"}
    ),
    "health": lambda on: Call(on.ada),
    # one's own account
    "close_account": _closing,
    "get_me": lambda on: Call(on.ada),
    "update_me": lambda on: Call(on.ada, body={"name": "Countess"}),
    "list_my_activity": lambda on: Call(on.ada),
    "list_api_keys": lambda on: Call(on.ada),
    "create_api_key": lambda on: Call(on.ada, body={"name": "ci", "scopes": ["org:read"]}),
    "revoke_api_key": _key,
    "change_email": lambda on: Call(on.ada, body={"email": "countess@analytical.example", "password": PASSWORD}),
    "export_me": lambda on: Call(on.ada),
    "list_joinable_orgs": lambda on: Call(_domain(on).cy),
    "list_my_orgs": lambda on: Call(on.ada),
    "change_password": lambda on: Call(
        on.ada, body={"current_password": PASSWORD, "new_password": "another quiet meadow"}
    ),
    "remove_picture": _picture,
    "upload_picture": lambda on: Call(on.ada, body={"content_type": "image/png"}),
    "get_preferences": lambda on: Call(on.ada),
    "put_preferences": lambda on: Call(on.ada, body={"values": {"theme": "dark"}}),
    "make_recovery_codes": lambda on: _with_totp(on, {"password": PASSWORD}),
    "list_security_log": lambda on: Call(on.ada),
    "end_other_sessions": lambda on: Call(on.ada),
    "list_sessions": lambda on: Call(on.ada),
    "end_session": lambda on: Call(on.ada, {"session_id": on.ada.logs_in()["session_id"]}),
    "stop_totp": _stop_totp,
    "start_totp": lambda on: Call(on.ada, body={"password": PASSWORD}),
    "confirm_totp": _confirm_totp,
    "create_ticket": lambda on: Call(on.ada),
    "get_picture": lambda on: Call(
        on.ada, {"person_id": str(on.ada.person_id), "revision_id": ids.new_id(), "size": "96"}
    ),
    # orgs
    "create_org": lambda on: Call(on.ada, body={"name": "Another"}),
    "get_org": lambda on: on.of_org(),
    "change_org": lambda on: on.of_org({"name": "Difference Engines", "sign_up_domains": ["analytical.example"]}),
    "delete_org": lambda on: on.of_org(),
    "restore_org": _restore_org,
    "get_org_usage": lambda on: on.of_org(),
    "get_my_usage": lambda on: Call(on.ada),
    "join_org": lambda on: Call(_domain(on).cy, {"org_id": on.org}),
    "leave_org": lambda on: Call(on.bob, {"org_id": on.org}),
    "transfer_org": lambda on: on.of_org({"person_id": on.bob.person_id}),
    "upload_logo": lambda on: on.of_org({"content_type": "image/png"}),
    "remove_logo": _logo,
    "get_logo": lambda on: Call(on.ada, {"org_id": on.org, "revision_id": ids.new_id(), "size": "96"}),
    "list_members": lambda on: on.of_org(),
    "get_member": lambda on: on.of_org(person_id=str(on.bob.person_id)),
    "change_member": lambda on: on.of_org({"role": "owner"}, person_id=str(on.bob.person_id)),
    "remove_member": lambda on: on.of_org(person_id=str(on.bob.person_id)),
    "list_invitations": lambda on: on.of_org(),
    "create_invitation": lambda on: on.of_org(
        {"email": "dot@elsewhere.example", "role": "member", "team_ids": [on.team]}
    ),
    "invite_many": lambda on: on.of_org({"csv": "email\ndot@elsewhere.example\n", "role": "member"}),
    "resend_invitation": lambda on: on.of_org(invitation_id=on.link()["id"]),
    "revoke_invitation": lambda on: on.of_org(invitation_id=on.link()["id"]),
    "look_up_invitation": lambda on: Call(on.cy, body={"token": on.token()}),
    "list_my_invitations": lambda on: Call(on.invited(on.cy)),
    "accept_my_invitation": lambda on: Call(on.invited(on.cy), {"org_id": on.org}),
    "accept_invitation": lambda on: Call(on.cy, body={"token": on.token()}),
    "list_teams": lambda on: on.of_org(),
    "create_team": lambda on: on.of_org({"name": "Readers"}),
    "get_team": lambda on: on.of_org(team_id=on.team),
    "change_team": lambda on: on.of_org({"name": "Readers"}, team_id=on.team),
    "delete_team": lambda on: on.of_org(team_id=on.team),
    "add_to_team": lambda on: on.of_org(team_id=on.team, person_id=str(on.bob.person_id)),
    "take_from_team": _in_team,
    # what happened
    "list_org_activity": lambda on: on.of_org(),
    "list_object_activity": lambda on: on.of_org(object_type="document", object_id=on.document),
    "list_audit_entries": lambda on: on.of_org(),
    "export_audit_log": lambda on: on.of_org(),
    # documents
    "list_documents": lambda on: on.of_org(),
    "create_document": lambda on: on.of_org({"title": "Below", "parent_id": on.document, "markdown": "Some *text*."}),
    "get_document": lambda on: on.of_document(),
    "change_document": lambda on: on.of_document({"title": "The plan", "visibility": "private"}),
    "delete_document": lambda on: on.of_document(),
    "restore_document": _binned,
    "revert_document": lambda on: on.of_document({"seq": 1}),
    "list_versions": lambda on: on.of_document(),
    "keep_version": lambda on: on.of_document({"name": "As sent to the printer"}),
    "name_version": lambda on: on.of_document({"name": "As it was printed"}, version_id=on.version()),
    "get_version_content": lambda on: on.of_document(version_id=on.version()),
    "get_shares": lambda on: on.of_document(),
    "set_shares": lambda on: on.of_document({"shares": [{"person_id": on.bob.person_id, "role": "viewer"}]}),
    "get_state": lambda on: on.of_document(),
    "get_updates": lambda on: on.of_document(),
    "post_update": lambda on: on.of_document({"id": "1", "epoch": 1, "after": 3, "update": on.next}),
    "start_upload": lambda on: on.of_document({"bytes": 5_000_000}),
    "get_content": lambda on: on.of_document(),
    "put_content": lambda on: Call(
        on.ada,
        {"org_id": on.org, "document_id": on.document},
        raw="Other words.",
        headers={"Content-Type": "text/markdown", "If-Match": "*"},
    ),
    "start_image": lambda on: on.of_document({"content_type": "image/png", "size": 10}),
    "get_image": lambda on: on.of_document(image_id=on.image()),
}
