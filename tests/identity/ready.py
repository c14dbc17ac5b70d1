"""How each route of identity is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable
from typing import Any

from functions.identity.models import Person
from hearth import ids
from hearth.keys import identity as keys
from hearth.table.write import Write
from tests.support.human import PASSWORD, mailed
from tests.support.workspace import Call, Workspace


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


def _closing(space: Workspace) -> Call:
    space.ada.does("POST", space.at("/transfer"), {"person_id": space.bob.person_id})
    return Call(space.ada)


def _key(space: Workspace) -> Call:
    made = space.ada.does("POST", "/me/api-keys", {"name": "ci", "scopes": ["org:read"]})
    return Call(space.ada, {"key_id": made["id"]})


READY: dict[str, Callable[[Workspace], Call]] = {
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
    "close_account": _closing,
    "get_me": lambda on: Call(on.ada),
    "update_me": lambda on: Call(on.ada, body={"name": "Countess"}),
    "list_api_keys": lambda on: Call(on.ada),
    "create_api_key": lambda on: Call(on.ada, body={"name": "ci", "scopes": ["org:read"]}),
    "revoke_api_key": _key,
    "change_email": lambda on: Call(on.ada, body={"email": "countess@analytical.example", "password": PASSWORD}),
    "export_me": lambda on: Call(on.ada),
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
    "get_picture": lambda on: Call(
        on.ada, {"person_id": str(on.ada.person_id), "revision_id": ids.new_id(), "size": "96"}
    ),
}

MORE: dict[str, tuple[int, str]] = {
    # name: (round trips, what they are for)
    "log_in": (4, "the limit, the login, the guess that is counted before it is compared, the session"),
    "finish_mfa": (5, "the limit, the published keys (once a process), the login, the guess, the session"),
    "change_password": (4, "the account, the guess, the change, and the connections of the sessions that end"),
    "change_email": (4, "the limit, the account, the guess, and both links"),
    "confirm_email": (
        5,
        "the limit, the mailed token, the account, the change, and the connections of the sessions that end",
    ),
    "cancel_email": (5, "the same"),
    "reset_password": (4, "the limit, the mailed token, the change, and the connections of the sessions that end"),
    "close_account": (4, "the account, the orgs it owns, the change, and the connections of the sessions that end"),
}

ENDS = {"close_account": "the account"}
