"""An org's logo: uploaded by an admin, drawn anew on arrival, and shown to whoever knows its address."""

from typing import Any

from functions.organizations import events
from functions.organizations.models import Org
from functions.organizations.service.orgs import get_org
from hearth import access, telemetry
from hearth.access import Member
from hearth.context import RequestContext
from hearth.errors import Conflict, HearthError, PreconditionFailed
from hearth.events import Actor, record
from hearth.keys import organizations as keys
from hearth.pictures import Album, revision_of
from hearth.table.batch import read
from hearth.table.write import Write

album = Album("logos", cut=False)

TRIES = 5


def upload_form(context: RequestContext, media_type: str) -> dict[str, Any]:
    """A signed form for one upload. Its key says who asked for it: what arrives is decided by what they may then."""
    return album.upload_form(media_type, str(context.member.org_id), context.who.person_id)


def take_in(upload: str) -> None:
    """Show an upload as the logo. One that is older than what is shown changes nothing, nor does a repeat."""
    org_id, person_id, revision = album.parts(upload, 3)
    telemetry.note(org=org_id, person=person_id)
    for _ in range(TRIES):
        org, member = read((Org, keys.org(org_id)), (Member, keys.member(org_id, person_id)))
        if org is None or org.deleted_at or (revision_of(org.logo) or "") >= revision:
            return
        try:
            access.require(member or _nobody(org_id, person_id), "org.update")
        except HearthError:
            telemetry.count("LogosRefused")
            return
        if not album.store(upload, org_id, revision):
            return
        try:
            _show(org, album.path(org_id, revision), member, Actor("person", person_id, member.name))
        except PreconditionFailed:  # other settings changed in the meantime
            continue
        return
    raise Conflict("The organization would not hold still.", code="busy")


def remove(context: RequestContext) -> None:
    """Show none. Two round trips."""
    org = get_org(context)
    if org.logo is not None:
        _show(org, None, context.member, context.who.actor)


def _show(org: Org, logo: str | None, member: Member, actor: Actor) -> None:
    before, org.logo = org.logo, logo
    record(org, events.org_updated(org, actor, {"logo": (before, logo)}))
    write = Write().replace(org, condition=Org.deleted_at.does_not_exist())
    access.guard(write, member, "org.update").commit()
    try:
        album.discard(org.org_id, before)
    except Exception as error:  # noqa: BLE001  nobody sees the old one any more; the log tells that it is still there
        telemetry.unexpected(error)


def _nobody(org_id: str, person_id: str) -> Member:
    """A membership that gives nothing."""
    return Member.at(keys.member(org_id, person_id), org_id=org_id, person_id=person_id, role="guest", status="removed")
