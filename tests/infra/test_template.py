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
    "AWS::Events::Rule", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission", "AWS::Logs::LogGroup", "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
    "AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "AWS::SSM::Parameter", "AWS::Scheduler::Schedule",
    "AWS::SES::EmailIdentity", "AWS::Serverless::Function", "AWS::Serverless::LayerVersion", "AWS::SNS::Topic",
    "AWS::SNS::Subscription",
}  # fmt: skip
# These have a price by the month and may stand only behind a condition that is off by default.
PRICED = {"AWS::CloudWatch::Alarm", "AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation"}
OFF_BY_DEFAULT = {"Alarmed", "Traced", "Firewalled"}


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
    """What a function may do."""
    for policy in resources("AWS::Serverless::Function")[function]["Properties"].get("Policies", []):
        yield from policy["Statement"]


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
    assert parameters["OpenSearchEndpoint"]["Default"] == ""
    assert parameters["FirewallLimit"]["Default"] == 0


def test_the_table_is_what_the_code_expects() -> None:
    (table,) = resources("AWS::DynamoDB::Table").values()
    properties = table["Properties"]
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
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
def test_a_queue_has_dead_letters(name: str) -> None:
    properties = resources("AWS::SQS::Queue")[name]["Properties"]
    assert properties["SqsManagedSseEnabled"] is True
    if name.endswith("DeadLetters"):
        assert properties["MessageRetentionPeriod"] == 1209600
        return
    target = properties["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert target in resources("AWS::SQS::Queue")
    assert target.endswith("DeadLetters")


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
    assert "Role" not in resources("AWS::Serverless::Function")[name]["Properties"]
    own = list(statements(name))
    assert own, "give it Policies of its own, however few"
    for statement in own:
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
    for event in properties.get("Events", {}).values():
        if event["Type"] == "SQS":
            queue = event["Properties"]["Queue"]["Fn::GetAtt"][0]
            visible = resources("AWS::SQS::Queue")[queue]["Properties"]["VisibilityTimeout"]
            assert visible >= 6 * timeout, "or a message is handed out again while it is worked on"
            assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        if event["Type"] == "DynamoDB":
            assert event["Properties"]["StartingPosition"] == "TRIM_HORIZON"
            assert event["Properties"]["DestinationConfig"]["OnFailure"]["Destination"]


def test_the_stream_has_two_readers_at_most() -> None:
    readers = [
        name
        for name, resource in resources("AWS::Serverless::Function").items()
        for event in resource["Properties"].get("Events", {}).values()
        if event["Type"] == "DynamoDB"
    ]
    assert len(readers) <= 2, f"a shard serves two readers: {readers}"


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
        assert {"dynamodb:Query", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"} <= actions  # hearth.live.bury


def _hyphened(name: str) -> str:
    """`DocumentsSocket` -> `documents-socket`; `RealtimeQueueFunction`, beside its queue, -> `realtime-queue`."""
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name.removesuffix("Function")).lower()


def test_how_many_may_be_at_a_topic_is_a_parameter_of_the_stack() -> None:  # L22
    parameter = template()["Parameters"]["LiveParticipants"]
    assert int(parameter["Default"]) == 100
    name = "HEARTH_LIVE_PARTICIPANTS"
    given = template()["Resources"]["RealtimeSocket"]["Properties"]["Environment"]["Variables"][name]
    assert given == {"Ref": "LiveParticipants"}
