"""Spaces over the deployed stack: what follows a move, and what becomes of a team that is gone, behind the events."""

from __future__ import annotations

from typing import Any

import pytest

from infra.client.errors import Problem
from infra.client.mail import LocalMail
from infra.client.rest import HearthClient
from infra.demo.people import sign_up
from infra.local.state import Stack
from tests.integration.eventually import eventually

pytestmark = pytest.mark.integration


def found(client: HearthClient, path: str) -> dict[str, Any] | None:
    """A document, or None when it is not for whoever asks."""
    try:
        return dict(client.get(path))
    except Problem as problem:
        if problem.code != "document_not_found":
            raise
        return None


def test_a_tree_follows_into_a_space_and_outlives_its_team(stack: Stack) -> None:
    mail = LocalMail(stack.endpoint)
    ada, bob = (sign_up(stack.rest_url, mail, name).client for name in ("Ada", "Bob"))
    org = str(ada.create_org("Spaces")["id"])
    link = ada.post(f"/v1/orgs/{org}/invitations", {"role": "member"})["link"]
    bob.accept_invitation(link.rpartition("=")[2])
    at = f"/v1/orgs/{org}"
    team = str(ada.post(f"{at}/teams", {"name": "Boats"})["id"])
    ada.put(f"{at}/teams/{team}/members/{ada.person['id']}", {})

    top = ada.post(f"{at}/documents", {"title": "Fleet"})
    below = bob.post(f"{at}/documents", {"title": "Petrel", "parent_id": top["id"]})
    leaf = ada.post(f"{at}/documents", {"title": "Keel", "parent_id": below["id"]})
    paths = [f"{at}/documents/{one['id']}" for one in (top, below, leaf)]
    assert all(found(bob, path) for path in paths)

    moved = ada.patch(paths[0], {"space_id": team})
    assert (moved["space_id"], moved["visibility"]) == (team, "space")
    assert found(bob, paths[0]) is None
    eventually(lambda: found(bob, paths[2]) is None, "what stands below followed")
    assert found(bob, paths[1]), "who made it keeps it"

    ada.put(f"{at}/teams/{team}/members/{bob.person['id']}", {})
    assert all((found(bob, path) or {}).get("role") == "editor" for path in paths)
    ada.delete(f"{at}/teams/{team}/members/{bob.person['id']}")
    assert found(bob, paths[0]) is None

    ada.delete(f"{at}/teams/{team}")
    eventually(lambda: (found(ada, paths[1]) or {}).get("visibility") == "private", "the documents became personal")
    eventually(
        lambda: all((found(ada, path) or {}).get("space_id", team) is None for path in paths), "nothing is left behind"
    )
    for path in paths:
        assert (found(ada, path) or {})["role"] == "editor", "whoever dissolved the team has what was its"
    assert (found(bob, paths[1]) or {})["owner_id"] == bob.person["id"]
