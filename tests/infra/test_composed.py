"""The composed template: what follows from the code is there, and nobody has to remember it."""

from __future__ import annotations

from typing import Any

import pytest

from hearth.access import TYPES
from hearth.consumers import SECURITY, Consumer
from hearth.keys import documents as keys
from hearth.live.socket import Socket
from infra import environments, openapi
from infra.environments import ROOT
from infra.local import up
from infra.template import compose
from infra.template.capability import Capability, statement
from infra.template.kinds import KINDS
from infra.template.tagged import Tagged, block, load


class Imaginary(Capability):
    """A capability whose code is given instead of imported."""

    def __init__(self, told: dict[str, Any], **code: Any) -> None:
        super().__init__("imaginary", told)
        self.code = code

    def module(self, entry: str) -> Any:
        return type(entry, (), {("consumer" if entry == "queue" else entry): self.code[entry]})


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """`functions/imaginary`, with a file for each entry that a test asks for."""
    (tmp_path / "functions" / "imaginary").mkdir(parents=True)
    monkeypatch.setattr(environments, "ROOT", tmp_path)


def made(told: dict[str, Any], **code: Any) -> dict[str, Any]:
    """What is composed of an imaginary capability with these entries."""
    for entry in told:
        if entry in KINDS:
            (environments.ROOT / "functions" / "imaginary" / f"{entry}.py").touch()
    one = Imaginary(told, **code)
    return {**one.compose(), "from bus": one.from_bus}


def test_the_committed_template_is_what_its_parts_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert compose.composed(openapi.GATEWAY.read_text()) == (ROOT / "template.yaml").read_text()


def test_a_difference_is_a_fault_and_composing_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    path = tmp_path / "template.yaml"
    path.write_text((ROOT / "template.yaml").read_text().replace("org.purged", "org.mislaid"))
    monkeypatch.setattr(compose, "TEMPLATE", path)
    assert compose.main(["--check"]) == 1
    assert "python -m infra.template" in capsys.readouterr().err
    assert compose.main() == 0
    assert compose.main(["--check"]) == 0


def test_what_a_consumer_hears_is_its_rule_with_dead_letters_and_retries() -> None:
    found = made({"queue": {"Timeout": 20}}, queue=Consumer("imaginary", hears={"org.purged", "org.deleted"}))
    rule = found["ImaginaryRule"]["Properties"]
    assert rule["EventPattern"] == {"source": ["hearth"], "detail-type": ["org.deleted", "org.purged"]}
    assert rule["Targets"][0]["DeadLetterConfig"] == {"Arn": Tagged("GetAtt", "ImaginaryDeadLetters.Arn")}
    function = found["ImaginaryQueueFunction"]["Properties"]
    assert function["Timeout"] == 20
    assert function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"] == Tagged(
        "GetAtt", "ImaginaryDeadLetters.Arn"
    )
    assert found["ImaginaryRulePermission"]["Properties"]["SourceArn"] == Tagged("GetAtt", "ImaginaryRule.Arn")
    assert found["from bus"] == ["ImaginaryDeadLetters"]
    (sending,) = own(found, "ImaginaryQueueFunction")
    assert (sending["Action"], sending["Resource"]) == ("sqs:SendMessage", Tagged("GetAtt", "ImaginaryDeadLetters.Arn"))


def own(found: dict[str, Any], function: str) -> list[dict[str, Any]]:
    (policy,) = found[f"{function}Role"]["Properties"]["Policies"]
    return list(policy["PolicyDocument"]["Statement"])


def test_who_hears_nothing_is_called_by_name() -> None:
    found = made({"queue": {}}, queue=Consumer("imaginary"))
    assert "ImaginaryRule" not in found
    assert "ImaginaryDeadLetters" in found
    assert found["from bus"] == []


def test_who_hears_of_security_hears_it_whatever_the_type() -> None:
    found = made({"queue": {}}, queue=Consumer("imaginary", hears=SECURITY))
    assert found["ImaginaryRule"]["Properties"]["EventPattern"] == {
        "source": ["hearth"],
        "detail": {"security": [True]},
    }


def test_who_postpones_may_have_itself_called_and_nobody_else() -> None:
    found = made({"queue": {}}, queue=Consumer("imaginary", hears={"org.purged"}, later={"org.purged": 30}))
    variables = found["ImaginaryQueueFunction"]["Properties"]["Environment"]["Variables"]
    assert variables["HEARTH_LATER_TARGET"].value.endswith("${AWS::StackName}-imaginary-queue")
    (policy,) = found["ImaginaryLaterRole"]["Properties"]["Policies"]
    assert [one["Resource"] for one in policy["PolicyDocument"]["Statement"]] == [variables["HEARTH_LATER_TARGET"]]
    assert [one["Action"] for one in own(found, "ImaginaryQueueFunction")] == [
        "sqs:SendMessage", "scheduler:CreateSchedule", "iam:PassRole",
    ]  # fmt: skip


def test_a_type_of_frames_is_a_route() -> None:
    socket = Socket("imaginary")
    socket.on("draw")(lambda frame: None)
    socket.on("draw_more")(lambda frame: None)
    found = made({"socket": {}}, socket=socket)
    assert found["DrawRoute"]["Properties"]["RouteKey"] == "draw"
    assert found["DrawMoreRoute"]["Properties"]["RouteKey"] == "draw_more"
    assert found["ImaginarySocketPermission"]["Properties"]["SourceArn"].value.endswith("${LiveApi}/*")


def test_an_entry_without_a_word_about_it_is_an_error() -> None:
    (environments.ROOT / "functions" / "imaginary" / "stream.py").touch()
    with pytest.raises(ValueError, match=r"nothing for stream\.py"):
        made({"handler": {}})


def test_a_word_about_no_entry_is_an_error() -> None:
    one = Imaginary({"service": {"Timeout": 3}})
    with pytest.raises(ValueError, match="which is no entry"):
        one.compose()


def test_a_resource_that_is_derived_cannot_be_given_as_well() -> None:
    with pytest.raises(ValueError, match="ImaginaryHttpRole is there twice"):
        made({"handler": {}, "Resources": {"ImaginaryHttpRole": {"Type": "AWS::IAM::Role", "Properties": {}}}})


def test_an_unknown_grant_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such grant: post_to_everybody"):
        statement("post_to_everybody")


def test_keys_are_a_condition_on_the_table() -> None:
    found = statement({"Action": "dynamodb:GetItem", "Keys": ["ORG#*"]})
    assert found["Resource"] == Tagged("GetAtt", "Table.Arn")
    assert found["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["ORG#*"]}}
    found = statement({"Action": "dynamodb:Query", "Index": ["gsi1", "gsi2"], "Keys": ["ORG#*"]})
    assert [one.value for one in found["Resource"]] == ["${Table.Arn}/index/gsi1", "${Table.Arn}/index/gsi2"]


def test_the_access_of_every_type_of_object_may_be_asked() -> None:
    found = statement("check_access_of_objects")
    patterns = found["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    assert patterns == sorted(kind.key("*", "*").pk for kind in TYPES.values())
    assert keys.document("*", "*").pk in patterns


def writer(action: str, *patterns: str) -> dict[str, Any]:
    policy = {"PolicyDocument": {"Statement": [statement({"Action": action, "Keys": list(patterns)})]}}
    return {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}}


def test_whoever_may_write_such_an_item_is_denied_it() -> None:
    wanted = {"WhoMayWrite": "ORG#*#AUDIT#*", "Also": ["ReaderRole"], "But": ["AuditRole"]}
    roles = {
        "WideRole": writer("dynamodb:PutItem", "ORG#*"),
        "AuditRole": writer("dynamodb:PutItem", "ORG#*#AUDIT#*"),
        "ReaderRole": writer("dynamodb:GetItem", "ORG#*"),
        "FeedRole": writer("dynamodb:PutItem", "ORG#*#FEED#*"),
        "OtherRole": writer("dynamodb:UpdateItem", "RATE#*"),
    }
    found: dict[str, Any] = {"Denied": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": wanted}}, **roles}
    compose._fill_in_writers(found)
    assert found["Denied"]["Properties"]["Roles"] == [Tagged("Ref", "ReaderRole"), Tagged("Ref", "WideRole")]


def test_what_expires_is_a_rule_of_the_bucket_and_said_once() -> None:
    told = [Imaginary({"Expires": {"drafts/": 3}}), Imaginary({"Expires": {"copies/of/": 9}})]
    rules = load("Rules:\n" + compose._expiring(told))["Rules"]
    assert [(rule["Id"], rule["Prefix"], rule["ExpirationInDays"]) for rule in rules] == [
        ("copies-of-expire", "copies/of/", 9),
        ("drafts-expire", "drafts/", 3),
    ]
    assert all(rule["Status"] == "Enabled" for rule in rules)
    with pytest.raises(ValueError, match="two capabilities say when drafts/ expires"):
        compose._expiring([*told, Imaginary({"Expires": {"drafts/": 4}})])


def test_short_forms_survive_reading_and_writing() -> None:
    text = '  A:\n    B: !Sub "${C}-d"\n    E: !If [F, !Ref G, !GetAtt H.Arn]\n'
    assert block("A", load(text)["A"]) == text


def test_a_template_that_cannot_be_composed_is_told_in_words_when_the_stack_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise ValueError("functions/imaginary/resources.yaml has nothing for stream.py")

    monkeypatch.setattr(compose, "main", refuse)
    with pytest.raises(environments.EnvironmentProblem, match=r"cannot be composed: .* nothing for stream\.py"):
        up._compose()
