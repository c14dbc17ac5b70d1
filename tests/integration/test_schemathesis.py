"""Schemathesis over the deployed stack: gateway, authorizer, functions and table as they really stand together.

A few requests a route, so that it takes less than a minute; `tests/conformance/test_schemathesis.py` looks closer, in
one process. HEARTH_FUZZ_DEPLOYED says how many requests a route gets (default 3).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from infra import openapi
from infra.demo.people import Party, gather
from infra.local.state import Stack

EXAMPLES = int(os.environ.get("HEARTH_FUZZ_DEPLOYED", "3"))
ENDS_EVERYTHING = frozenset({"close_account", "delete_org", "leave_org", "transfer_org"})
"""Routes after which nothing else would answer: each is asked by people of its own."""

BRIEFLY = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
"""Without the phase that goes through every boundary of every field: it asks some routes fifty times."""

document = schemathesis.openapi.from_dict(openapi.document(), config=BRIEFLY)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who may do everything in an org, and what is in it."""

    party: Party
    known: dict[str, str] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """The access token of the org's owner."""
        return self.party.owner.client.token


def make(stack: Stack, people: int) -> Place:
    party = gather(stack.rest_url, stack.endpoint, people)
    client, at = party.owner.client, f"/v1/orgs/{party.org_id}"
    written = client.post(f"{at}/documents", {"title": "Plan", "markdown": "# Plan\n\nSome *text*."})["id"]
    image = client.post(f"{at}/documents/{written}/images", {"content_type": "image/png", "size": 10})["id"]
    return Place(
        party,
        {
            "org_id": party.org_id,
            "person_id": str(party.people[-1].client.person["id"]),
            "team_id": str(client.post(f"{at}/teams", {"name": "Poets"})["id"]),
            "invitation_id": str(client.post(f"{at}/invitations", {"max_uses": 5})["id"]),
            "document_id": str(written),
            "object_type": "document",
            "object_id": str(written),
            "image_id": str(image),
        },
    )


@pytest.fixture(scope="module")
def place_for(stack: Stack) -> Callable[[str], Place]:
    """Where a route is asked: all at the same place, but for those after which it would be closed."""
    shared = make(stack, 2)
    alone = {route: make(stack, 1) for route in sorted(ENDS_EVERYTHING)}  # before a limit of the address is used up
    return lambda route: alone.get(route, shared)


@document.parametrize()  # type: ignore[untyped-decorator]  # schemathesis has no types for it
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_is_sent_the_stack_answers(case: Case, stack: Stack, place_for: Callable[[str], Place]) -> None:
    place = place_for(str(case.operation.definition.raw.get("operationId")))
    known = {name: place.known[name] for name in case.path_parameters if name in place.known}
    if crc32(str(case.body).encode()) % 4:  # now and then it goes where nothing is
        case.path_parameters.update(known)
    response = case.call(
        base_url=stack.rest_url, headers={"Authorization": f"Bearer {place.token}"}, allow_redirects=False, timeout=30
    )
    checks = [not_a_server_error, status_code_conformance, content_type_conformance]
    case.validate_response(response, checks=checks)
