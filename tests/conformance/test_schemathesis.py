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

from hearth.http import ratelimit
from infra import openapi
from tests.support.workspace import Workspace, quick_hashes
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
    """An org with people, a document, a team and what else a path can name; a request goes to these or to nowhere."""
    monkeypatch.setattr(ratelimit, "spend", lambda *_: {})
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    quick_hashes(monkeypatch)
    space = Workspace({api.name: api for api in openapi.apis()})
    return {
        "session": f"{space.ada.person_id}.{space.ada.session_id}",
        "org_id": space.org,
        "person_id": str(space.bob.person_id),
        "team_id": space.team,
        "invitation_id": str(space.link()["id"]),
        "document_id": space.document,
        "object_type": "document",
        "object_id": space.document,
        "image_id": space.image(),
        "session_id": str(space.ada.logs_in()["session_id"]),
        "key_id": str(space.ada.does("POST", "/me/api-keys", {"name": "ci", "scopes": ["org:read"]})["id"]),
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
