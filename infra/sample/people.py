"""The people of the sample data: their accounts, their org, its teams, and two invitations still open."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from infra.client.errors import Problem
from infra.client.mail import LocalMail
from infra.client.rest import HearthClient

ORG = "Hearth Sample"
PASSWORD = "lamps along the harbour wall"  # noqa: S105  a local stack's, printed by `make up`
DOMAIN = "sample.example"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the sample, and what they are in the org."""

    name: str
    role: str
    title: str
    teams: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.name.split()[0].lower()}@{DOMAIN}"


OWNER = Someone("Ada Keeper", "owner", "Keeper of the light", ("Keepers",))
PEOPLE = (
    Someone("Boris Lindqvist", "admin", "Harbour master", ("Keepers", "Boats")),
    Someone("Chiara Moretti", "manager", "Head of boats", ("Boats",)),
    Someone("Dembe Okafor", "member", "Boat builder", ("Boats",)),
    Someone("Emi Tanaka", "member", "Cartographer", ("Charts",)),
    Someone("Farid Haddad", "viewer", "Auditor"),
    Someone("Greta Vogel", "guest", "Visiting painter"),
)
TEAMS = {
    "Keepers": "Whoever keeps the light burning.",
    "Boats": "Builds them, mends them, sails them.",
    "Charts": "Knows where the rocks are.",
}
INVITED = ("hana", "viewer")


@dataclass(slots=True)
class Sample:
    """What is there, for whoever adds to it."""

    org_id: str
    owner: HearthClient
    clients: dict[str, HearthClient] = field(default_factory=dict)
    """By first name in lower case; everybody is signed in."""


def settle(rest_url: str, endpoint: str) -> Sample:
    """Make it so, whatever part of it is there already."""
    mail = LocalMail(endpoint)
    with ThreadPoolExecutor(4) as pool:
        everybody = list(pool.map(lambda one: sign_in(rest_url, mail, one), (OWNER, *PEOPLE)))
    owner = everybody[0]
    org_id = _org(owner)
    clients = {one.name.split()[0].lower(): client for one, client in zip((OWNER, *PEOPLE), everybody, strict=True)}
    here = {str(member["person_id"]) for member in owner.pages(f"/v1/orgs/{org_id}/members")}
    for one in PEOPLE:
        client = clients[one.name.split()[0].lower()]
        if str(client.person["id"]) not in here:
            _let_in(owner, client, org_id, one.role)
    _teams(owner, clients, org_id)
    _invite(owner, org_id)
    return Sample(org_id, owner, clients)


def sign_in(rest_url: str, mail: LocalMail, one: Someone) -> HearthClient:
    """Their session; the account is made first if there is none."""
    client = HearthClient(rest_url)
    try:
        client.login(one.email, PASSWORD)
    except Problem as problem:
        if problem.status not in {401, 403}:
            raise
        # who waits has a mail already, and one that was sent a moment ago is not sent again
        seen = 0 if problem.code == "email_not_verified" else len(mail.messages(one.email))
        client.register(one.email, PASSWORD, one.name)
        client.verify_email(mail.token(one.email, seen=seen, seconds=60), PASSWORD)
        if not client.person:
            client.login(one.email, PASSWORD)
    me = client.me()
    if me.get("title") != one.title:
        client.patch("/v1/me", {"title": one.title})
    return client


def _org(owner: HearthClient) -> str:
    for org in owner.my_orgs():
        if org["name"] == ORG:
            return str(org["id"])
    return str(owner.create_org(ORG)["id"])


def _let_in(owner: HearthClient, client: HearthClient, org_id: str, role: str) -> None:
    link = owner.post(f"/v1/orgs/{org_id}/invitations", {"role": role})["link"]
    client.accept_invitation(str(link).rpartition("token=")[2])


def _teams(owner: HearthClient, clients: dict[str, HearthClient], org_id: str) -> None:
    there = {str(team["name"]): str(team["id"]) for team in owner.pages(f"/v1/orgs/{org_id}/teams")}
    for name, description in TEAMS.items():
        if name not in there:
            body = {"name": name, "description": description}
            there[name] = str(owner.post(f"/v1/orgs/{org_id}/teams", body)["id"])
    for one in (OWNER, *PEOPLE):
        person_id = clients[one.name.split()[0].lower()].person["id"]
        for name in one.teams:
            owner.put(f"/v1/orgs/{org_id}/teams/{there[name]}/members/{person_id}", {})


def _invite(owner: HearthClient, org_id: str) -> None:
    """One by mail, one by a link: so that the list of invitations has something to show."""
    open_: list[dict[str, Any]] = owner.pages(f"/v1/orgs/{org_id}/invitations")
    name, role = INVITED
    if not any(one["email"] == f"{name}@{DOMAIN}" for one in open_):
        owner.invite(org_id, f"{name}@{DOMAIN}", role)
    if not any(one["email"] is None and one["status"] == "pending" for one in open_):
        owner.post(f"/v1/orgs/{org_id}/invitations", {"role": "guest", "max_uses": 10, "expires_in_days": 30})
