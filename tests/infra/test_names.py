"""A second stack can stand beside the first, and the address of one is the name it answers to."""

from __future__ import annotations

from typing import Any

import pytest

from infra.environments import ROOT
from infra.release_target import LONGEST_NAME
from tests.infra.test_template import resources, template

NAMES = {"Name", "FunctionName", "LayerName", "LogGroupName", "TableName", "BucketName", "QueueName", "RoleName",
         "TopicName", "AlarmName", "PolicyName", "BudgetName"}  # fmt: skip
# Names within a resource of this stack, which another stack cannot meet.
WITHIN = {"AWS::IAM::Policy": "PolicyName", "AWS::ApiGatewayV2::Authorizer": "Name"}
LONGEST_REGION = "ap-southeast-2"


@pytest.mark.parametrize("name", sorted(template()["Resources"]))
def test_a_name_carries_the_stacks_or_is_left_to_cloudformation(name: str) -> None:  # AWS finding 4
    resource = template()["Resources"][name]
    properties = resource.get("Properties", {})
    skipped = WITHIN.get(resource["Type"])
    given = {key: value for key, value in properties.items() if key in NAMES and key != skipped}
    for key, value in given.items():
        if isinstance(value, dict) and "Fn::GetAtt" in value:
            continue
        assert "AWS::StackName" in str(value) or _is_of_this_stack(value), f"{name}.{key}"


def _is_of_this_stack(value: Any) -> bool:
    return isinstance(value, dict) and value.get("Ref") in template()["Resources"]


def test_schedules_are_named_by_cloudformation() -> None:  # SAM issue 3109
    for function in resources("AWS::Serverless::Function").values():
        for event in function["Properties"].get("Events", {}).values():
            if event["Type"] == "ScheduleV2":
                assert event["Properties"].get("OmitName") is True
                assert "Name" not in event["Properties"]


def cloudfront_names() -> list[str]:
    """What CloudFront's parts are called: one list for all regions of an account."""
    found = []
    for kind, path in (
        ("AWS::CloudFront::Function", ()),
        ("AWS::CloudFront::ResponseHeadersPolicy", ("ResponseHeadersPolicyConfig",)),
        ("AWS::CloudFront::OriginAccessControl", ("OriginAccessControlConfig",)),
    ):
        for resource in resources(kind).values():
            node = resource["Properties"]
            for step in path:
                node = node[step]
            found.append(node["Name"]["Fn::Sub"])
    return found


def test_names_that_are_one_for_all_regions_carry_the_region() -> None:
    assert len(cloudfront_names()) == 4
    for name in cloudfront_names():
        assert "${AWS::StackName}" in name
        assert "${AWS::Region}" in name


def test_the_longest_name_of_a_stack_fits_everywhere() -> None:
    given = [*cloudfront_names()]
    given += [one["Properties"]["FunctionName"]["Fn::Sub"] for one in resources("AWS::Serverless::Function").values()]
    for name in given:
        whole = name.replace("${AWS::StackName}", "x" * LONGEST_NAME).replace("${AWS::Region}", LONGEST_REGION)
        assert len(whole) <= 64, whole


# ---------------------------------------------------------------- what stays, and what a failed create leaves
@pytest.mark.parametrize("name", ["Table", "FilesBucket", "MailSender"])
def test_data_outlives_the_stack_but_not_a_failed_create(name: str) -> None:  # AWS finding 6
    resource = template()["Resources"][name]
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"


def test_every_kept_resource_is_one_of_these() -> None:
    kept = {name for name, resource in template()["Resources"].items() if "DeletionPolicy" in resource}
    assert kept == {"Table", "FilesBucket", "MailSender"}, "hearth destroy tells of these; tell of others there too"


# ---------------------------------------------------------------- the address
def evaluated(node: Any, given: dict[str, str]) -> Any:
    """A value of the template as CloudFormation would have it, for what this file needs."""
    if isinstance(node, list):
        return [evaluated(one, given) for one in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        ((key, value),) = node.items()
        if key == "Fn::If":
            condition, yes, no = value
            return evaluated(yes if holds(condition, given) else no, given)
        if key == "Ref":
            return None if value == "AWS::NoValue" else given.get(value, value)
        if key == "Fn::Sub":
            for name, text in given.items():
                value = value.replace(f"${{{name}}}", text)
            return value
    return {key: evaluated(value, given) for key, value in node.items()}


def holds(condition: Any, given: dict[str, str]) -> bool:
    """Whether a condition of the template holds."""
    if isinstance(condition, str):
        return holds(template()["Conditions"][condition], given)
    ((key, value),) = condition.items()
    if key == "Condition":
        return holds(value, given)
    if key == "Fn::Equals":
        one, other = evaluated(value, given)
        return bool(one == other)
    results = [holds(one, given) for one in value]
    return {"Fn::Not": not results[0], "Fn::And": all(results), "Fn::Or": any(results)}[key]


def given(**parameters: str) -> dict[str, str]:
    defaults = {name: str(one.get("Default", "")) for name, one in template()["Parameters"].items()}
    return defaults | {"Distribution.DomainName": "d1.cloudfront.net"} | parameters


DOMAIN = {"DomainName": "hearth.example.org", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"}


@pytest.mark.parametrize(
    ("parameters", "origin"),
    [
        ({}, "https://d1.cloudfront.net"),
        (DOMAIN, "https://hearth.example.org"),
        ({"Edge": "none", "WebUrl": "http://127.0.0.1:8080"}, "http://127.0.0.1:8080"),
        # what a browser never shows as its origin would refuse every refresh cookie (AWS finding 9)
        ({"WebUrl": "https://elsewhere.example"}, "https://d1.cloudfront.net"),
    ],
)
def test_the_web_address_is_the_name_that_browsers_come_to(parameters: dict[str, str], origin: str) -> None:
    said = given(**parameters)
    setting = template()["Resources"]["WebUrlSetting"]["Properties"]["Value"]
    assert evaluated(setting, said) == origin
    assert evaluated(template()["Outputs"]["WebUrl"]["Value"], said) == origin
    config = evaluated(template()["Resources"]["Distribution"]["Properties"]["DistributionConfig"], said)
    if parameters == DOMAIN:
        assert config["Aliases"] == ["hearth.example.org"]
        assert config["ViewerCertificate"]["AcmCertificateArn"] == DOMAIN["CertificateArn"]
        assert config["ViewerCertificate"]["SslSupportMethod"] == "sni-only"
    else:
        assert config["Aliases"] is None
        assert config["ViewerCertificate"] == {"CloudFrontDefaultCertificate": True}


def rules_hold(**parameters: str) -> bool:
    """Whether CloudFormation would begin at all."""
    said = given(**parameters)
    return all(
        holds(assertion["Assert"], said)
        for rule in template()["Rules"].values()
        if "RuleCondition" not in rule or holds(rule["RuleCondition"], said)
        for assertion in rule["Assertions"]
    )


def test_parameters_that_contradict_each_other_are_refused_at_once() -> None:
    assert rules_hold()
    assert rules_hold(**DOMAIN)
    assert rules_hold(Edge="none", WebUrl="http://127.0.0.1:1")
    assert not rules_hold(DomainName="hearth.example.org")
    assert not rules_hold(CertificateArn=DOMAIN["CertificateArn"])
    assert not rules_hold(WebUrl="https://elsewhere.example")


def test_a_sender_must_be_named() -> None:  # AWS finding 3
    assert "Default" not in template()["Parameters"]["MailFrom"]
    assert holds("OwnIdentity", given()) is False
    assert holds("OwnIdentity", given(MailIdentity="example.org"))


def test_every_parameter_is_told_of() -> None:
    told = "".join((ROOT / "docs" / name).read_text() for name in ("deploy.md", "operations.md"))
    for name in template()["Parameters"]:
        assert f"`{name}`" in told
