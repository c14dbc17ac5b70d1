"""People who exist: signed up through the API, verified by the mail that came, members of one org."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from infra.client.mail import LocalMail
from infra.client.rest import HearthClient

NAMES = ("Ines", "Tomás", "Yuki", "Amara", "Björn", "Nadia", "Oleg", "Priya", "Samir", "Wen")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in."""

    name: str
    email: str
    password: str
    client: HearthClient


@dataclass(frozen=True, slots=True)
class Party:
    """People who share an org; the first is its owner."""

    org_id: str
    people: list[Person]

    @property
    def owner(self) -> Person:
        """Who made the org."""
        return self.people[0]


def sign_up(rest_url: str, mail: LocalMail, name: str) -> Person:
    """Register, read the mail, verify, and be signed in."""
    email = f"{secrets.token_hex(6)}@demo.hearth.example"
    password = secrets.token_urlsafe(18)
    client = HearthClient(rest_url)
    client.register(email, password, name)
    client.verify_email(mail.token(email, "verify"), password)
    if not client.person:
        client.login(email, password)
    return Person(name, email, password, client)


def gather(rest_url: str, endpoint: str, count: int, role: str = "member") -> Party:
    """`count` people in a new org: one makes it and invites the others, who accept by the link in their mail."""
    mail = LocalMail(endpoint)
    with ThreadPoolExecutor(4) as pool:
        people = list(pool.map(lambda at: sign_up(rest_url, mail, _name(at)), range(count)))
        owner = people[0]
        org_id = str(owner.client.create_org("The lighthouse")["id"])

        def join(person: Person) -> None:
            owner.client.invite(org_id, person.email, role)
            person.client.accept_invitation(mail.token(person.email, "invite"))

        list(pool.map(join, people[1:]))
    return Party(org_id, people)


def _name(at: int) -> str:
    name = NAMES[at % len(NAMES)]
    return name if at < len(NAMES) else f"{name} {at // len(NAMES) + 1}"
