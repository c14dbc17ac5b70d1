"""The questions of the first deployment, and their answers where nobody can be asked."""

from __future__ import annotations

import sys
from argparse import Namespace

from infra.environments import EnvironmentProblem
from infra.release_checks import FAILED_CREATE, Findings
from infra.release_target import NAME, Target


class Guide:
    """Asks a person, or with `--yes` and without a terminal takes what is likely and refuses what it cannot know."""

    def __init__(self, *, silent: bool = False) -> None:
        self.silent = silent or not sys.stdin.isatty()

    def ask(self, question: str, default: str = "", *, option: str = "") -> str:
        """One line. Without anybody to ask: the default, or EnvironmentProblem naming the option that says it."""
        if self.silent:
            if not default and option:
                raise EnvironmentProblem(f"Nobody is there to be asked: say {option}.")
            return default
        while True:
            answer = input(f"  {question}{f' [{default}]' if default else ''}: ").strip() or default
            if answer or not option:
                return answer

    def agrees(self, question: str) -> bool:
        """Yes or no; yes when nothing is typed, and where nobody is asked."""
        return self.ask(f"{question} (y/n)", "y").lower() in ("y", "yes", "j", "ja")


def settle(target: Target, options: Namespace, guide: Guide) -> None:
    """Fill in what is missing: name and region of a stack that is not known yet, sender, and name of one's own."""
    target.parameters |= options.parameters
    if not target.known:
        print("\nHearth goes to an AWS account of yours. Answers are kept in samconfig.toml.\n")
        if not options.stack_name:
            target.stack = guide.ask("Name of the stack", NAME)
        if not options.region:
            target.region = guide.ask("Region", target.region, option="--region")
    if options.sender:
        target.parameters["MailFrom"] = options.sender
    if not target.parameters.get("MailFrom"):
        target.parameters["MailFrom"] = guide.ask("Sender of its mail, an address of yours", option="--sender")
    _name_of_ones_own(target, options, guide)
    target.check()


def _name_of_ones_own(target: Target, options: Namespace, guide: Guide) -> None:
    before = target.parameters.get("DomainName", "")
    domain = options.domain
    if domain is None and not target.known and not before:
        domain = guide.ask("Name of your own for it, like hearth.example.org; nothing for one of CloudFront's")
    if domain is not None and domain != before:
        # an empty value is said too: CloudFormation keeps a parameter that is not named
        target.parameters |= {"DomainName": domain.lower(), "CertificateArn": ""}
        if not domain and not target.known:
            del target.parameters["DomainName"], target.parameters["CertificateArn"]
    if options.certificate:
        target.parameters["CertificateArn"] = options.certificate


def register_sender(target: Target, findings: Findings, guide: Guide, wanted: str | None) -> None:
    """Decide whether this stack registers the sender with SES, and as what.

    An identity can be made once. So a new stack registers only what the account lacks, and one that registered its
    sender before says so for as long as it lives.
    """
    if findings.sender_known:
        if not findings.status or findings.status in FAILED_CREATE:
            target.parameters.pop("MailIdentity", None)
        return
    address = target.parameters["MailFrom"]
    domain = address.rpartition("@")[2]
    before = target.parameters.get("MailIdentity")
    if wanted is None and before in (address, domain):  # of a deployment that failed
        wanted = "address" if before == address else "domain"
    if wanted is None:
        print(
            f"\n  Hearth can register {address} with SES: AWS mails a link to it, which you open. Or the whole domain"
        )
        print(f"  {domain}: you set three DNS records, and mail is signed, which other mailboxes trust more.")
        wanted = guide.ask("Register the address or the domain", "address")
    if wanted not in ("address", "domain"):
        raise EnvironmentProblem(f"{wanted!r} is neither `address` nor `domain`.")
    target.parameters["MailIdentity"] = domain if wanted == "domain" else address
    told = f"{address}; this deployment registers {target.parameters['MailIdentity']} with SES"
    findings.lines = [(label, told if label == "Sender" else text) for label, text in findings.lines]
