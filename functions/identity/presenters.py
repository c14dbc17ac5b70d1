"""What the API shows of the items. Plain dicts; `schemas.py` describes them."""

from typing import Any

from functions.identity import tokens, visits
from functions.identity.models import Person
from functions.identity.service.signin import SecondFactor, SignedIn
from hearth import clock
from hearth.http import Reply

PICTURE_SIZES = (96, 256)


def signed_in(result: SignedIn | SecondFactor, transport: str) -> Reply:
    """The answer to a sign-in or refresh: tokens in the body, or the lasting ones in cookies."""
    if isinstance(result, SecondFactor):
        return Reply({"mfa_required": True, "mfa_token": result.token, "expires_in": tokens.MFA_SECONDS})
    login = result.login
    body: dict[str, Any] = {
        "access_token": tokens.access(login.person_id, result.session.id),
        "token_type": "Bearer",
        "expires_in": tokens.ACCESS_SECONDS,
        "session_id": result.session.id,
        "person": {
            "id": login.person_id,
            "name": login.name,
            "email": login.email,
            "picture": picture(login.person_id, login.picture),
            "locale": login.locale,
            "time_zone": login.time_zone,
        },
    }
    cookies = []
    if transport == visits.COOKIE:
        cookies.append(visits.refresh_cookie(result.refresh.text))
        if result.device_token:
            cookies.append(visits.device_cookie(result.device_token))
    else:
        body["refresh_token"] = result.refresh.text
        if result.device_token:
            body["device_token"] = result.device_token
    return Reply(body, cookies=cookies)


def picture(person_id: str, revision: str | None) -> dict[str, str] | None:
    """Where a person's picture is, by size; null without one."""
    if not revision:
        return None
    return {str(size): f"/media/pictures/{person_id}/{revision}-{size}.webp" for size in PICTURE_SIZES}


def me(person: Person) -> dict[str, Any]:
    """A person, as they see themselves."""
    return {
        "id": person.id,
        "version": int(person.version),
        "created_at": person.created_at,
        "updated_at": person.updated_at,
        "email": person.email,
        "name": person.name,
        "picture": picture(person.id, person.picture),
        "pronouns": person.pronouns,
        "title": person.title,
        "time_zone": person.time_zone,
        "locale": person.locale,
        "working_hours": person.working_hours,
        "availability": person.availability,
        "status": _current_status(person),
        "custom_fields": person.custom_fields or {},
        "totp_enabled": bool(person.totp),
        "password_changed_at": person.password_changed_at,
    }


def _current_status(person: Person) -> dict[str, Any] | None:
    """The status text while it lasts."""
    status: dict[str, Any] | None = person.status_text
    if status and status.get("until") and status["until"] <= clock.iso(clock.now()):
        return None
    return status
