"""What happens to people and their accounts, in the past tense. Built here and nowhere else."""

from typing import Any

from functions.identity.client_info import ClientInfo
from functions.identity.models import ApiKey, Login, Person, SecurityEntry, Session
from hearth import clock
from hearth.access import Principal
from hearth.events import SYSTEM, Actor, Event, announce, record
from hearth.keys import identity as keys
from hearth.table.write import Write

KEPT_DAYS = 365
KEPT_DAYS_FAILED = 30


def actor_at(visit: ClientInfo, person_id: str, name: str = "", session_id: str = "") -> Actor:
    """Somebody who has just shown who they are."""
    return Actor("person", person_id, name, session_id, visit.address, visit.agent)


def nobody_at(visit: ClientInfo) -> Actor:
    """Somebody who has not."""
    return Actor("nobody", "nobody", "", "", visit.address, visit.agent)


def about(person_id: str, type_: str, actor: Actor, **more: Any) -> Event:
    """A security-relevant event about a person's account, which they may see."""
    more = {
        "object_type": "person",
        "object_id": person_id,
        "audience": {"persons": [person_id]},
        "security": True,
        **more,
    }
    return Event(type_, actor=actor, **more)


def append_security_log(
    write: Write,
    person_id: str,
    event: Event,
    *,
    country: str = "",
    session_id: str | None = None,
    days: int = KEPT_DAYS,
) -> Write:
    """Add the act to the person's security log, in the same write; the entry carries the event."""
    entry = SecurityEntry.at(
        keys.security_log(person_id, event.at, event.id),
        type=event.type,
        happened_at=event.at,
        session_id=session_id or (event.actor.session if event.actor.kind == "person" else None) or None,
        key_id=event.actor.session if event.actor.kind == "key" else None,
        address=event.actor.address,
        agent=event.actor.agent,
        country=country,
        data=event.data,
        ttl=clock.epoch(clock.in_(days=days)),
    )
    record(entry, event)
    return write.put(entry)


def person_registered(login: Login, visit: ClientInfo) -> Event:
    """Somebody asked for an account; the address is not theirs yet."""
    return about(
        login.person_id, "person.registered", nobody_at(visit), data={"name": login.name, "email": login.email}
    )


def person_verified(person: Person, session: Session, visit: ClientInfo) -> Event:
    """Somebody has shown that the address is theirs: from here on there is an account."""
    actor = actor_at(visit, person.id, person.name, session.id)
    return about(
        person.id, "person.verified", actor, data={"name": person.name, "email": person.email, "locale": person.locale}
    )


def person_vouched_for(person: Person) -> Event:
    """The operator made an account on the command line: theirs is the word that the address is right."""
    data = {"name": person.name, "email": person.email, "locale": person.locale}
    return about(person.id, "person.verified", SYSTEM, data=data)


def person_updated(person: Person, changes: dict[str, tuple[Any, Any]], who: Principal | None = None) -> Event:
    """A profile changed. `data` holds the copies that others keep."""

    data = {"name": person.name, "email": person.email, "picture": person.picture, "title": person.title}
    return about(person.id, "person.updated", who.actor if who else SYSTEM, changes=changes, data=data, security=False)


def session_started(login: Login, session: Session, visit: ClientInfo, *, how: str, new_device: bool) -> Event:
    """Somebody signed in."""
    data = {"session_id": session.id, "how": how, "new_device": new_device, "country": visit.country}
    return about(
        login.person_id, "session.started", actor_at(visit, login.person_id, login.name, session.id), data=data
    )


def session_ended(
    person_id: str, actor: Actor, *, session_id: str | None, reason: str, spared: str | None = None
) -> Event:
    """A session ended; `session_id` is null when all did, but for `spared`."""
    data = {"session_id": session_id, "reason": reason, "spared": spared}
    return about(person_id, "session.ended", actor, data=data)


def session_reuse_detected(session: Session, visit: ClientInfo, generation: int) -> Event:
    """An old refresh token came back: it was copied, by whoever shows it now or by who had it before."""
    data = {
        "session_id": session.id,
        "generation": generation,
        "latest": int(session.generation),
        "country": visit.country,
    }
    return about(session.person_id, "session.reuse_detected", nobody_at(visit), data=data)


def sign_in_failed(write: Write, login: Login | None, visit: ClientInfo, step: str) -> Write:
    """Add a refused sign-in to a write. The same work whether the account exists or not."""
    data = {"step": step, "country": visit.country, "known": login is not None}
    if login is None:
        return announce(write, about("nobody", "sign_in.failed", nobody_at(visit), data=data, audience={"persons": []}))
    event = about(login.person_id, "sign_in.failed", nobody_at(visit), data=data)
    return append_security_log(write, login.person_id, event, country=visit.country, days=KEPT_DAYS_FAILED)


def proof_failed(who: Principal, step: str) -> Event:
    """Somebody who is signed in was asked for the password or a code once more, and did not know it."""
    return about(who.person_id, "proof.failed", who.actor, data={"step": step})


def session_moved(session: Session, visit: ClientInfo, name: str) -> Event:
    """A session goes on with other software, or from another network, than before."""
    data = {
        "session_id": session.id,
        "before": {"address": session.address, "agent": session.agent, "country": session.country},
        "country": visit.country,
    }
    return about(session.person_id, "session.moved", actor_at(visit, session.person_id, name, session.id), data=data)


def password_changed(person: Person, who: Principal) -> Event:
    """Somebody changed their password."""
    return about(person.id, "password.changed", who.actor)


def password_reset(person_id: str, visit: ClientInfo) -> Event:
    """A password was set anew through a mailed link."""
    return about(person_id, "password.reset", nobody_at(visit))


def password_reset_requested(login: Login, visit: ClientInfo) -> Event:
    """Somebody asked for a link that sets a new password. It went to the account's address and nowhere else."""
    return about(login.person_id, "password.reset_requested", nobody_at(visit), data={"email": login.email})


def email_change_requested(person: Person, new_email: str, who: Principal) -> Event:
    """Somebody wants another address, which has not been confirmed."""
    return about(person.id, "email.change_requested", who.actor, data={"email": person.email, "new_email": new_email})


def email_changed(person_id: str, before: str, after: str, visit: ClientInfo) -> Event:
    """The address of an account is another one."""
    return about(
        person_id,
        "email.changed",
        actor_at(visit, person_id),
        changes={"email": (before, after)},
        data={"email": after},
    )


def email_change_cancelled(person: Person, kept: str, refused: str, visit: ClientInfo, *, not_me: bool) -> Event:
    """Whoever reads the old mailbox stopped a change of address, or took it back."""
    data = {"email": kept, "new_email": refused, "not_me": not_me}
    return about(person.id, "email.change_cancelled", nobody_at(visit), data=data)


def totp_enabled(who: Principal) -> Event:
    """The second factor is on."""
    return about(who.person_id, "totp.enabled", who.actor)


def totp_disabled(who: Principal) -> Event:
    """The second factor is off."""
    return about(who.person_id, "totp.disabled", who.actor)


def recovery_codes_made(who: Principal, count: int) -> Event:
    """New recovery codes; the old ones are void."""
    return about(who.person_id, "recovery_codes.made", who.actor, data={"count": count})


def recovery_code_used(login: Login, visit: ClientInfo, left: int) -> Event:
    """Somebody signed in with a recovery code."""
    return about(
        login.person_id, "recovery_code.used", actor_at(visit, login.person_id, login.name), data={"left": left}
    )


def api_key_created(key: ApiKey, who: Principal) -> Event:
    """A personal API key."""
    data = {"key_id": key.id, "name": key.name, "scopes": list(key.scopes), "expires_at": key.expires_at}
    return about(who.person_id, "api_key.created", who.actor, data=data)


def api_key_first_used(key: ApiKey, person: Person, address: str, agent: str) -> Event:
    """A key was used that nobody had used before."""
    actor = Actor("key", person.id, person.name, key.id, address, agent)
    return about(person.id, "api_key.first_used", actor, data={"key_id": key.id, "name": key.name})


def api_key_revoked(key_id: str, who: Principal) -> Event:
    """A personal API key counts no longer."""
    return about(who.person_id, "api_key.revoked", who.actor, data={"key_id": key_id})


def person_closing(person: Person, who: Principal, delete_at: str) -> Event:
    """Somebody asked to have their account deleted."""
    return about(person.id, "person.closing", who.actor, data={"delete_at": delete_at})


def person_reopened(login: Login, visit: ClientInfo) -> Event:
    """Somebody came back before their account was deleted."""
    return about(login.person_id, "person.reopened", actor_at(visit, login.person_id, login.name))


def person_deleted(person: Person) -> Event:
    """An account is gone for good."""
    return about(person.id, "person.deleted", SYSTEM, data={"email": person.email})


def person_exported(who: Principal) -> Event:
    """Somebody took a copy of their data."""
    return about(who.person_id, "person.exported", who.actor)
