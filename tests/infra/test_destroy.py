"""`hearth destroy` takes away what the stack made, and nothing that was not named."""

from __future__ import annotations

import pytest

from tests.infra.account import Account
from tests.infra.conftest import SILENT, Run

SITE, FILES, TABLE = "hearth-sitebucket-1a2b3c", "hearth-filesbucket-1a2b3c", "hearth-Table-1A2B3C"
KEYS = "/hearth/hearth/signing-keys"


@pytest.fixture(autouse=True)
def deployed(account: Account, run: Run) -> None:
    """A stack with files in it, and somebody who has signed in; another stack's keys beside."""
    assert run(SILENT)[0] == 0
    account.objects[FILES] = {f"documents/{number}": {} for number in range(5)}
    account.parameters = {KEYS, "/hearth/blue/signing-keys"}


def test_another_name_than_the_stacks_deletes_nothing(account: Account, run: Run) -> None:
    code, said = run("destroy", answers=["hearht"])
    assert code == 1
    assert "Nothing was done" in said
    assert account.stacks
    assert len(account.objects[SITE]) == 3


def test_without_anybody_to_type_the_name_it_must_be_given(account: Account, run: Run) -> None:
    code, said = run("destroy")
    assert code == 1
    assert "--confirm hearth" in said
    assert account.stacks


def test_the_stack_goes_with_its_site_and_keys_and_the_data_stays(account: Account, run: Run) -> None:  # finding 6
    code, said = run("destroy", answers=["hearth"])
    assert code == 0
    assert account.stacks == {}
    assert SITE not in account.objects
    assert account.parameters == {"/hearth/blue/signing-keys"}
    assert len(account.objects[FILES]) == 5
    assert account.tables == {TABLE}
    assert TABLE in said
    assert FILES in said
    assert "hello@example.org in SES" in said


def test_with_data_table_and_files_go_too(account: Account, run: Run) -> None:
    assert run("destroy --data --confirm hearth")[0] == 0
    assert account.objects == {}
    assert account.tables == set()


def test_data_that_an_earlier_destroy_left_can_go_later(account: Account, run: Run) -> None:
    assert run("destroy --confirm hearth")[0] == 0
    code, said = run("destroy --confirm hearth")
    assert code == 0
    assert f"Kept from an earlier one: {TABLE}" in said
    assert run("destroy --data --confirm hearth")[0] == 0
    assert account.objects == {}
    assert account.tables == set()
    assert "Kept" not in run("destroy")[1]


def test_a_delete_that_failed_is_ended_by_the_next(account: Account, run: Run) -> None:
    account.stacks[("hearth", "eu-central-1")] = "DELETE_FAILED"
    assert run("destroy --confirm hearth")[0] == 0
    assert account.stacks == {}


def test_a_failing_delete_names_what_is_in_the_way(account: Account, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(account: Account, region: str, StackName: str) -> dict[str, str]:  # noqa: N803
        account.stacks[("hearth", region)] = "DELETE_FAILED"
        return {}

    monkeypatch.setattr(Account, "cloudformation_DeleteStack", fails)
    code, said = run("destroy --confirm hearth")
    assert code == 1
    assert "Run `make destroy` again" in said
    assert KEYS in account.parameters


def test_another_stack_is_left_alone(account: Account, run: Run) -> None:
    assert run("deploy --yes --stack-name blue --region eu-central-1 --sender hello@example.org")[0] == 0
    assert run("destroy --stack-name blue --data --confirm blue")[0] == 0
    assert set(account.stacks) == {("hearth", "eu-central-1")}
    assert account.tables == {TABLE}
    assert KEYS in account.parameters


def test_destroyed_and_deployed_again_keeps_the_sender(account: Account, run: Run) -> None:
    assert run("destroy --confirm hearth")[0] == 0
    assert run("deploy --yes")[0] == 0
    assert "MailIdentity" not in account.deployed()  # it is there, and can be made once only


def test_what_one_may_not_delete_is_told_and_made_up_for_later(account: Account, run: Run) -> None:
    account.denied = {"ssm:DeleteParameter"}
    code, said = run("destroy --confirm hearth")
    assert code == 1
    assert "AWS refused DeleteParameter" in said
    account.denied = set()
    assert run("destroy --confirm hearth")[0] == 0
    assert KEYS not in account.parameters
