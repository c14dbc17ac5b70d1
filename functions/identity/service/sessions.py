"""Sessions: going on with one, and ending it."""

from datetime import timedelta
from typing import Any

from functions.identity import events, secret
from functions.identity.client_info import ClientInfo
from functions.identity.errors import SessionEnded, SessionNotFound
from functions.identity.models import SESSION_DAYS, Login, Person, Session
from functions.identity.service.revocation import close_connections, end_all
from functions.identity.service.session_start import SignedIn
from hearth import clock, telemetry
from hearth.context import PersonContext
from hearth.errors import HearthError, NotFound
from hearth.events import Actor
from hearth.keys import identity as keys
from hearth.table.query import Page, find_many, query
from hearth.table.write import Write

MOVE_NOTED_EVERY = timedelta(hours=1)


class _Rotated(Exception):
    """Somebody with the same token was a moment faster; this is what they left."""

    def __init__(self, session: Session | None) -> None:
        super().__init__()
        self.session = session


def refresh(token: str | None, visit: ClientInfo) -> SignedIn:
    """Give the next refresh token for this one.

    The token before the current one gets the current one again for a few seconds, if the same software shows it: two
    tabs at once and an answer lost on its way are not theft. Any other token of the family that was once good and no
    longer is ends the session (two hold it, and we cannot know which is the thief), and so does that one later on.
    """
    shown = secret.read_refresh(token) if token else None
    if shown is None:
        raise ended()
    found = find_many(keys.session(shown.person_id, shown.session_id), keys.person(shown.person_id))
    person = found.get(Person, keys.person(shown.person_id))
    session = found.get(Session, keys.session(shown.person_id, shown.session_id))
    if session is None or person is None or not session.alive(person):
        raise ended()
    if not shown.of_family(session.family):  # its secret may be right, its generation is made up
        raise ended()
    if secret.same(shown.digest, session.secret):
        try:
            following = _rotate(session, shown, visit, person.name)
        except _Rotated as lost:
            if lost.session is None:
                raise ended() from None
            session = lost.session
            following = _again(session, shown, visit)
    else:
        following = _again(session, shown, visit)
    return SignedIn(_login_of(person), session, following)


def ended() -> SessionEnded:
    """What is said of every refresh token that does not count."""
    return SessionEnded("The session has ended. Sign in again.")


def _rotate(session: Session, shown: secret.Refresh, visit: ClientInfo, name: str) -> secret.Refresh:
    """Replace the current token by its successor. One condition settles who of two does it:

    tab A  get(hash 1) ........ update if hash is 1: hash 2, previous 1 ........ gets 2
    tab B  get(hash 1) ................................... update if hash is 1: refused, but shows
           (previous 1, salt), so B derives 2 as well ........................... gets 2
    """
    salt = secret.new().hex()
    following = shown.successor(session.family, salt)
    now = clock.now()
    moment = clock.iso(now)

    def lost(raw: dict[str, Any] | None) -> HearthError | None:
        raise _Rotated(Session.from_raw_data(raw) if raw else None)

    actions = [
        Session.generation.set(following.generation),
        Session.secret.set(following.digest),
        Session.previous.set(shown.digest),
        Session.salt.set(salt),
        Session.rotated_at.set(moment),
        Session.used_at.set(moment),
        Session.agent.set(visit.agent),
        Session.address.set(visit.address),
        Session.country.set(visit.country),
        Session.ttl.set(clock.epoch(now) + SESSION_DAYS * 86400),
    ]
    write = Write()
    if _moved(session, visit):
        actions.append(Session.moved_at.set(moment))
        events.append_security_log(
            write, session.person_id, events.session_moved(session, visit, name), country=visit.country
        )
    write.update(Session, session.key, actions, Session.secret == shown.digest, lost).commit()
    return following


def _moved(session: Session, visit: ClientInfo) -> bool:
    """Whether a refresh belongs on record: from elsewhere than the last, and not for the second time in an hour.

    Every client refreshes four times an hour, and one on a train from as many networks: those entries would hide what
    somebody looks for.
    """
    if (visit.agent, visit.address, visit.country) == (session.agent, session.address, session.country):
        return False
    return session.moved_at is None or clock.parse(session.moved_at) + MOVE_NOTED_EVERY <= clock.now()


def _again(session: Session, shown: secret.Refresh, visit: ClientInfo) -> secret.Refresh:
    """The current token once more, for the one just before it; otherwise the end."""
    if secret.same(shown.digest, session.previous) and session.salt and session.in_grace(visit.agent):
        return shown.successor(session.family, session.salt)
    if shown.generation < session.generation:
        _end_for_reuse(session, shown, visit)
    raise ended()


def _end_for_reuse(session: Session, shown: secret.Refresh, visit: ClientInfo) -> None:
    telemetry.count("RefreshTokensReused")
    write = Write().delete(Session, session.key)
    reused = events.session_reuse_detected(session, visit, shown.generation)
    events.append_security_log(write, session.person_id, reused, country=visit.country, session_id=session.id)
    finished = events.session_ended(session.person_id, events.nobody_at(visit), session_id=session.id, reason="reuse")
    events.append_security_log(write, session.person_id, finished, country=visit.country, session_id=session.id)
    write.commit()
    close_connections(session.person_id, session.id)


def _login_of(person: Person) -> Login:
    """The copies a sign-in answer shows, from the person itself."""
    return Login.at(
        keys.login(person.email),
        person_id=person.id,
        password="",
        name=person.name,
        picture=person.picture,
        locale=person.locale,
        time_zone=person.time_zone,
    )


def log_out(token: str | None, visit: ClientInfo, *, everywhere: bool = False) -> None:
    """End the session of a refresh token, or with it all of the person's. Harmless for one that has ended already."""
    shown = secret.read_refresh(token) if token else None
    if shown is None:
        return
    found = find_many(keys.session(shown.person_id, shown.session_id), keys.person(shown.person_id))
    person = found.get(Person, keys.person(shown.person_id))
    session = found.get(Session, keys.session(shown.person_id, shown.session_id))
    if person is None or session is None or shown.digest not in {session.secret, session.previous}:
        return
    actor = events.actor_at(visit, person.id, person.name, session.id)
    if everywhere:
        if session.alive(person):
            end_all(Write(), person, actor, reason="everywhere").commit()
            close_connections(person.id)
        return
    _end(person.id, session.id, actor, "logout", None)


def list_sessions(context: PersonContext, limit: int, cursor: str | None) -> Page[Session]:
    """The asker's live sessions, oldest first."""
    who = context.who
    person = Person.find(keys.person(who.person_id))
    prefix = keys.session(who.person_id, "")
    page = query(Session, prefix.pk, prefix.sk, limit=limit, cursor=cursor, consistent=True)
    return Page([session for session in page.items if session.alive(person)], page.next)


def end_session(context: PersonContext, session_id: str) -> None:
    """End one of the asker's own sessions. NotFound if they have none of that id."""
    _end(context.who.person_id, session_id, context.who.actor, "ended", SessionNotFound("You have no such session."))


def _end(person_id: str, session_id: str, actor: Actor, reason: str, on_failure: HearthError | None) -> None:
    write = Write().delete(Session, keys.session(person_id, session_id), Session.pk.exists(), on_failure or ended())
    events.append_security_log(
        write,
        person_id,
        events.session_ended(person_id, actor, session_id=session_id, reason=reason),
        session_id=session_id,
    )
    try:
        write.commit()
    except SessionEnded:
        return
    close_connections(person_id, session_id)


def end_others(context: PersonContext) -> None:
    """End all of the asker's sessions but the one they ask with."""
    who = context.who
    person = Person.find(keys.person(who.person_id))
    if person is None:
        raise NotFound("There is no such account.", code="person_not_found")
    end_all(Write(), person, who.actor, reason="others", spared=who.session_id).commit()
    close_connections(who.person_id, spare=who.session_id)
