"""What is looked at before anything is deployed: who asks, what is there, and whether mail and name will work.

Each check says one line. What would end in a failed or useless stack stops here, with what to do; what only limits is
told. A credential that may not ask something is no reason to stop: the line says that nobody looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from infra.environments import EnvironmentProblem
from infra.release_target import Target

if TYPE_CHECKING:
    from boto3 import Session

ENOUGH_AT_ONCE = 100
"""Calls at once below which a small team notices; accounts start with 10 or with 1,000."""
UNRESERVED = 100
"""What AWS leaves unreserved in any account."""
CERTIFICATES = "us-east-1"
_NOBODY_LOOKED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")


@contextmanager
def in_plain_words() -> Iterator[None]:
    """What AWS refuses is a sentence, not a traceback: which call, and why."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        raise EnvironmentProblem(f"AWS refused {error.operation_name}: {error.response['Error']['Message']}") from None
    except BotoCoreError as error:
        raise EnvironmentProblem(f"AWS could not be asked: {error}") from None


@dataclass(slots=True)
class Findings:
    """What the checks saw: lines to show, and what the rest of the release needs to know."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    status: str = ""
    sender_known: bool = True
    mail_works: bool = True

    def say(self, label: str, text: str) -> None:
        """One line; a line break in it begins another under it."""
        self.lines.append((label, text))

    def show(self) -> None:
        """Print them."""
        for label, text in self.lines:
            first, *rest = text.split("\n")
            print(f"  {label:12} {first}")
            for line in rest:
                print(f"  {'':12} {line}")


def look(target: Target) -> Findings:
    """Every check, in the order in which a person would want to hear of them."""
    session, findings = target.session(), Findings()
    _account(session, findings)
    findings.status = stack_status(session, target.stack)
    findings.say("Stack", _status_line(target, findings.status))
    for check in (_concurrency, _sender, _sandbox, _domain):
        _quietly(partial(check, session, target, findings), check.__name__.strip("_"), findings)
    if target.parameters.get("DomainName") and not target.parameters.get("CertificateArn"):
        raise EnvironmentProblem(
            f"Which certificate is for {target.parameters['DomainName']}? Say so with --certificate."
        )
    return findings


def _account(session: Session, findings: Findings) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        who = session.client("sts").get_caller_identity()
    except ClientError as error:
        raise EnvironmentProblem(f"AWS does not take these credentials: {error.response['Error']['Message']}") from None
    except BotoCoreError as error:
        raise EnvironmentProblem(
            f"No way to sign in to AWS: {error}\nSet AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of "
            "~/.aws/config with --profile."
        ) from None
    findings.say("Account", f"{who['Account']}, as {who['Arn'].partition(':')[2].rpartition(':')[2]}")


def stack_status(session: Session, stack: str) -> str:
    """CloudFormation's word for the stack; empty when there is none."""
    found = describe(session, stack)
    return str(found["StackStatus"]) if found else ""


def describe(session: Session, stack: str) -> Any:
    """The stack, or None."""
    from botocore.exceptions import ClientError

    try:
        return session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return None
        raise EnvironmentProblem(f"CloudFormation does not answer: {error.response['Error']['Message']}") from None


FAILED_CREATE = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")


def _status_line(target: Target, status: str) -> str:
    where = f"{target.stack} in {target.region}"
    if not status or status == "REVIEW_IN_PROGRESS":
        return f"{where}, new"
    if status.endswith("_IN_PROGRESS"):
        raise EnvironmentProblem(f"{where} is being worked on ({status}). Wait for that to end, and try again.")
    if status == "DELETE_FAILED":
        raise EnvironmentProblem(f"{where} is half deleted. `make destroy` ends what was begun.")
    if status == "UPDATE_ROLLBACK_FAILED":
        raise EnvironmentProblem(
            f'{where} could not go back after a failed update. Choose "Continue update rollback" in the console of '
            "CloudFormation, and try again."
        )
    if status in FAILED_CREATE:
        return f"{where}: what a failed first deployment left is removed first"
    return f"{where}, there already: it is updated, and keeps its data"


def _concurrency(session: Session, target: Target, findings: Findings) -> None:
    limit = session.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    reserved = sum(int(value) for name, value in target.parameters.items() if name.startswith("Reserved"))
    if reserved and limit - reserved < UNRESERVED:
        raise EnvironmentProblem(
            f"{reserved} calls at once cannot be reserved of {limit}: AWS keeps at least {UNRESERVED} for all others."
        )
    if limit >= ENOUGH_AT_ONCE:
        findings.say("Functions", f"{limit:,} calls at once")
        return
    findings.say(
        "Functions",
        f"only {limit} calls at once, as in new accounts: enough to try, too few for a team (answers 429).\n"
        f"Ask for 1,000: {_console(session)}/servicequotas/home/services/lambda/quotas/L-B99A9384",
    )


def identities(sender: str) -> list[str]:
    """What may vouch for a sender in SES: the address, its domain, and the domains above that."""
    domain = sender.rpartition("@")[2].split(".")
    return [sender, *(".".join(domain[start:]) for start in range(len(domain) - 1))]


def _sender(session: Session, target: Target, findings: Findings) -> None:
    ses, sender = session.client("sesv2"), target.parameters["MailFrom"]
    waiting = None
    for identity in identities(sender):
        try:
            found = ses.get_email_identity(EmailIdentity=identity)
        except ses.exceptions.NotFoundException:
            continue
        if found.get("VerifiedForSendingStatus"):
            findings.say("Sender", f"{sender}, verified" + ("" if identity == sender else f" by {identity}"))
            return
        waiting = waiting or identity
    findings.mail_works = False
    if waiting is None:
        findings.sender_known = False
        findings.say("Sender", f"{sender}, which SES does not know yet in {target.region}")
        return
    how = "open the link that AWS mailed to it" if "@" in waiting else "set the DNS records that SES shows for it"
    findings.say("Sender", f"{sender}: {waiting} waits to be verified; {how}. No mail leaves before")


def _sandbox(session: Session, target: Target, findings: Findings) -> None:
    account = session.client("sesv2").get_account()
    if not account.get("SendingEnabled", True):
        findings.mail_works = False
        findings.say("Mail", "AWS has paused sending for this account; nothing is mailed")
    elif account.get("ProductionAccessEnabled"):
        findings.say("Mail", f"to everybody, {account['SendQuota']['Max24HourSend']:,.0f} a day")
    else:
        findings.say(
            "Mail",
            "sandbox: reaches only addresses that are verified in SES too, 200 a day, so nobody else can sign up.\n"
            f"Ask for production access: {_console(session)}/ses/home?region={target.region}#/account",
        )


def _domain(session: Session, target: Target, findings: Findings) -> None:
    domain, arn = target.parameters.get("DomainName", ""), target.parameters.get("CertificateArn", "")
    if not domain:
        findings.say("Address", "a name of CloudFront's (https://….cloudfront.net)")
        return
    acm = session.client("acm", region_name=CERTIFICATES)
    issued = [
        one["CertificateArn"]
        for page in acm.get_paginator("list_certificates").paginate(CertificateStatuses=["ISSUED"])
        for one in page["CertificateSummaryList"]
        if any(covers(name, domain) for name in (one["DomainName"], *one.get("SubjectAlternativeNameSummaries", [])))
    ]
    if arn and arn not in issued:
        raise EnvironmentProblem(f"{arn} is no issued certificate for {domain} in {CERTIFICATES}.")
    if not issued:
        raise EnvironmentProblem(
            f"There is no issued certificate for {domain} in {CERTIFICATES}, the only region that CloudFront takes one "
            "from.\nRequest one (it is free), set the DNS record that it shows, and come back when it says Issued:\n"
            f"{_console(session, CERTIFICATES)}/acm/home?region={CERTIFICATES}#/certificates/request"
        )
    target.parameters["CertificateArn"] = arn or issued[0]
    findings.say("Address", f"https://{domain}, with certificate {(arn or issued[0]).rpartition('/')[2]}")


def covers(name: str, domain: str) -> bool:
    """Whether a name of a certificate is good for a domain: the same, or a star for its first label."""
    return name == domain or (name.startswith("*.") and name[2:] == domain.partition(".")[2])


def _quietly(check: Callable[[], None], name: str, findings: Findings) -> None:
    """One check; a permission that is missing, or a service that is not in this region, ends only this one."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        check()
    except ClientError as error:
        if error.response["Error"]["Code"] not in _NOBODY_LOOKED:
            raise EnvironmentProblem(f"AWS does not answer ({name}): {error.response['Error']['Message']}") from None
        findings.say(name.capitalize(), f"not looked at: no permission for {error.operation_name}")
    except BotoCoreError as error:
        findings.say(name.capitalize(), f"not looked at: {error}")


def _console(session: Session, region: str | None = None) -> str:
    return f"https://{region or session.region_name}.console.aws.amazon.com"
