"""What template.yaml must keep to, whoever adds to it: nothing costs while idle, and every function may do little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from infra.environments import ROOT

# Types that cost nothing while nobody works. A new one is added here only after a look at its price.
FREE_WHILE_IDLE = {
    "AWS::ApiGateway::Deployment", "AWS::ApiGateway::GatewayResponse", "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::Authorizer",
    "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Stage",
    "AWS::CloudFront::Distribution", "AWS::CloudFront::Function", "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy", "AWS::DynamoDB::Table", "AWS::Events::EventBus",
    "AWS::Events::Rule", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission", "AWS::Logs::LogGroup", "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
    "AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "AWS::SSM::Parameter", "AWS::Scheduler::Schedule",
    "AWS::Scheduler::ScheduleGroup",
    "AWS::SES::EmailIdentity", "AWS::Serverless::Function", "AWS::Serverless::LayerVersion", "AWS::SNS::Topic",
    "AWS::SNS::Subscription",
}  # fmt: skip
# These have a price by the month and may stand only behind a condition that is off by default.
PRICED = {
    "AWS::Budgets::Budget",
    "AWS::CloudWatch::Alarm",
    "AWS::Logs::MetricFilter",
    "AWS::WAFv2::WebACL",
    "AWS::WAFv2::WebACLAssociation",
}
OFF_BY_DEFAULT = {"Alarmed", "Budgeted", "Firewalled", "Traced"}


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as their long ones."""


def _long_form(loader: Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)  # type: ignore[arg-type]
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".")
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", _long_form)


@cache
def template() -> dict[str, Any]:
    """The whole template."""
    content: dict[str, Any] = yaml.load((ROOT / "template.yaml").read_text(), Loader)
    return content


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """The resources of one type, by logical id."""
    return {name: made for name, made in template()["Resources"].items() if made["Type"] == kind}


def functions() -> list[str]:
    """Logical ids of all functions."""
    return sorted(resources("AWS::Serverless::Function"))


def statements(function: str) -> Iterator[dict[str, Any]]:
    """What a function may do, beside writing its log."""
    for policy in resources("AWS::IAM::Role")[f"{function}Role"]["Properties"].get("Policies", []):
        yield from policy["PolicyDocument"]["Statement"]


def as_list(value: Any) -> list[Any]:
    """CloudFormation takes one or many in most places."""
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", sorted(template()["Resources"]))
def test_a_resource_costs_nothing_while_idle(name: str) -> None:
    resource = template()["Resources"][name]
    if resource["Type"] in PRICED:
        assert resource.get("Condition") in OFF_BY_DEFAULT
    else:
        assert resource["Type"] in FREE_WHILE_IDLE


@pytest.mark.parametrize("name", sorted(template()["Resources"]))
def test_nothing_is_provisioned(name: str) -> None:
    text = str(template()["Resources"][name])
    for priced in ("ProvisionedThroughput'", "ProvisionedConcurrency", "VpcConfig", "KmsMasterKeyId", "KMSMasterKeyID",
                   "SSESpecification", "CacheClusterEnabled", "secretsmanager"):  # fmt: skip
        assert priced not in text


def test_priced_options_are_off_by_default() -> None:
    parameters = template()["Parameters"]
    assert parameters["AlarmMail"]["Default"] == ""
    assert parameters["Tracing"]["Default"] == "false"
    assert parameters["BudgetDollars"]["Default"] == 0
    assert parameters["FirewallLimit"]["Default"] == 0


def test_the_table_is_what_the_code_expects() -> None:
    (table,) = resources("AWS::DynamoDB::Table").values()
    properties = table["Properties"]
    assert table["UpdateReplacePolicy"] == "Retain"
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert [index["IndexName"] for index in properties["GlobalSecondaryIndexes"]] == ["gsi1", "gsi2"]


@pytest.mark.parametrize("name", sorted(resources("AWS::S3::Bucket")))
def test_a_bucket_is_private_and_encrypted(name: str) -> None:
    properties = resources("AWS::S3::Bucket")[name]["Properties"]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    assert len(properties["PublicAccessBlockConfiguration"]) == 4
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]


@pytest.mark.parametrize("name", sorted(resources("AWS::SQS::Queue")))
def test_a_queue_holds_dead_letters_and_nobody_polls_it(name: str) -> None:
    """Lambda asks a queue of work all day, and every empty answer is billed (decision 0042)."""
    properties = resources("AWS::SQS::Queue")[name]["Properties"]
    assert name.endswith("DeadLetters")
    assert properties["SqsManagedSseEnabled"] is True
    assert properties["MessageRetentionPeriod"] == 1209600
    for function in resources("AWS::Serverless::Function").values():
        assert "SQS" not in {event["Type"] for event in function["Properties"].get("Events", {}).values()}
    for mapping in resources("AWS::Lambda::EventSourceMapping").values():
        assert mapping["Properties"]["EventSourceArn"] != {"Fn::GetAtt": [name, "Arn"]}


def called_and_not_waited_for() -> dict[str, str]:
    """Functions that Lambda calls again by itself, and where it leaves what it gives up on."""
    found = {}
    for name, function in resources("AWS::Serverless::Function").items():
        settings = function["Properties"].get("EventInvokeConfig")
        if settings is not None:
            found[name] = settings["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]
            assert settings["MaximumRetryAttempts"] == 2
    return found


def test_what_is_called_without_waiting_is_tried_again_and_then_kept() -> None:
    targets = {
        target["Arn"]["Fn::GetAtt"][0]: target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
        for rule in resources("AWS::Events::Rule").values()
        for target in rule["Properties"]["Targets"]
    }
    for name, function in resources("AWS::Serverless::Function").items():
        for event in function["Properties"].get("Events", {}).values():
            if event["Type"] == "EventBridgeRule":
                targets[name] = event["Properties"]["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0]
    assert len(targets) >= 6
    found = called_and_not_waited_for()
    workers = {name: "JobsQueueFunction" for name in found if name.endswith("Jobs")}  # which ends the job, and keeps it
    assert len(workers) >= 3
    assert found == {**targets, "MailQueueFunction": "MailDeadLetters", **workers}
    (letters,) = (one["Properties"] for one in resources("AWS::SQS::QueuePolicy").values())
    assert {queue["Ref"] for queue in letters["Queues"]} == set(targets.values())
    for name, queue in found.items():
        sending = [one for one in statements(name) if "sqs:SendMessage" in as_list(one["Action"])]
        keeps = [] if name in workers else [{"Fn::GetAtt": [queue, "Arn"]}]
        assert [one["Resource"] for one in sending] == keeps, name
    for name in workers:
        calling = [one["Resource"] for one in statements(name) if "lambda:InvokeFunction" in as_list(one["Action"])]
        assert any(str(one["Fn::Sub"]).endswith("-jobs-queue") for one in calling if "Fn::Sub" in one), name
    queue_of_jobs = resources("AWS::Serverless::Function")["JobsQueueFunction"]["Properties"]
    assert queue_of_jobs["Environment"]["Variables"]["HEARTH_DEAD_LETTERS"] == {"Ref": "JobsDeadLetters"}


def test_a_rule_may_call_its_function() -> None:
    for name, rule in resources("AWS::Events::Rule").items():
        (permission,) = (
            one["Properties"]
            for one in resources("AWS::Lambda::Permission").values()
            if one["Properties"]["SourceArn"] == {"Fn::GetAtt": [name, "Arn"]}
        )
        assert permission["FunctionName"]["Ref"] == rule["Properties"]["Targets"][0]["Arn"]["Fn::GetAtt"][0]
        assert permission["Principal"] == "events.amazonaws.com"


@pytest.mark.parametrize("name", functions())
def test_a_function_ships_its_own_capability(name: str) -> None:
    resource = resources("AWS::Serverless::Function")[name]
    properties = resource["Properties"]
    assert resource["Metadata"] == {"BuildMethod": "makefile"}
    match = re.match(r"([A-Z][a-z]+)(\w+)", name)
    assert match
    capability = match[1].lower()
    module = properties["Handler"].rpartition(".")[0]
    assert module.startswith(f"functions.{capability}.")
    assert (ROOT / f"{module.replace('.', '/')}.py").exists()
    short = _hyphened(name.removesuffix("Function"))  # a queue may have the plain name
    assert properties["FunctionName"] == {"Fn::Sub": f"${{AWS::StackName}}-{short}"}
    assert properties["Environment"]["Variables"]["HEARTH_FUNCTION"] == short


@pytest.mark.parametrize("name", functions())
def test_a_function_has_little_permission_and_its_own(name: str) -> None:
    properties = resources("AWS::Serverless::Function")[name]["Properties"]
    assert properties["Role"] == {"Fn::GetAtt": [f"{name}Role", "Arn"]}
    assert "Policies" not in properties, "SAM adds nothing to a role that is given"
    assert resources("AWS::IAM::Role")[f"{name}Role"]["Properties"]["ManagedPolicyArns"] == [{"Ref": "WriteLogs"}]
    for statement in statements(name):
        assert statement["Effect"] == "Allow"
        for action in as_list(statement["Action"]):
            assert "*" not in action, f"{action} allows more than it names"
            assert action != "dynamodb:Scan"
        assert "*" not in as_list(statement["Resource"]), f"{statement['Action']} on everything"


@pytest.mark.parametrize("name", functions())
def test_a_function_names_only_layers_that_not_all_have(name: str) -> None:
    own = resources("AWS::Serverless::Function")[name]["Properties"].get("Layers", [])
    for layer in template()["Globals"]["Function"]["Layers"]:
        assert layer not in own, "SAM adds the lists, and AWS refuses a layer twice"


@pytest.mark.parametrize("name", functions())
def test_a_function_outlives_no_caller(name: str) -> None:
    properties = resources("AWS::Serverless::Function")[name]["Properties"]
    timeout = properties.get("Timeout", template()["Globals"]["Function"]["Timeout"])
    if name.endswith("Http"):
        assert timeout <= 29


def test_the_stream_has_two_readers_at_most() -> None:
    readers = [one["Properties"] for one in resources("AWS::Lambda::EventSourceMapping").values()]
    assert len(readers) <= 2, "a shard serves two readers"
    for reader in readers:
        assert reader["EventSourceArn"] == {"Fn::GetAtt": ["Table", "StreamArn"]}
        assert reader["StartingPosition"] == "TRIM_HORIZON"
        assert reader["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert reader["DestinationConfig"]["OnFailure"]["Destination"]


@pytest.mark.parametrize("kind", ["RestApi", "LiveApi"])
def test_a_gateway_may_call_what_it_routes_to(kind: str) -> None:
    allowed = {
        permission["Properties"]["FunctionName"]["Ref"]
        for permission in resources("AWS::Lambda::Permission").values()
        if f"${{{kind}}}" in str(permission["Properties"].get("SourceArn"))
    }
    if kind == "RestApi":
        routed = set(re.findall(r"functions/\$\{(\w+)\.Arn\}", (ROOT / "infra" / "api.yaml").read_text()))
    else:
        gateway = [
            *resources("AWS::ApiGatewayV2::Integration").values(),
            *resources("AWS::ApiGatewayV2::Authorizer").values(),
        ]
        routed = set(re.findall(r"functions/\$\{(\w+)\.Arn\}", str(gateway)))
    assert routed <= set(functions())
    assert routed <= allowed, "it needs an AWS::Lambda::Permission"


@pytest.mark.parametrize("name", functions())
def test_who_posts_to_connections_may_clean_up_after_gone_ones(name: str) -> None:
    actions = {action for statement in statements(name) for action in as_list(statement["Action"])}
    if "execute-api:ManageConnections" in actions:
        assert {
            "dynamodb:Query",
            "dynamodb:DeleteItem",
            "dynamodb:BatchWriteItem",
        } <= actions  # hearth.live.gateway.cleanup_connections


def _hyphened(name: str) -> str:
    """`DocumentsSocket` -> `documents-socket`; `RealtimeQueueFunction`, beside its queue, -> `realtime-queue`."""
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name.removesuffix("Function")).lower()


def test_how_many_may_be_at_a_topic_is_a_parameter_of_the_stack() -> None:  # L22
    parameter = template()["Parameters"]["LiveParticipants"]
    assert int(parameter["Default"]) == 100
    name = "HEARTH_LIVE_PARTICIPANTS"
    given = template()["Resources"]["RealtimeSocket"]["Properties"]["Environment"]["Variables"][name]
    assert given == {"Ref": "LiveParticipants"}
