"""The rehearsal: `hearth deploy` from its first question to the address, against an account in this process."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from infra import redrive, release_target
from tests.infra.account import Account
from tests.infra.conftest import FIRST, SILENT, Run, regions
from tests.infra.test_template import template


def kept() -> dict[str, Any]:
    return tomllib.loads(release_target.CONFIG.read_text())


# ---------------------------------------------------------------- where it goes
def test_without_a_region_it_says_how_to_name_one(account: Account, run: Run) -> None:
    code, said = run("deploy --yes --sender hello@example.org")
    assert code == 1
    assert "--region" in said
    assert account.sam() == []


def test_a_profile_that_is_not_there_is_named_with_those_that_are(account: Account, run: Run) -> None:
    code, said = run(f"{SILENT} --profile taem")
    assert code == 1
    assert "no profile 'taem'" in said
    assert "team" in said
    assert account.sam() == []


def test_keys_in_the_environment_alone_reach_the_bucket(
    account: Account, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:  # AWS finding 1: NoRegionError after a successful deployment
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    code, _ = run("deploy --yes --sender hello@example.org")
    assert code == 0
    assert "index.html" in account.objects["hearth-sitebucket-1a2b3c"]
    assert regions(account, "s3") == regions(account, "cloudformation") == {"eu-north-1"}
    assert account.sam()[-1]["parameters"]["region"] == "eu-north-1"


def test_region_and_profile_of_the_guide_hold_for_every_step(account: Account, run: Run) -> None:
    assert run("deploy --profile team", answers=FIRST)[0] == 0
    assert account.profiles == {"team"}
    assert regions(account) == {"eu-central-1"}
    call = account.sam()[-1]["parameters"]
    assert (call["region"], call["profile"], call["stack_name"]) == ("eu-central-1", "team", "hearth")
    account.calls.clear()
    account.profiles.clear()
    assert run("deploy --yes")[0] == 0  # the next day, in another shell
    assert account.profiles == {"team"}
    assert regions(account) == {"eu-central-1"}


def test_the_region_of_a_profile_is_offered(account: Account, run: Run) -> None:
    code, said = run("deploy --profile team", answers=["", "", "hello@example.org", "", "", "", ""])
    assert code == 0
    assert "Region [eu-west-1]" in said
    assert account.sam()[-1]["parameters"]["region"] == "eu-west-1"


def test_a_name_answered_in_the_guide_is_the_one_of_every_later_run(account: Account, run: Run) -> None:  # finding 1
    assert run("deploy", answers=["paper", *FIRST[1:]])[0] == 0
    assert run("deploy --yes")[0] == 0
    assert [call["parameters"]["stack_name"] for call in account.sam() if "parameters" in call] == ["paper", "paper"]
    assert account.stacks == {("paper", "eu-central-1"): "UPDATE_COMPLETE"}


def test_options_after_the_dashes_mean_the_same_stack_to_every_step(account: Account, run: Run) -> None:
    assert run(f"{SILENT} -- --stack-name blue --profile team --debug")[0] == 0
    call = account.sam()[-1]
    assert call["parameters"]["stack_name"] == "blue"
    assert call["arguments"][-1] == "--debug"
    assert "blue-sitebucket-1a2b3c" in account.objects
    assert account.profiles == {"team"}


def test_a_second_stack_stands_beside_the_first(account: Account, run: Run) -> None:
    assert run(SILENT)[0] == 0
    assert run("deploy --yes --stack-name blue --region eu-central-1 --sender blue@example.org")[0] == 0
    assert run("deploy --yes --region us-west-2 --sender west@example.org")[0] == 0
    assert set(account.stacks) == {
        ("hearth", "eu-central-1"), ("blue", "eu-central-1"), ("hearth", "us-west-2")
    }  # fmt: skip
    sections = {name: one["deploy"]["parameters"] for name, one in kept().items() if name != "version"}
    assert set(sections) == {"default", "blue", "hearth-us-west-2"}
    assert account.deployed("blue")["MailFrom"] == "blue@example.org"
    assert run("deploy --yes --stack-name blue")[0] == 0
    assert account.stacks[("blue", "eu-central-1")] == "UPDATE_COMPLETE"
    assert account.stacks[("hearth", "eu-central-1")] == "CREATE_COMPLETE"


@pytest.mark.parametrize("name", ["Hearth", "9lives", "a_b", "x" * 33])
def test_a_name_that_parts_of_the_stack_could_not_bear_is_refused(account: Account, run: Run, name: str) -> None:
    code, said = run(f"{SILENT} --stack-name {name}")
    assert code == 1
    assert "cannot be a stack's name" in said
    assert account.sam() == []


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("--sender hello", "MailFrom"),
        ("--sender hello@example.org --domain https://hearth.example.org", "DomainName"),
        ("--sender hello@example.org --domain hearth.example.org --certificate x", "CertificateArn"),
        ("--sender hello@example.org --parameter-overrides LogLevel", "Name=value"),
    ],
)
def test_what_the_template_would_refuse_is_refused_at_once(
    account: Account, run: Run, options: str, wanted: str
) -> None:
    code, said = run(f"deploy --yes --region eu-central-1 {options}")
    assert code == 1
    assert wanted in said
    assert account.calls == []


def test_the_template_takes_what_this_takes() -> None:
    for name, (pattern, _) in release_target.PATTERNS.items():
        assert template()["Parameters"][name]["AllowedPattern"] == pattern


def test_dead_letters_are_asked_for_where_the_stack_is(account: Account, run: Run) -> None:
    assert run(f"{SILENT} --profile team")[0] == 0
    account.profiles.clear()
    clients = redrive._aws_clients("hearth", None, None)
    assert {client.meta.region_name for client in clients.values()} == {"eu-central-1"}
    assert account.profiles == {"team"}


def test_what_sam_wrote_in_its_own_guide_is_understood(account: Account, run: Run) -> None:
    release_target.CONFIG.write_text(
        '# mine\nversion = 0.1\n[default.global.parameters]\nregion = "eu-west-3"\n\n'
        '[default.deploy.parameters]\nstack_name = "old"\ntags = "a=b"\n'
        'parameter_overrides = "MailFrom=\\"post@example.org\\" LogLevel=\\"DEBUG\\""\n\n'
        "[other.build.parameters]\nx = 1\n"
    )
    assert run("deploy --yes --parameter-overrides Tracing=true")[0] == 0
    given = account.deployed("old")
    assert (given["MailFrom"], given["LogLevel"], given["Tracing"]) == ("post@example.org", "DEBUG", "true")
    assert account.sam()[-1]["parameters"]["region"] == "eu-west-3"
    assert account.sam()[-1]["parameters"]["tags"] == "a=b"
    text = release_target.CONFIG.read_text()
    assert text.startswith("# mine\n")
    assert kept()["other"]["build"]["parameters"] == {"x": 1}


# ---------------------------------------------------------------- deploying, again and after failures
def test_an_unchanged_stack_is_no_failure_and_the_client_goes_up(account: Account, run: Run) -> None:  # finding 2
    account.identities = {"example.org": True}
    assert run(SILENT)[0] == 0
    assert account.sam()[-1]["parameters"]["fail_on_empty_changeset"] is False
    account.objects["hearth-sitebucket-1a2b3c"].clear()
    assert run("deploy --yes")[0] == 0
    assert "index.html" in account.objects["hearth-sitebucket-1a2b3c"]


def test_pages_go_up_after_what_they_name(account: Account, run: Run) -> None:
    assert run(SILENT)[0] == 0
    assert list(account.objects["hearth-sitebucket-1a2b3c"]) == [
        "assets/app-1f2e.js", "index.html", "docs/index.html"
    ]  # fmt: skip
    assert "immutable" in account.objects["hearth-sitebucket-1a2b3c"]["assets/app-1f2e.js"]["CacheControl"]


def test_a_build_that_fails_deploys_nothing(account: Account, run: Run) -> None:
    account.sam_fails("build")
    assert run(SILENT)[0] == 1
    assert [call["arguments"][0] for call in account.sam()] == ["build"]


def test_a_failed_create_says_why_and_the_next_run_clears_it_away(account: Account, run: Run) -> None:
    account.sam_fails("deploy")
    later = {
        "ResourceStatus": "CREATE_FAILED",
        "LogicalResourceId": "IdentityHttp",
        "ResourceStatusReason": "cancelled",
    }
    reason = "Your account must be verified before you can add new CloudFront resources."
    first = {"ResourceStatus": "CREATE_FAILED", "LogicalResourceId": "Distribution", "ResourceStatusReason": reason}
    stack = {"ResourceType": "AWS::CloudFormation::Stack", "LogicalResourceId": "hearth"}
    old = {"ResourceStatus": "UPDATE_FAILED", "LogicalResourceId": "Older"}
    account.events = [later, first, {**stack, "ResourceStatus": "CREATE_IN_PROGRESS"}, old]
    code, said = run(SILENT)
    assert code == 1
    assert "It failed at Distribution: Your account must be verified" in said
    assert account.objects == {}
    account.sam_fails("deploy", fails=False)
    code, said = run("deploy --yes")
    assert code == 0
    assert account.deleted == [("hearth", "eu-central-1")]
    assert account.stacks == {("hearth", "eu-central-1"): "CREATE_COMPLETE"}
    assert account.deployed()["MailIdentity"] == "hello@example.org"


def test_a_failed_upload_is_made_up_by_the_next_run(account: Account, run: Run) -> None:
    account.upload_fails = True
    code, said = run(SILENT)
    assert code == 1
    assert "the stack is there; run `make deploy` again" in said
    account.upload_fails = False
    assert run("deploy --yes")[0] == 0
    assert len(account.objects["hearth-sitebucket-1a2b3c"]) == 3


@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED"])
def test_a_stack_that_cannot_be_updated_now_is_left_alone(account: Account, run: Run, status: str) -> None:
    assert run(SILENT)[0] == 0
    account.stacks[("hearth", "eu-central-1")] = status
    before = len(account.sam())
    assert run("deploy --yes")[0] == 1
    assert len(account.sam()) == before


@pytest.mark.parametrize(("architecture", "wheels"), [("arm64", "aarch64"), ("x86_64", "x86_64")])
def test_layers_are_built_for_the_processor_of_the_stack(
    account: Account, run: Run, architecture: str, wheels: str
) -> None:  # finding 10
    assert run(f"{SILENT} --parameter-overrides Architecture={architecture}")[0] == 0
    build, deploy = account.sam()
    assert build["environ"]["HEARTH_LAYER_PROCESSOR"] == wheels
    assert f"Architecture={architecture}" in build["arguments"]
    assert "HEARTH_LAYER_PYTHON" not in build["environ"]
    assert account.deployed()["Architecture"] == architecture
    assert deploy["arguments"][0] == "deploy"


def test_a_call_that_is_refused_is_a_sentence(account: Account, run: Run) -> None:
    account.denied = {"cloudfront:CreateInvalidation"}
    code, said = run(SILENT)
    assert code == 1
    assert "CreateInvalidation" in said
    assert "run `make deploy` again" in said


# ---------------------------------------------------------------- the first account
def test_the_first_account_is_offered_until_somebody_has_signed_in(account: Account, run: Run) -> None:
    assert "Nobody has an account yet" in run(SILENT)[1]
    account.signed_in = True
    assert "Nobody has an account yet" not in run("deploy --yes")[1]
