"""Tickets: what a long-lived token must not do, stand in an address, a ticket of half a minute and one use may."""

import hashlib
import secrets
from typing import Any

from functions.realtime.models import TICKET_SECONDS, Ticket
from hearth import clock, config
from hearth.context import PersonContext
from hearth.errors import Unauthenticated
from hearth.keys import identity as identity_keys
from hearth.keys import realtime as live_keys
from hearth.table.batch import read_all, take
from hearth.table.write import Write


def issue(context: PersonContext) -> dict[str, Any]:
    """A ticket for whoever asks, with their name and picture as others will see them. One read, one write."""
    who = context.who
    mine, credential = identity_keys.person(who.person_id), identity_keys.api_key(who.person_id, who.key_id or "")
    found = read_all([mine, credential] if who.key_id else [mine])
    person = found.get(mine, {})
    secret = secrets.token_urlsafe(32)
    ticket = Ticket.at(
        live_keys.ticket(_digest(secret)),
        person_id=who.person_id,
        session_id=who.session_id,
        key_id=who.key_id,
        scopes=" ".join(sorted(who.scopes)) if who.scopes is not None else None,
        until=found.get(credential, {}).get("expires_at", {}).get("S"),
        name=person.get("name", {}).get("S") or who.name,
        picture=person.get("picture", {}).get("S"),
        ttl=clock.epoch(clock.in_(seconds=TICKET_SECONDS)),
    )
    Write().put(ticket).commit()
    return {"ticket": secret, "url": address(config.web_url()), "expires_in": TICKET_SECONDS}


def redeem(secret: str) -> dict[str, str]:
    """Use up a ticket and say who holds it, as the authorizer's context. Of two at once, one gets it.

    Raises Unauthenticated for one that was never given, or is used or too old.
    """
    raw = take(live_keys.ticket(_digest(secret))) if 20 <= len(secret) <= 100 else None
    ticket = Ticket.from_raw_data(raw) if raw else None
    if ticket is None or ticket.expired:
        raise Unauthenticated("The ticket is not good (any more). Ask for another.", code="ticket_refused")
    names = ("person_id", "session_id", "key_id", "scopes", "until", "name", "picture")
    return {name: value for name in names if (value := getattr(ticket, name))}


def address(web_url: str) -> str:
    """Where sockets connect: the origin of the site, with the scheme of sockets."""
    return "ws" + web_url.removeprefix("http") + "/live"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
