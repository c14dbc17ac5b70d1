"""Deleting an account: for a while its person can have it back, and then it is gone for good."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.expressions.operand import Path

from functions.identity import album, events
from functions.identity.client_info import ClientInfo
from functions.identity.errors import SoleOwner
from functions.identity.models import Login, Person
from functions.identity.service.account import get_account, need_fresh
from functions.identity.service.revocation import close_connections, end_all
from hearth import clock, keys, mail, telemetry
from hearth.access import Member, Role
from hearth.context import AccountContext
from hearth.errors import HearthError
from hearth.events import announce
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.table.batch import discard, read_all
from hearth.table.item import Item
from hearth.table.query import Page, query, query_all
from hearth.table.write import Write

GRACE = timedelta(days=14)
POSTPONED = timedelta(days=7)


def close(context: AccountContext) -> None:
    """Sign the asker out everywhere at once, and delete the account after the grace. Needs a fresh session.

    SoleOwner, with the orgs, if an org would be left without an owner. The asker leaves each org's set of owners in the
    same write, under the condition that somebody else is in it: of two owners who close at the same moment, or within
    the grace of each other, the last one stays.
    """
    need_fresh(context)
    who, person = context.who, get_account(context).person
    delete_at = clock.iso(clock.now() + GRACE)
    owned = [member.org_id for member in _memberships(person.id) if member.role == Role.OWNER and member.active]
    write = Write()
    for org_id in owned:
        sole = SoleOwner("An organization needs an owner.")
        write.update(Item, org_keys.org(org_id), _without_me(person.id), _keeps_an_owner(person.id), sole)
    end_all(
        write,
        person,
        who.actor,
        reason="account_deleted",
        person_too=[
            Person.status.set("closing"),
            Person.delete_at.set(delete_at),
            Person.gsi2pk.set(identity_keys.closing_people()),
            Person.gsi2sk.set(f"{delete_at}#{person.id}"),
        ],
        login_too=[Login.status.set("closing")],
    )
    events.append_security_log(write, person.id, events.person_closing(person, who, delete_at))
    try:
        write.commit()
    except SoleOwner:
        raise _sole_owner(person.id, owned) from None
    telemetry.count("AccountsClosed")
    close_connections(person.id)
    try:
        mail.send("account_deleted", person.email, person.locale, {"name": person.name, "delete_at": delete_at})
    except Exception as error:  # noqa: BLE001  the account is closed; the log tells of the mail
        telemetry.unexpected(error)


def _memberships(person_id: str) -> list[Member]:
    place = org_keys.memberships_of(person_id)
    return query_all(Member, place.pk, place.sk, index="gsi1")


def _keeps_an_owner(person_id: str) -> Any:
    """True of an org that somebody else owns too, that is deleted or gone, or that the person does not own."""
    from pynamodb.expressions.condition import size

    owners = Path("owners")
    others = ~owners.contains(person_id) | (size(owners) > 1)  # type: ignore[no-untyped-call]
    return Item.pk.does_not_exist() | Path("deleted_at").exists() | others


def _without_me(person_id: str) -> list[Any]:
    return [Path("owners").delete({person_id}), Item.version.add(1)]


def _sole_owner(person_id: str, owned: list[str]) -> SoleOwner:
    found = read_all(org_keys.org(org_id) for org_id in owned)
    orgs = [
        {"id": key.pk.removeprefix("ORG#"), "name": raw.get("name", {}).get("S", "")}
        for key, raw in sorted(found.items())
        if raw.get("owners", {}).get("SS") == [person_id] and "deleted_at" not in raw
    ]
    return SoleOwner("Give these organizations another owner first, or delete them.", orgs=orgs)


def reopen(write: Write, login: Login, visit: ClientInfo, changed: HearthError) -> Write:
    """Add to a sign-in that the account is no longer being deleted: its person owns again what nobody took from them.

    The role in the membership is what others may have changed meanwhile, so it decides, and the write stands on it.
    """
    whole = [
        Person.status.set("active"),
        Person.delete_at.remove(),
        Person.gsi2pk.remove(),
        Person.gsi2sk.remove(),
        Person.version.add(1),
    ]
    write.update(Person, identity_keys.person(login.person_id), whole, Person.status == "closing", changed)
    for member in _memberships(login.person_id):
        if member.role == Role.OWNER and member.active:
            back = [Path("owners").add({login.person_id}), Item.version.add(1)]
            write.update(Item, org_keys.org(member.org_id), back, Item.pk.exists(), changed)
            still = (Member.role == str(Role.OWNER)) & (Member.status == "active")
            write.check(Member, member.key, still, changed)
    return events.append_security_log(
        write, login.person_id, events.person_reopened(login, visit), country=visit.country
    )


def delete_due(now: datetime) -> tuple[int, int]:
    """Delete the accounts whose grace is over; for the schedule. Returns how many went and how many had to stay."""
    gone = kept = 0
    cursor = None
    while True:
        page: Page[Person] = query(Person, identity_keys.closing_people(), index="gsi2", limit=50, cursor=cursor)
        for person in page.items:
            if person.delete_at is None or person.delete_at > clock.iso(now):
                return gone, kept
            if _delete(person, now):
                gone += 1
            else:
                kept += 1
        cursor = page.next
        if cursor is None:
            return gone, kept


def _delete(person: Person, now: datetime) -> bool:
    """First nobody can come back (one transaction, which also tells the others), then the rest goes, the profile last:
    a run that is cut short is finished by the next."""
    if person.status == "closing":
        owned = [member.org_id for member in _memberships(person.id) if member.role == Role.OWNER and member.active]
        write = Write()
        for org_id in owned:
            write.check(Item, org_keys.org(org_id), _keeps_an_owner(person.id), SoleOwner())
        still = (Person.status == "closing") & (Person.delete_at == person.delete_at)
        write.update(Person, person.key, [Person.status.set("deleted"), Person.version.add(1)], still)
        write.delete(Login, identity_keys.login(person.email), Login.person_id == person.id)
        announce(write, events.person_deleted(person))
        try:
            write.commit()
        except SoleOwner:
            _postpone(person, now)
            return False
        except HearthError as error:  # came back at this very moment, or the table is busy: the next run will see
            telemetry.note(kept=error.name)
            return False
    mine = query_all(Item, keys.person_partition(person.id))
    discard(item.key for item in mine if item.key != person.key)
    album.discard_all(person.id)
    Write().delete(Person, person.key).commit()
    return True


def _postpone(person: Person, now: datetime) -> None:
    """The others left while the account was closing: it is the last owner, and only its person can change that."""
    later = clock.iso(now + POSTPONED)
    actions = [Person.delete_at.set(later), Person.gsi2sk.set(f"{later}#{person.id}")]
    Write().update(Person, person.key, actions, Person.delete_at == person.delete_at).commit()
