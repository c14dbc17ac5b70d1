"""Files of a document on the deployed stack: the worker has its layers, and what it makes opens."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from infra.client import jobs
from infra.demo.people import Party, gather
from infra.local.state import Stack

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 2)


def test_a_document_is_taken_away_in_every_form(stack: Stack, party: Party) -> None:
    owner = party.owner.client
    documents = f"/v1/orgs/{party.org_id}/documents"
    body = {"title": "Größe", "markdown": "# Plan\n\n- one\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"}
    document = owner.call("create_document", body, org_id=party.org_id)
    made = {}
    for form in ("pdf", "docx", "html"):
        job = jobs.submit(owner, f"{documents}/{document['id']}/export", {"format": form})
        done = jobs.wait(owner, job, seconds=60, every=0.1)
        assert (done["state"], done["result"]["file"]["name"]) == ("succeeded", f"Größe.{form}")
        made[form] = jobs.result(owner, done)
    assert made["pdf"].startswith(b"%PDF-")
    assert [cell.text for cell in docx.Document(BytesIO(made["docx"])).tables[0].rows[1].cells] == ["1", "2"]
    assert b"<li><p>one</p></li>" in made["html"]
