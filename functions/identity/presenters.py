"""What the API shows of the items. Plain dicts; `schemas.py` describes them."""

from collections.abc import Callable
from typing import Any, TypeVar

from functions.identity import agents, client_info, tokens
from functions.identity.album import SIZES
from functions.identity.models import ApiKey, Person, Preferences, SecurityEntry, Session
from functions.identity.service.session_start import SignedIn
from functions.identity.service.signin import SecondFactor
from hearth import clock
from hearth.http import Reply
from hearth.table.query import Page

T = TypeVar("T")


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
            "picture": picture(login.picture),
            "locale": login.locale,
            "time_zone": login.time_zone,
        },
    }
    cookies = []
    if transport == client_info.COOKIE:
        cookies.append(client_info.refresh_cookie(result.refresh.text))
        if result.device_token:
            cookies.append(client_info.device_cookie(result.device_token))
    else:
        body["refresh_token"] = result.refresh.text
        if result.device_token:
            body["device_token"] = result.device_token
    return Reply(body, cookies=cookies)


def picture(shown: str | None) -> dict[str, str] | None:
    """Where a person's picture is, by size; null without one."""
    return {str(size): f"{shown}/{size}" for size in SIZES} if shown else None


def me(person: Person) -> dict[str, Any]:
    """A person, as they see themselves."""
    return {
        "id": person.id,
        "version": int(person.version),
        "created_at": person.created_at,
        "updated_at": person.updated_at,
        "email": person.email,
        "name": person.name,
        "picture": picture(person.picture),
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


def page(found: Page[T], one: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    """One page of a list."""
    return {"items": [one(item) for item in found.items], "next": found.next}


def session(item: Session, current: str | None) -> dict[str, Any]:
    """A session: device, place and last use."""
    return {
        "id": item.id,
        "current": item.id == current,
        "device": agents.name(item.agent),
        "agent": item.agent,
        "address": item.address,
        "country": item.country or None,
        "started_at": item.created_at,
        "used_at": item.used_at,
    }


def api_key(item: ApiKey, person: Person) -> dict[str, Any]:
    """An API key of a person, without its secret."""
    return {
        "id": item.id,
        "version": int(item.version),
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "name": item.name,
        "hint": item.hint,
        "scopes": list(item.scopes),
        "expires_at": item.expires_at,
        "expired": not item.alive(person),
        "used_at": item.used_at,
    }


def preferences(person_id: str, item: Preferences) -> dict[str, Any]:
    """A person's preferences."""
    return {
        "id": person_id,
        "version": int(item.version),
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "values": item.values or {},
    }


def security_entry(item: SecurityEntry) -> dict[str, Any]:
    """An entry of the security log."""
    return {
        "id": item.id,
        "type": item.type,
        "at": item.happened_at,
        "session_id": item.session_id,
        "key_id": item.key_id,
        "device": agents.name(item.agent),
        "address": item.address or None,
        "country": item.country or None,
        "data": item.data or {},
    }
