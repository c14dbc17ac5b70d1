"""Inviting many by a CSV: every line gets an answer of its own, and what can be made is made in one transaction."""

import csv
import io
from dataclasses import dataclass

from functions.organizations import policies, repository
from functions.organizations.errors import AlreadyInvited, InvalidCsv
from functions.organizations.models import Invitation, Org, Team, may_give
from functions.organizations.service import invitations
from functions.organizations.service.invitations import Offer
from hearth import access, clock, mail
from hearth.access import Member, Principal, Role
from hearth.context import RequestContext
from hearth.errors import Conflict, Field, Invalid
from hearth.keys import organizations as keys
from hearth.table.batch import read
from hearth.table.write import Commit, Write, commit_only

MOST_LINES = 90
"""A transaction takes 100 items: the asker's membership, the org, the kept answer, two counts, and these."""

MOST_TEAMS = 9
"""A read takes 100 keys: the org, the lines, and these."""

TRIES = 3

Mails = list[tuple[str, dict[str, str]]]
"""To whom, and what the mail says."""


@dataclass(slots=True)
class Line:
    """A line of the file (the header is line 1), and what became of it."""

    number: int
    email: str
    role: str
    result: str = ""
    reason: str | None = None
    invitation: Invitation | None = None

    def settle(self, result: str, reason: str | None = None) -> None:
        """Say what became of it."""
        self.result, self.reason = result, reason


def invite_many(
    context: RequestContext, text: str, offer: Offer, *, commit: Commit[list[Line]] = commit_only
) -> list[Line]:
    """Invite everybody in the file who can be. `offer` is what lines are given that say nothing else."""
    check_offer(offer)
    lines = parse(text, offer.role)
    check(lines, context.member)
    for _ in range(TRIES):
        try:
            return _invite(context, lines, offer, commit)
        except AlreadyInvited:  # somebody has just invited one of them: look again
            continue
    raise Conflict("Others are inviting the same people. Try again.", code="busy")


def check_offer(offer: Offer) -> None:
    """Invalid when it names more teams than a read takes."""
    if len(offer.team_ids) > MOST_TEAMS:
        where = [Field("/team_ids", f"must have at most {MOST_TEAMS} teams", "too_long")]
        raise Invalid("Too many teams.", code="invalid_body", fields=where)


def _invite(context: RequestContext, lines: list[Line], offer: Offer, commit: Commit[list[Line]]) -> list[Line]:
    write, mails = prepare(lines, offer, context.member, context.who)
    if mails:
        commit(write, lines)
        mail.send_many("invitation", offer.locale, mails)
    return lines


def prepare(lines: list[Line], offer: Offer, asker: Member, who: Principal) -> tuple[Write, Mails]:
    """Settle what becomes of each line, and build the write that makes it so, with the mails that are to follow it. A
    write of nothing when there is nobody to invite. Of a request as of a job, whose worker has no request."""
    org_id = str(asker.org_id)
    fresh = [line for line in lines if line.result in {"", "created"}]
    made = []
    for line in fresh:
        given = Offer(line.email, line.role, offer.team_ids, offer.days, locale=offer.locale)
        line.invitation, token = invitations.build(org_id, given, asker, who)
        made.append((line, line.invitation, token))
    there = read(
        (Org, keys.org(org_id)),
        *[(Team, keys.team(org_id, team)) for team in offer.team_ids],
        *[(Invitation, invitation.key) for _, invitation, _ in made],
    )
    org = repository.alive(there[0])
    invitations.check_teams(there[1 : 1 + len(offer.team_ids)])
    old = there[1 + len(offer.team_ids) :]
    write, now = Write(), clock.now()
    mails: Mails = []
    for (line, invitation, token), before in zip(made, old, strict=True):
        if before is not None and before.open(now):
            line.settle("skipped", "already_invited")
            continue
        invitations.add(write, invitation)
        line.settle("created")
        link = mail.link("invite", token.text)
        mails.append((line.email, invitations.mail_data(org, invitation, link)))
    if mails:
        invitations.count(write, org_id, who, len(mails), mails=len(mails))
        as_admin = any(line.role == Role.ADMIN for line in fresh if line.result == "created")
        access.guard(write, asker, policies.inviting(Role.ADMIN if as_admin else Role.MEMBER))
    return write, mails


def parse(text: str, role: str, *, most: int = MOST_LINES) -> list[Line]:
    """The lines of a CSV with a header; commas, semicolons and tabs all separate. Invalid when it is none."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise _unreadable(f"cannot be read: {error}") from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if "email" not in header:
        raise _unreadable("needs a first line that names the columns, one of them email")
    columns = {name: header.index(name) for name in ("email", "role") if name in header}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        if any(cell.strip() for cell in row):
            lines.append(Line(number, cells["email"], cells.get("role", "").lower() or role))
    if not 1 <= len(lines) <= most:
        raise _unreadable(f"must have 1 to {most} lines below the first")
    return lines


def check(lines: list[Line], asker: Member) -> None:
    """Settle the lines that nobody can be invited by, whoever is there."""
    seen: set[str] = set()
    for line in lines:
        try:
            line.email = mail.normalize(line.email)
        except ValueError:
            line.settle("failed", "invalid_email")
            continue
        if line.role not in set(Role) - {Role.OWNER}:
            line.settle("failed", "invalid_role")
        elif not may_give(asker.role, line.role):
            line.settle("failed", "role_too_high")
        elif line.email in seen:
            line.settle("skipped", "duplicate_line")
        else:
            seen.add(line.email)


def _unreadable(why: str) -> InvalidCsv:
    return InvalidCsv("The CSV is not what this route takes.", fields=[Field("/csv", why, "invalid_csv")])
