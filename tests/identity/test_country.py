"""Where a session was begun, as CloudFront tells."""

from tests.identity.conftest import Somebody
from tests.infra.test_template import resources

ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""A policy of AWS. Its documentation: all of the viewer's headers except Host, and "all device type and viewer location
headers", of which `CloudFront-Viewer-Country` is one. No policy of ours could send both: `allExcept` names what is left
out, and the kinds that add headers of CloudFront keep Host, which API Gateway refuses."""


def test_the_api_hears_of_the_country() -> None:
    config = resources("AWS::CloudFront::Distribution")["Distribution"]["Properties"]["DistributionConfig"]
    to_api = [one for one in config["CacheBehaviors"] if one["TargetOriginId"] in ("rest", "live")]
    assert len(to_api) == 2
    assert {one["OriginRequestPolicyId"] for one in to_api} == {ALL_VIEWER_EXCEPT_HOST}


def test_a_session_knows_its_country(ada: Somebody) -> None:
    body = {"email": ada.email, "password": ada.password}
    ada.keep(ada("POST", "/auth/login", body, headers={"CloudFront-Viewer-Country": "DE"}))
    sessions = ada("GET", "/me/sessions").body["items"]
    assert sorted(one["country"] or "" for one in sessions) == ["", "DE"]
