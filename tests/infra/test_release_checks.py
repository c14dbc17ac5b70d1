"""What is looked at before anything is built: who asks, whether mail will leave, limits, and a name of one's own."""

from __future__ import annotations

import pytest

from infra import release_target
from tests.infra.account import Account
from tests.infra.conftest import FIRST, SILENT, Run, regions


# ---------------------------------------------------------------- what is looked at first
def test_without_credentials_nothing_is_built(account: Account, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Account, "sts_GetCallerIdentity", lambda *_: (_ for _ in ()).throw(_no_credentials()))
    code, said = run(SILENT)
    assert code == 1
    assert "--profile" in said
    assert account.sam() == []


def _no_credentials() -> Exception:
    from botocore.exceptions import NoCredentialsError

    return NoCredentialsError()


def test_an_unknown_sender_is_registered_by_the_stack(account: Account, run: Run) -> None:
    answers = [*FIRST]
    code, said = run("deploy", answers=answers)
    assert code == 0
    assert "SES does not know yet" not in said
    assert account.deployed()["MailIdentity"] == "hello@example.org"
    assert "open the link in that mail" in said


def test_a_domain_is_registered_with_its_records(account: Account, run: Run) -> None:
    code, said = run(f"{SILENT} --identity domain")
    assert code == 0
    assert account.deployed()["MailIdentity"] == "example.org"
    assert "aaaa1111._domainkey.example.org CNAME aaaa1111.dkim.amazonses.com" in said


def test_a_sender_that_waits_to_be_verified_is_told_and_not_made_again(account: Account, run: Run) -> None:
    account.identities = {"hello@example.org": False}
    code, said = run(SILENT)
    assert code == 0
    assert "waits to be verified" in said
    assert "MailIdentity" not in account.deployed()


@pytest.mark.parametrize("identity", ["hello@example.org", "example.org"])
def test_a_verified_sender_needs_nothing(account: Account, run: Run, identity: str) -> None:
    account.identities = {identity: True}
    code, said = run(SILENT)
    assert code == 0
    assert "hello@example.org, verified" in said
    assert "MailIdentity" not in account.deployed()


def test_a_stack_goes_on_saying_what_it_registered(account: Account, run: Run) -> None:
    assert run(SILENT)[0] == 0
    assert run("deploy --yes")[0] == 0
    assert account.deployed()["MailIdentity"] == "hello@example.org"  # or CloudFormation would remove it


def test_the_sandbox_is_explained(account: Account, run: Run) -> None:
    account.sandbox = True
    code, said = run(SILENT)
    assert code == 0
    assert "sandbox: reaches only addresses that are verified" in said
    assert "https://eu-central-1.console.aws.amazon.com/ses/home" in said


def test_few_calls_at_once_are_told_with_where_to_ask_for_more(account: Account, run: Run) -> None:  # finding 16
    account.concurrency = 10
    code, said = run(SILENT)
    assert code == 0
    assert "only 10 calls at once" in said
    assert "/servicequotas/home/services/lambda/quotas/L-B99A9384" in said


def test_what_an_account_cannot_reserve_is_refused_before_the_build(account: Account, run: Run) -> None:
    account.concurrency = 10
    code, said = run(f"{SILENT} --parameter-overrides ReservedSignIn=5")
    assert code == 1
    assert "5 calls at once cannot be reserved of 10" in said
    assert account.sam() == []
    account.concurrency = 1000
    assert run(f"{SILENT} --parameter-overrides ReservedSignIn=5")[0] == 0


def test_what_one_may_not_ask_stops_nothing(account: Account, run: Run) -> None:
    account.denied = {"lambda:GetAccountSettings", "sesv2:GetAccount"}
    code, said = run(SILENT)
    assert code == 0
    assert "no permission for GetAccountSettings" in said


def test_no_at_the_last_question_changes_nothing(account: Account, run: Run) -> None:
    code, _ = run("deploy", answers=[*FIRST[:5], "n"])
    assert code == 1
    assert account.sam() == []
    assert not release_target.CONFIG.exists()


# ---------------------------------------------------------------- a name of one's own
DOMAIN = "hearth.example.org"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222"


@pytest.mark.parametrize("name", [DOMAIN, "*.example.org"])
def test_a_domain_finds_its_certificate_and_is_the_address(account: Account, run: Run, name: str) -> None:
    account.certificates = [("other.example.org", CERTIFICATE + "-other"), (name, CERTIFICATE)]
    code, said = run(f"{SILENT} --domain {DOMAIN}")
    assert code == 0
    assert account.deployed()["CertificateArn"] == CERTIFICATE
    assert regions(account, "acm") == {"us-east-1"}
    assert f"point {DOMAIN} to d111111abcdef8.cloudfront.net" in said
    assert f"Address      https://{DOMAIN}" in said


@pytest.mark.parametrize(
    "there", [[], [(DOMAIN, CERTIFICATE.replace("us-east-1", "eu-central-1"))], [("*.org", CERTIFICATE)]]
)
def test_a_domain_without_certificate_stops_before_the_build(
    account: Account, run: Run, there: list[tuple[str, str]]
) -> None:
    account.certificates = there
    code, said = run(f"{SILENT} --domain {DOMAIN}")
    assert code == 1
    assert "/acm/home?region=us-east-1#/certificates/request" in said
    assert account.sam() == []


def test_a_domain_whose_certificates_one_may_not_list_needs_it_named(account: Account, run: Run) -> None:
    account.denied = {"acm:ListCertificates"}
    code, said = run(f"{SILENT} --domain {DOMAIN}")
    assert code == 1
    assert "--certificate" in said
    assert account.sam() == []
    assert run(f"{SILENT} --domain {DOMAIN} --certificate {CERTIFICATE}")[0] == 0


def test_a_certificate_of_another_name_is_refused(account: Account, run: Run) -> None:
    account.certificates = [(DOMAIN, CERTIFICATE)]
    code, said = run(f"{SILENT} --domain {DOMAIN} --certificate {CERTIFICATE}-other")
    assert code == 1
    assert "no issued certificate" in said
    assert account.sam() == []


def test_a_domain_can_be_given_back(account: Account, run: Run) -> None:
    account.certificates = [(DOMAIN, CERTIFICATE)]
    assert run(f"{SILENT} --domain {DOMAIN}")[0] == 0
    assert run("deploy --yes --domain=")[0] == 0
    # said as empty, since CloudFormation keeps what is not named
    assert account.deployed()["DomainName"] == account.deployed()["CertificateArn"] == '""'
