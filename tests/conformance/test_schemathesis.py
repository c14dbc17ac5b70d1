"""Schemathesis over the whole OpenAPI document: whatever is sent, no 5xx, and every answer is as the document says.

Each route is asked as a person who may do everything in an org where things are, so that requests get past the door.
HEARTH_FUZZ says how many requests a route gets (default 8). Set HEARTH_FUZZ_TAG to one capability to look closer.
"""

import os
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from functions.identity import signing, tokens
from functions.organizations.handler import api as organizations
from hearth.http import ratelimit
from infra import openapi
from tests.identity.conftest import Somebody
from tests.support.http import Caller
from tests.support.wsgi import Gateway

pytestmark = pytest.mark.contract

EXAMPLES = int(os.environ.get("HEARTH_FUZZ", "8"))
TAG = os.environ.get("HEARTH_FUZZ_TAG")

app = Gateway(openapi.apis(), openapi.document())
document = schemathesis.openapi.from_wsgi("/openapi.json", app)
if TAG:
    document = document.include(tag=TAG)


@pytest.fixture
def place(table: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An org with an owner, somebody else, a team and an invitation; a request goes to these or to nowhere."""
    monkeypatch.setattr(ratelimit, "spend", lambda *_: {})
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    signing.forget()
    tokens.forget()
    ada, bob = Somebody().join(), Somebody("bob@example.com", "seven paper lanterns", "Bob", "198.51.100.4").join()
    owner = Caller(organizations, ada.person_id, name="Ada")
    org_id = str(owner("POST", "/v1/orgs", {"name": "Engines"}).body["id"])
    link = owner("POST", f"/v1/orgs/{org_id}/invitations", {}).body
    somebody = Caller(organizations, bob.person_id, name="Bob")
    somebody("POST", "/v1/invitations/accept", {"token": link["link"].rpartition("=")[2]})
    team = owner("POST", f"/v1/orgs/{org_id}/teams", {"name": "Poets"}).body["id"]
    invitation = owner("POST", f"/v1/orgs/{org_id}/invitations", {"max_uses": 5}).body["id"]
    return {
        "session": f"{ada.person_id}.{ada.session_id}",
        "org_id": org_id,
        "person_id": str(somebody.person_id),
        "team_id": str(team),
        "invitation_id": str(invitation),
    }


@document.parametrize()  # type: ignore[untyped-decorator]  # schemathesis has no types for it
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_is_sent_the_answer_is_as_described(case: Case, place: dict[str, str]) -> None:
    known: dict[str, Any] = {name: place[name] for name in case.path_parameters if name in place}
    if crc32(str(case.body).encode()) % 4:  # now and then it goes where nothing is
        case.path_parameters.update(known)
    response = case.call(headers={"Authorization": f"Bearer {place['session']}"})
    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    case.validate_response(response, checks=checks)
