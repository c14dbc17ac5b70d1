"""What no function may do to the audit log, read from the template: the engine here enforces no policy."""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from hearth.keys import audit as keys
from tests.infra.test_template import as_list, functions, resources, statements

WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete"}
ENTRIES = (
    keys.audit("org", "2026-11-21T10:00:00.000Z", "entry").pk,
    keys.audit_by_actor("org", "person", "", "").pk,
    keys.audit_by_object("org", "document", "", "").pk,
)
WRITER = "AuditQueueFunction"


def actions(statement: dict[str, Any]) -> set[str]:
    return {action.removeprefix("dynamodb:") for action in as_list(statement["Action"])} & WRITES


def patterns(statement: dict[str, Any]) -> list[str]:
    """The partition keys that a statement speaks of; without a condition, all of them."""
    for condition in statement.get("Condition", {}).values():
        if "dynamodb:LeadingKeys" in condition:
            return as_list(condition["dynamodb:LeadingKeys"])
    return ["*"]


def covered(statement: dict[str, Any]) -> bool:
    return any(fnmatchcase(key, pattern) for key in ENTRIES for pattern in patterns(statement))


def denied(function: str) -> set[str]:
    own = [one for one in statements(function) if one["Effect"] == "Deny"]
    for policy in resources("AWS::IAM::Policy").values():
        if {"Ref": f"{function}Role"} in policy["Properties"]["Roles"]:
            own += [one for one in policy["Properties"]["PolicyDocument"]["Statement"] if one["Effect"] == "Deny"]
    return {
        action
        for one in own
        if all(any(fnmatchcase(key, pattern) for pattern in patterns(one)) for key in ENTRIES)
        for action in actions(one)
    }


@pytest.mark.parametrize("function", functions())
def test_no_function_can_change_or_remove_an_audit_entry(function: str) -> None:
    allowed = {
        action for one in statements(function) if one["Effect"] == "Allow" and covered(one) for action in actions(one)
    }
    left = allowed - denied(function)
    assert left <= ({"PutItem"} if function == WRITER else set()), "add its role to AuditIsImmutable in template.yaml"


def test_the_writer_writes_entries_and_nothing_else() -> None:
    writing = [one for one in statements(WRITER) if one["Effect"] == "Allow" and actions(one)]
    assert [(actions(one), patterns(one)) for one in writing] == [({"PutItem"}, ["ORG#*#AUDIT#*"])]
    assert denied(WRITER) == WRITES - {"PutItem"}


def test_only_what_bears_on_security_reaches_the_log() -> None:
    rule = resources("AWS::Events::Rule")["AuditRule"]["Properties"]
    assert rule["EventPattern"] == {"source": ["hearth"], "detail": {"security": [True]}}
    assert [target["Arn"] for target in rule["Targets"]] == [{"Fn::GetAtt": ["AuditQueueFunction", "Arn"]}]
