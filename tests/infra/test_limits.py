"""What template.yaml says of how much strangers and people may use: ceilings, reservations, quotas, firewall (M9)."""

import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from hearth import quotas
from hearth.addresses import network
from hearth.http import Public
from hearth.quotas.realtime import CONNECTIONS
from infra import distribution, openapi
from infra.environments import ROOT
from infra.template import compose
from infra.template.tagged import load
from tests.infra.test_template import resources, template

STRANGERS = ("IdentityHttp", "IdentityAuthorizer", "RealtimeAuthorizer", "RealtimeSocket", "DocumentsHttp")


def default(name: str) -> Any:
    """The default of a parameter."""
    return template()["Parameters"][name]["Default"]


def settings() -> list[dict[str, Any]]:
    """The throttles of the REST API's stage."""
    (stage,) = resources("AWS::ApiGateway::Stage").values()
    return list(stage["Properties"]["MethodSettings"])


def test_each_route_has_a_ceiling_for_everybody_together() -> None:
    (everything,) = [one for one in settings() if one["ResourcePath"] == "/*"]
    assert (everything["ThrottlingRateLimit"], everything["ThrottlingBurstLimit"]) == (
        {"Ref": "ApiRate"},
        {"Ref": "ApiBurst"},
    )
    (live,) = resources("AWS::ApiGatewayV2::Stage").values()
    assert live["Properties"]["DefaultRouteSettings"]["ThrottlingRateLimit"] == {"Ref": "LiveRate"}
    assert live["Properties"]["RouteSettings"]["$connect"]["ThrottlingRateLimit"] == {"Ref": "ConnectRate"}


def test_every_route_that_works_for_strangers_has_one_of_its_own() -> None:
    """A route that is missing here is one on which strangers may cost as much as people."""
    public = {
        (route.method, f"/{route.path.replace('/', '~1')}")
        for route in openapi.routes()
        if isinstance(route.allow, Public)
    }
    throttled = {
        (one["HttpMethod"], one["ResourcePath"])
        for one in settings()
        if one["ThrottlingRateLimit"] == {"Ref": "StrangersRate"}
    }
    assert throttled == public
    assert default("StrangersRate") < default("ApiRate")


def test_whatever_strangers_may_send_is_counted_by_their_address() -> None:
    """The ceiling alone is everybody's: one address could fill it, and shut the others out."""
    sent = [route for route in openapi.routes() if isinstance(route.allow, Public) and route.method != "GET"]
    assert len(sent) > 10
    assert [route.name for route in sent if route.limit is None or route.limit.by != "address"] == []


def test_nothing_is_reserved_unless_asked_for() -> None:
    """A new account may run 10 functions at once and reserve none: above 0, its first deployment would fail."""
    reserved = {
        name: function["Properties"]["ReservedConcurrentExecutions"]["Fn::If"]
        for name, function in resources("AWS::Serverless::Function").items()
        if "ReservedConcurrentExecutions" in function["Properties"]
    }
    assert set(reserved) == set(STRANGERS)
    for condition, given, otherwise in reserved.values():
        assert default(given["Ref"]) == 0
        assert otherwise == {"Ref": "AWS::NoValue"}
        assert template()["Conditions"][condition] == {"Fn::Not": [{"Fn::Equals": [given, "0"]}]}


def test_every_quota_is_a_parameter_with_the_default_of_the_code() -> None:
    text = template()["Globals"]["Function"]["Environment"]["Variables"]["HEARTH_QUOTAS"]["Fn::Sub"]
    given = dict(re.findall(r"(\w+)=\$\{(\w+)\}", text))
    assert set(given) == {quota.name for quota in quotas.declared()}
    assert {name: default(parameter) for name, parameter in given.items()} == {
        quota.name: quota.default for quota in quotas.declared()
    }


def test_a_quota_that_a_capability_declares_is_a_parameter_and_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    boards = quotas.Quota(
        name="boards", counts="boards", of="org", default=7, least=1, full="", parameter="QuotaBoards", description="B."
    )
    monkeypatch.setattr(quotas, "declared", lambda: (boards,))
    composed = load(compose.composed(openapi.GATEWAY.read_text()))
    made = {"Type": "Number", "Default": 7, "MinValue": 1, "Description": "B."}
    assert composed["Parameters"]["QuotaBoards"] == made
    assert composed["Globals"]["Function"]["Environment"]["Variables"]["HEARTH_QUOTAS"].value == "boards=${QuotaBoards}"


@pytest.mark.parametrize("language", ["en", "de"])
def test_people_are_told_of_each_quota_in_their_language(language: str) -> None:
    words: dict[str, str] = {}
    for path in (ROOT / "web" / "src").glob(f"**/{language}.json"):
        words |= json.loads(path.read_text())
    shown = [*quotas.of_orgs(), *quotas.of_people(), CONNECTIONS]
    assert [quota.name for quota in shown if f"quota.{quota.name}" not in words] == []


def test_the_firewall_counts_by_what_the_edge_says_and_by_the_address_of_those_who_come_past_it() -> None:
    (acl,) = resources("AWS::WAFv2::WebACL").values()
    through, past = [rule["Statement"]["RateBasedStatement"] for rule in acl["Properties"]["Rules"]]
    edge = through["ScopeDownStatement"]
    assert edge["ByteMatchStatement"]["FieldToMatch"] == {"SingleHeader": {"Name": "x-hearth-edge"}}
    assert edge["ByteMatchStatement"]["SearchString"] == template()["Outputs"]["EdgeKey"]["Value"]
    assert (through["AggregateKeyType"], through["CustomKeys"][0]["Header"]["Name"]) == (
        "CUSTOM_KEYS",
        "x-hearth-network",
    )
    assert (past["AggregateKeyType"], past["ScopeDownStatement"]) == ("IP", {"NotStatement": {"Statement": edge}})
    assert through["Limit"] == past["Limit"] == {"Ref": "FirewallLimit"}
    (place,) = resources("AWS::WAFv2::WebACLAssociation").values()
    assert "/stages/" in place["Properties"]["ResourceArn"]["Fn::Sub"], "regional: on CloudFront it lives in us-east-1"


ADDRESSES = [
    "203.0.113.7", "::ffff:203.0.113.7", "2001:db8:85a3:1::8a2e:370:7334", "2001:db8:85a3:1:0:8a2e:370:7334",
    "2001:db8::1", "::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", "fe80::1",
]  # fmt: skip


@pytest.mark.skipif(shutil.which("node") is None, reason="CloudFront's functions are JavaScript")
def test_the_edge_names_the_network_that_the_api_counts_by() -> None:
    calls = [f"handler({{request: {{headers: {{}}}}, viewer: {{ip: {json.dumps(ip)}}}}})" for ip in ADDRESSES]
    shown = ", ".join(f"{call}.headers['x-hearth-network'].value" for call in calls)
    script = f"{distribution._VIEWER}console.log(JSON.stringify([{shown}]))"
    node = str(shutil.which("node"))
    said = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    for address, told in zip(ADDRESSES, json.loads(said.stdout), strict=True):
        counted = network(address)
        assert counted == (network(f"{told}::") if ":" in told else told), address
