"""What CloudFormation gets to see: the template as SAM expands it, which adds more than it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.environments import ROOT
from infra.gateway_responses import ANSWERS
from infra.template import compose, letters
from infra.transform import expanded

MOST = 400
"""Resources; CloudFormation takes 500. With more, parts of the template become stacks of their own."""

NAMES = {
    "AWS::ApiGateway::RestApi": "Name", "AWS::ApiGatewayV2::Api": "Name", "AWS::CloudFront::Function": "Name",
    "AWS::CloudFront::OriginAccessControl": "OriginAccessControlConfig.Name",
    "AWS::CloudFront::ResponseHeadersPolicy": "ResponseHeadersPolicyConfig.Name",
    "AWS::CloudWatch::Alarm": "AlarmName", "AWS::DynamoDB::Table": "TableName", "AWS::Events::EventBus": "Name",
    "AWS::Events::Rule": "Name", "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::Role": "RoleName",
    "AWS::Lambda::Function": "FunctionName", "AWS::Lambda::LayerVersion": "LayerName",
    "AWS::Logs::LogGroup": "LogGroupName", "AWS::Logs::MetricFilter": "FilterName", "AWS::S3::Bucket": "BucketName",
    "AWS::SNS::Topic": "TopicName", "AWS::SQS::Queue": "QueueName", "AWS::SSM::Parameter": "Name",
    "AWS::Scheduler::Schedule": "Name", "AWS::Scheduler::ScheduleGroup": "Name",
    "AWS::WAFv2::WebACL": "Name",
}  # fmt: skip
"""Where a resource that is one in its account and region says its name. Without one CloudFormation makes it up."""

ON_EVERYTHING = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
"""What AWS lets nobody narrow down; only there while tracing is on."""


def made(kind: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Resources by logical id, of one type or all."""
    for name, resource in expanded()["Resources"].items():
        if not kind or resource["Type"] == kind:
            yield name, resource


def statements(value: Any) -> Iterator[dict[str, Any]]:
    """Every statement of every policy in a resource, conditional ones too."""
    if isinstance(value, dict):
        if "Effect" in value and "Action" in value:
            yield value
        for inner in value.values():
            yield from statements(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from statements(inner)


def test_there_is_room_for_more() -> None:
    assert 100 < len(expanded()["Resources"]) < MOST


def test_no_role_has_a_policy_of_sams_making() -> None:
    for name, role in made("AWS::IAM::Role"):
        given = role["Properties"].get("ManagedPolicyArns", [])
        assert given in ([], [{"Ref": "WriteLogs"}]), f"{name}: {given}"


def test_nothing_is_allowed_on_everything() -> None:
    found = {
        action
        for kind in ("AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
        for _, resource in made(kind)
        for statement in statements(resource["Properties"])
        if statement["Effect"] == "Allow" and "*" in _many(statement.get("Resource", []))
        for action in _many(statement["Action"])
    }
    assert found == ON_EVERYTHING


def test_every_star_in_a_policy_is_listed_with_its_reason() -> None:
    page = (ROOT / "docs" / "security.md").read_text().partition("## Where a star stands in a policy")[2]
    table = re.findall(r"^\| (`.+?) \| \S.+ \|$", page.partition("\n## ")[0], re.MULTILINE)
    listed = [name for names in table for name in re.findall(r"`(.+?)`", names)]
    found = {
        re.sub(r"^arn:\$\{AWS::Partition}:(\w[\w-]*):\$\{AWS::Region}:\$\{AWS::AccountId}:", r"\1:", text)
        for _, resource in made()
        for statement in statements(resource.get("Properties", {}))
        for one in _many(statement.get("Resource", []))
        for text in (one if isinstance(one, str) else one.get("Fn::Sub", ""),)
        if "*" in text
    }
    assert sorted(listed) == sorted(found)


def test_nobody_traces_while_tracing_is_off() -> None:
    (policy,) = (resource for name, resource in made("AWS::IAM::ManagedPolicy") if name == "WriteLogs")
    tracing = [one for one in policy["Properties"]["PolicyDocument"]["Statement"] if "xray" in json.dumps(one)]
    assert [(one["Fn::If"][0], one["Fn::If"][2]) for one in tracing] == [("Traced", {"Ref": "AWS::NoValue"})]
    for name, resource in made():
        if name != "WriteLogs":
            assert "xray:" not in json.dumps(resource)


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_a_second_stack_stands_beside_the_first(kind: str) -> None:
    for name, resource in made(kind):
        given: Any = resource.get("Properties", {})
        for part in NAMES[kind].split("."):
            given = given.get(part, {})
        if given:
            assert "AWS::StackName" in json.dumps(given), f"{name} has a name of its own"


def test_every_named_type_is_known() -> None:
    """A type that is new here is looked at once: has it a name that only one stack can have?"""
    unnamed = {
        "AWS::ApiGateway::Deployment", "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Authorizer",
        "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Stage",
        "AWS::Budgets::Budget", "AWS::CloudFront::Distribution", "AWS::IAM::Policy",
        "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission",
        "AWS::S3::BucketPolicy", "AWS::SES::EmailIdentity", "AWS::SQS::QueuePolicy",
        "AWS::WAFv2::WebACLAssociation",
    }  # fmt: skip
    assert {resource["Type"] for _, resource in made()} - set(NAMES) <= unnamed


def test_every_parameter_and_every_condition_is_used() -> None:
    whole = expanded()
    text = json.dumps({name: whole[name] for name in ("Resources", "Outputs", "Conditions", "Rules") if name in whole})
    for name in whole["Parameters"]:
        assert f'{{"Ref": "{name}"}}' in text or f"${{{name}}}" in text, f"nothing uses {name}"
    for name in whole["Conditions"]:
        assert f'"{name}"' in json.dumps({part: whole[part] for part in ("Resources", "Outputs")}) or (
            f'{{"Condition": "{name}"}}' in text
        ), f"nothing asks {name}"


def test_every_queue_is_used() -> None:
    for queue, _ in made("AWS::SQS::Queue"):
        users = [name for name, resource in made() if f'"{queue}"' in json.dumps(resource)]
        watching = {name for name, _ in made("AWS::CloudWatch::Alarm")}
        assert set(users) - watching - {"LettersFromBus"}, f"nothing is ever put into {queue}"


def test_a_function_says_only_what_is_worth_a_line() -> None:
    for name, function in made("AWS::Lambda::Function"):
        logging = function["Properties"]["LoggingConfig"]
        assert (logging["LogFormat"], logging["SystemLogLevel"]) == ("JSON", "WARN"), name


# --- alarms -------------------------------------------------------------------------------------------------------


def letters_alarms() -> list[dict[str, Any]]:
    return [one["Properties"] for name, one in made("AWS::CloudWatch::Alarm") if name.startswith("DeadLetters")]


def sums(expression: str, values: dict[str, float | None]) -> float | None:
    """CloudWatch's metric math, as far as it is used: a sum with a gap in it is a gap, FILL closes one."""
    total = 0.0
    for term in expression.split(" + "):
        filled = re.fullmatch(r"FILL\((\w+),\s*(\d+)\)", term)
        value = values[filled[1] if filled else term]
        if value is None and filled is None:
            return None
        total += float(filled[2]) if value is None and filled else float(value or 0)
    return total


def test_every_queue_of_dead_letters_is_watched() -> None:
    watched = [
        metric["MetricStat"]["Metric"]["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in letters_alarms()
        for metric in alarm["Metrics"]
        if "MetricStat" in metric
    ]
    queues = [name for name, _ in made("AWS::SQS::Queue") if name.endswith("DeadLetters")]
    assert sorted(watched) == sorted(queues)
    assert set(queues) == set(letters.queues((ROOT / "template.yaml").read_text()))


def test_one_letter_raises_the_alarm_while_other_queues_are_idle() -> None:
    """An idle queue reports nothing at all."""
    for alarm in letters_alarms():
        assert len(alarm["Metrics"]) <= 10, "CloudWatch takes no more in one alarm"
        (total,) = (one for one in alarm["Metrics"] if one["ReturnData"])
        ids = [one["Id"] for one in alarm["Metrics"] if "MetricStat" in one]
        for waiting in ids:
            found = sums(total["Expression"], {one: 1.0 if one == waiting else None for one in ids})
            assert found is not None
            assert found > alarm["Threshold"]
        assert sums(total["Expression"], dict.fromkeys(ids)) == 0


def test_a_stack_of_many_queues_has_an_alarm_for_each_nine() -> None:
    block = letters.alarms([f"N{number}DeadLetters" for number in range(20)])
    assert block.count("Type: AWS::CloudWatch::Alarm") == 3
    assert all(block.count(f"!GetAtt N{number}DeadLetters.") == 1 for number in range(20))


def test_failing_functions_raise_an_alarm_too() -> None:
    """`AlarmMail` promises it: what the platform reports of a call that failed, or an error in a line."""
    (pattern,) = (one["Properties"] for _, one in made("AWS::Logs::MetricFilter"))
    assert pattern["LogGroupName"] == {"Ref": "FunctionsLog"}
    assert '$.level = "ERROR"' in pattern["FilterPattern"]
    assert '$.record.status != "success"' in pattern["FilterPattern"]
    (told,) = pattern["MetricTransformations"]
    (alarm,) = (one["Properties"] for name, one in made("AWS::CloudWatch::Alarm") if name == "FailuresAlarm")
    assert (alarm["Namespace"], alarm["MetricName"]) == (told["MetricNamespace"], told["MetricName"])
    assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]


# --- what API Gateway answers itself -------------------------------------------------------------------------------


def body() -> dict[str, Any]:
    """The API's body, as it is imported."""
    found: dict[str, Any] = expanded()["Resources"]["RestApi"]["Properties"]["Body"]
    return found


def test_gateway_responses_are_in_the_body_and_nowhere_else() -> None:
    """Resources beside the body are wiped by its next import: denied tokens answered 403 from the second release on."""
    assert list(made("AWS::ApiGateway::GatewayResponse")) == []
    assert set(body()["x-amazon-apigateway-gateway-responses"]) == set(ANSWERS)


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_a_gateway_response_is_a_problem_and_tells_the_truth(kind: str) -> None:
    answer = body()["x-amazon-apigateway-gateway-responses"][kind]
    problem = json.loads(answer["responseTemplates"]["application/json"])
    assert problem["status"] == answer["statusCode"], "a template cannot know the status of its answer"
    assert problem["type"].endswith(f"/{problem['code']}")
    assert problem["request_id"] == "$context.requestId"
    headers = {
        name.removeprefix("gatewayresponse.header."): value for name, value in answer["responseParameters"].items()
    }
    assert all(re.fullmatch(r"'[^']+'", value) for value in headers.values()), "a constant is in quotes"
    assert headers["Content-Type"] == "'application/problem+json'"
    assert headers["Access-Control-Allow-Origin"] == "'*'"
    assert ("WWW-Authenticate" in headers) == (answer["statusCode"] == 401)
    assert ("Retry-After" in headers) == (answer["statusCode"] == 429)


def test_a_denied_token_is_no_token() -> None:
    """Clients renew theirs on 401; on 403 they forget what they asked for."""
    for kind in ("UNAUTHORIZED", "ACCESS_DENIED"):
        assert ANSWERS[kind][:2] == (401, "unauthenticated")


def test_no_response_is_one_that_api_gateway_passes_over() -> None:
    for path in body()["paths"].values():
        for operation in path.values():
            assert "default" not in operation["responses"]


def test_a_deployment_is_new_when_anything_it_holds_is() -> None:
    template, api = (ROOT / "template.yaml").read_text(), (ROOT / "infra" / "api.yaml").read_text()
    assert compose.named(template, api) == template
    changed = template.replace("BinaryMediaTypes: [application/zip, ", "BinaryMediaTypes: [")
    assert changed != template
    names = {
        re.search(r"DeploymentId: !Ref (\w+)", compose.named(*one))[1]  # type: ignore[index]
        for one in ((template, api), (template, api.replace("'Bearer", "'Basic")), (changed, api))
    }
    assert len(names) == 3


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
