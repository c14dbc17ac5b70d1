"""How each route of organizations is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from functions.organizations.models import Org
from hearth import ids
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.support.workspace import Call, Workspace


def _logo(space: Workspace) -> Call:
    shown = f"/v1/logos/{space.org}/{ids.new_id()}"
    Write().update(Org, keys.org(space.org), [Org.logo.set(shown)]).commit()
    return space.of_org()


def _restore_org(space: Workspace) -> Call:
    space.ada.does("DELETE", space.at(""))
    return space.of_org()


def _domain(space: Workspace) -> Workspace:
    space.ada.does("PATCH", space.at(""), {"sign_up_domains": ["analytical.example"]})
    return space


def _in_team(space: Workspace) -> Call:
    space.ada.does("PUT", space.at(f"/teams/{space.team}/members/{space.bob.person_id}"))
    return space.of_org(team_id=space.team, person_id=str(space.bob.person_id))


READY: dict[str, Callable[[Workspace], Call]] = {
    "list_joinable_orgs": lambda on: Call(_domain(on).cy),
    "list_my_orgs": lambda on: Call(on.ada),
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
    "import_invitations": lambda on: on.of_org({"csv": "email\ndot@elsewhere.example\n", "role": "member"}),
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
}

MORE: dict[str, tuple[int, str]] = {
    # name: (round trips, what they are for)
    "list_members": (3, "the permission, that somebody reads (once of a person and day), and the page"),
}

KNOWN: dict[str, Callable[[Workspace], str]] = {
    "org_id": lambda on: on.org,
    "person_id": lambda on: str(on.bob.person_id),
    "team_id": lambda on: on.team,
    "invitation_id": lambda on: str(on.link()["id"]),
    "size": lambda on: "96",
}

ENDS = {"delete_org": "the org", "leave_org": "Bob's membership", "transfer_org": "Ada's ownership"}
