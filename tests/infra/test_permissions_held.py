"""The simulation of roles finds what is missing and what is too much, as IAM would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infra import permissions
from infra.permissions import Statement, decide, findings, like, main, roles

TABLE = permissions.ADDRESSES["Table.Arn"]
LEADING = "dynamodb:LeadingKeys"


def call(action: str, *keys: str, resource: str = TABLE) -> dict[str, Any]:
    return {"function": "F", "action": action, "resource": resource, "context": {LEADING: list(keys)}, "test": "t"}


def allow(*patterns: str, operator: str = "ForAllValues:StringLike", effect: str = "Allow") -> Statement:
    return Statement(effect, ["dynamodb:GetItem"], [TABLE], [(operator, LEADING, list(patterns))])


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("ORG#*", "ORG#1#X", True),
        ("ORG#*", "XORG#1", False),
        ("a.c", "abc", False),
        ("a?c", "abc", True),
        ("*", "", True),
    ],
)
def test_patterns_are_iams(pattern: str, value: str, fits: bool) -> None:
    assert like(pattern, value) == fits


def test_every_key_of_a_call_has_to_fit() -> None:
    assert decide([allow("ORG#*")], call("dynamodb:GetItem", "ORG#1", "ORG#2"))
    assert not decide([allow("ORG#*")], call("dynamodb:GetItem", "ORG#1", "PERSON#2"))
    assert not decide([allow("ORG#*")], call("dynamodb:PutItem", "ORG#1"))
    assert not decide([allow("ORG#*")], call("dynamodb:GetItem", "ORG#1", resource=f"{TABLE}/index/gsi1"))


def test_a_denial_comes_before_what_is_allowed() -> None:
    deny = allow("ORG#*#AUDIT#*", operator="ForAnyValue:StringLike", effect="Deny")
    assert decide([allow("ORG#*"), deny], call("dynamodb:GetItem", "ORG#1"))
    assert not decide([allow("ORG#*"), deny], call("dynamodb:GetItem", "ORG#1", "ORG#1#AUDIT#2026"))


def test_a_condition_that_a_call_does_not_speak_of_does_not_hold() -> None:
    """S3 says of an object that is not there whether one may list the bucket; no prefix comes with that question."""
    bucket = "arn:aws:s3:::hearth-unit-files"
    listing = Statement("Allow", ["s3:ListBucket"], [bucket], [("StringLike", "s3:prefix", ["pictures/*"])])
    asked = {"function": "F", "action": "s3:ListBucket", "resource": bucket, "context": {}, "test": ""}
    assert not decide([listing], asked)
    assert decide([listing], {**asked, "context": {"s3:prefix": ["pictures/1/"]}})


def test_what_is_missing_and_what_is_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*", "TOPIC#*")], "G": [allow("ORG#*")]})
    found = findings([call("dynamodb:GetItem", "ORG#1"), call("dynamodb:PutItem", "ORG#1")])
    assert found[0].startswith("F may not dynamodb:PutItem")
    assert found[1] == "F never needs TOPIC#* (dynamodb:GetItem)"
    assert set(found[2:]) == {f"G never needs {one} (dynamodb:GetItem)" for one in ("ORG#*", TABLE, "dynamodb:GetItem")}


def test_who_posts_may_clean_up_after_gone_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = Statement("Allow", ["execute-api:ManageConnections"], ["live"], [])
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [posts]})
    found = findings([{**call("execute-api:ManageConnections", resource="live"), "context": {}}])
    assert len(found) == 5
    assert all("what a connection may bring about" in line for line in found)


def test_every_socket_may_count_frames_and_end_what_a_key_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "roles", lambda: {"FSocket": [], "F": []})
    found = findings([])
    assert [line.partition(" on ")[0] for line in found] == [
        "FSocket may not dynamodb:UpdateItem", "FSocket may not dynamodb:UpdateItem", "FSocket may not dynamodb:Query",
    ]  # fmt: skip


def test_what_is_said_twice_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A right of two statements can be taken from either, and a narrow pattern beside a wide one says nothing."""
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*"), allow("ORG#*", "PERSON#*")]})
    read = [call("dynamodb:GetItem", key) for key in ("ORG#1", "PERSON#1")]
    assert set(findings(read)) == {
        f"F never needs {one} (dynamodb:GetItem)" for one in ("ORG#*", TABLE, "dynamodb:GetItem")
    }
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*", "ORG#*#X")]})
    assert findings([call("dynamodb:GetItem", "ORG#1"), call("dynamodb:GetItem", "ORG#1#X")]) == [
        "F never needs ORG#*#X (dynamodb:GetItem)"
    ]


def test_what_is_listed_as_rare_is_no_finding_until_a_test_has_it_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*", "TOPIC#*")]})
    monkeypatch.setattr(permissions, "RARE", {("F", "TOPIC#*"): "only when the moon is full"})
    assert findings([call("dynamodb:GetItem", "ORG#1")]) == []
    (line,) = findings([call("dynamodb:GetItem", "ORG#1"), call("dynamodb:GetItem", "TOPIC#1")])
    assert line == "F needs TOPIC#*, and is in RARE for it"


def test_a_right_that_nobody_needs_fails_the_run_but_not_that_of_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*", "TOPIC#*")]})
    (tmp_path / "1.json").write_text(json.dumps([call("dynamodb:GetItem", "ORG#1")]))
    assert main([str(tmp_path)]) == 1
    assert main([str(tmp_path), "--part"]) == 0
    (tmp_path / "2.json").write_text(json.dumps([call("dynamodb:GetItem", "PERSON#1")]))
    assert main([str(tmp_path), "--part"]) == 1


def test_nothing_recorded_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "roles", lambda: {"F": [allow("ORG#*")]})
    assert main([str(tmp_path)]) == 1
    for number in range(2):  # as two processes of a run leave them
        (tmp_path / f"{number}.json").write_text(json.dumps([call("dynamodb:GetItem", "ORG#1")]))
    assert main([str(tmp_path)]) == 0


def test_every_function_has_a_role_that_can_be_read() -> None:
    held = roles()
    assert len(held) > 20
    assert [name for name, statements in held.items() if not statements] == ["PlatformHttp"]


@pytest.mark.parametrize("function", sorted(roles()))
def test_no_function_reaches_the_whole_table(function: str) -> None:
    """Nor a whole index of it."""
    for one in roles()[function]:
        reached = [place for place in one.resources if place.startswith(TABLE) and "/stream/" not in place]
        if one.effect == "Allow" and reached:
            assert any(key == LEADING for _, key, _ in one.conditions), f"{function}: {one.actions} on {reached}"


WRITING = {f"dynamodb:{one}" for one in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")}


@pytest.mark.parametrize("function", sorted(name for name in roles() if not name.startswith("Identity")))
def test_none_but_identity_writes_an_account(function: str) -> None:
    """Whatever is wrong with a function that strangers reach, it sets nobody's password."""
    for one in roles()[function]:
        if one.effect == "Allow" and WRITING & set(one.actions):
            patterns = [pattern for _, key, patterns in one.conditions if key == LEADING for pattern in patterns]
            reached = [one for one in patterns if like(one, "PERSON#p") or like(one, "LOGIN#a@example.org")]
            assert reached == []
