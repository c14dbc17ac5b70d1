"""Inviting hundreds by a CSV: a job that makes a stretch of invitations at a time, and then mails them.

    write(invitations of a stretch, checkpoint "unmailed") ── mail ── write(checkpoint "mailed") ── the next stretch

The link in a mail opens with a secret of which the table holds the hash only. So a worker that was killed before it had
mailed leaves nobody who could: the next one gives the invitations of that stretch new secrets and mails those. Whoever
got both mails finds that the older link opens nothing.
"""

import csv
import io
from collections.abc import Callable
from functools import partial
from typing import Any

from functions.organizations import repository
from functions.organizations.errors import AlreadyInvited
from functions.organizations.models import Invitation, Org
from functions.organizations.service import bulk, invitations
from functions.organizations.service.bulk import Line, Mails
from functions.organizations.service.invitations import Offer
from hearth import clock, mail
from hearth.access import Member
from hearth.context import RequestContext
from hearth.invitations import new_token
from hearth.jobs.items import Job
from hearth.jobs.submitting import submit
from hearth.jobs.types import Done, JobType, Next, Work
from hearth.keys import organizations as keys
from hearth.table.batch import read
from hearth.table.write import Commit, Write, commit_only

MOST_LINES = 1_000
STRETCH = 40
"""Lines that are invited at once."""


def ask(context: RequestContext, text: str, offer: Offer, *, commit: Commit[Job] = commit_only) -> Job:
    """Have everybody in the file invited who can be. What is no such file is refused now; each line is answered for in
    the file that the job makes."""
    bulk.check_offer(offer)
    lines = bulk.parse(text, offer.role, most=MOST_LINES)
    given = {
        "role": offer.role, "team_ids": offer.team_ids, "days": offer.days, "locale": offer.locale, "lines": len(lines),
    }  # fmt: skip
    return submit(INVITE, context.who, given, member=context.member, attached=text.encode(), commit=commit)


def step(work: Work) -> Next | Done:
    """One stretch of lines; in the end the answers for all of them."""
    so_far = work.checkpoint or {"at": 0, "unmailed": [], "created": 0, "skipped": 0, "failed": 0, "parts": []}
    if so_far["unmailed"]:
        if work.memory.get("mailed") != so_far["at"]:
            return _again(work, so_far)
        return Next({**so_far, "unmailed": []}, so_far["at"], int(work.input["lines"]), "inviting")
    lines = _lines(work)
    if so_far["at"] >= len(lines):
        file = work.join(so_far["parts"], "invitations.csv", "text/csv; charset=utf-8")
        return Done({name: so_far[name] for name in ("created", "skipped", "failed")}, file)
    stretch = lines[so_far["at"] : so_far["at"] + STRETCH]
    asker, offer = _asker(work), _offer(work)
    write, mails = bulk.prepare(stretch, offer, asker, work.who)
    part = work.put_part(so_far["at"], _report(stretch, head=not so_far["parts"]))
    results = [line.result for line in stretch]
    checkpoint = {
        "at": so_far["at"] + len(stretch),
        "unmailed": [line.email for line in stretch if line.result == "created"],
        "parts": [*so_far["parts"], part],
        **{name: so_far[name] + results.count(name) for name in ("created", "skipped", "failed")},
    }
    return _next(work, checkpoint, len(lines), write, partial(_mail, offer.locale, mails))


def _next(work: Work, checkpoint: dict[str, Any], total: int, write: Write, mail_them: Callable[[], None]) -> Next:
    def then() -> None:
        mail_them()
        work.memory["mailed"] = checkpoint["at"]

    return Next(checkpoint, checkpoint["at"], total, "inviting", write, then)


def _again(work: Work, so_far: dict[str, Any]) -> Next:
    """New secrets for the invitations that somebody made and may not have mailed, as far as they still wait."""
    org_id, write, mails = str(work.job.org_id), Write(), []
    places = [keys.invitation(org_id, invitations.id_for(org_id, email)) for email in so_far["unmailed"]]
    org, *found = read((Org, keys.org(org_id)), *((Invitation, place) for place in places))
    org = repository.alive(org)
    for invitation in found:
        if invitation is None or not invitation.open(clock.now()):
            continue
        token = new_token(org_id, str(invitation.invitation_id))
        invitation.token_hash, invitation.issued_at = token.digest, clock.iso(clock.now())
        invitation.ev = None
        write.replace(invitation)
        link = mail.link("invite", token.text)
        mails.append((str(invitation.email), invitations.mail_data(org, invitation, link)))
    mail_them = partial(_mail, _offer(work).locale, mails)
    return _next(work, so_far, int(work.input["lines"]), write, mail_them)


def _mail(locale: str, mails: Mails) -> None:
    mail.send_many("invitation", locale, mails)


def _lines(work: Work) -> list[Line]:
    """All lines, as far as they are told apart without looking at who is there: the same for every worker."""
    if "lines" not in work.memory:
        work.memory["lines"] = bulk.parse(work.given().decode(), str(work.input["role"]), most=MOST_LINES)
        bulk.check(work.memory["lines"], _asker(work))
    found: list[Line] = work.memory["lines"]
    return found


def _asker(work: Work) -> Member:
    assert work.member is not None  # a job of an org has one
    return work.member


def _offer(work: Work) -> Offer:
    given = work.input
    return Offer(None, given["role"], given["team_ids"], given["days"], locale=given["locale"])


def _report(lines: list[Line], *, head: bool) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    if head:
        rows.writerow(("line", "email", "result", "reason"))
    for line in lines:
        # an address is whatever somebody wrote: a spreadsheet must not take it for a formula
        email = f"'{line.email}" if line.email[:1] in {"=", "+", "-", "@", "\t", "\r"} else line.email
        rows.writerow((line.number, email, line.result, line.reason or ""))
    return text.getvalue().encode()


INVITE = JobType("organizations.invitations", "invitation.create", step, again=(AlreadyInvited,))
