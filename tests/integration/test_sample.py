"""The sample data of a fresh `make up`: a small tree of documents, the same however often it is loaded."""

from __future__ import annotations

from typing import Any

import pytest

from infra import sample
from infra.client.rest import HearthClient
from infra.local.state import Stack
from infra.sample.documents import PAGES

pytestmark = pytest.mark.integration


def tree(client: HearthClient, org_id: str, parent: str = "top") -> list[tuple[str, list[Any]]]:
    """Titles with their children, in order."""
    found = client.pages(f"/v1/orgs/{org_id}/documents?parent={parent}")
    assert all(one["words"] and one["preview"] for one in found), "lists show how they begin"
    return [(str(one["title"]), tree(client, org_id, str(one["id"]))) for one in found]


def test_loading_twice_makes_one_tree(stack: Stack) -> None:
    login = sample.load(stack)
    client = HearthClient(stack.rest_url)
    client.login(login["email"], login["password"])
    seen = tree(client, login["org"])
    assert seen == [
        ("Welcome to Hearth", []),
        ("Handbook", [("Keeping the light", []), ("Boats", []), ("Charts", [])]),
        ("Greta's visit", []),
        ("Watch rota", [("When the fog comes", [])]),
    ], "and not what stands in the space of a team that she is not in"
    assert sample.load(stack) == login
    assert tree(client, login["org"]) == seen
    guest = HearthClient(stack.rest_url)
    guest.login("greta@sample.example", login["password"])
    assert [title for title, _ in tree(guest, login["org"])] == ["Greta's visit"], "a guest sees what is shared"


def test_the_welcome_reads_back_as_it_was_written(stack: Stack) -> None:
    login = sample.load(stack)
    client = HearthClient(stack.rest_url)
    client.login(login["email"], login["password"])
    path = f"/v1/orgs/{login['org']}/documents"
    found = next(one for one in client.pages(f"{path}?parent=top") if one["title"] == "Welcome to Hearth")
    content = client.get(f"{path}/{found['id']}/content?format=markdown")
    assert str(content["content"]).splitlines()[0] == PAGES[0].markdown.splitlines()[0]
