"""Files from elsewhere, and templates, on the deployed stack: the worker has its layers and rights."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest

from infra.client import jobs
from infra.demo.people import Party, gather
from infra.local.state import Stack
from tests.documents.imports import PNG, packed

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def party(stack: Stack) -> Party:
    return gather(stack.rest_url, stack.endpoint, 2)


def test_what_somebody_brings_becomes_documents_and_one_of_them_a_template(stack: Stack, party: Party) -> None:
    owner, org = party.owner.client, party.org_id
    word = docx.Document()
    word.add_heading("Report", 0)
    word.add_paragraph("first", style="List Bullet")
    written = BytesIO()
    word.save(written)
    brought = {
        "notes.zip": packed({"Notes.md": "# Notes\n\n![a cat](cat.png) {{who}}", "Notes/More.md": "x", "cat.png": PNG}),
        "report.docx": written.getvalue(),
        "page.html": b"<title>Page</title><table><tr><td>1<td>2</table>",
        "broken.docx": b"no",
    }
    files = []
    for name, data in brought.items():
        form = owner.call("start_import_upload", {"name": name, "size": len(data)}, org_id=org)
        owner.upload(form, data)
        files.append({"upload": form["upload"], "name": name})
    job = jobs.submit(owner, f"/v1/orgs/{org}/document-imports", {"files": files})
    done = jobs.wait(owner, job, seconds=90, every=0.1)
    facts = done["result"]["facts"]
    assert (done["state"], facts["documents"], facts["pictures"]) == ("succeeded", 4, 1)
    assert facts["failed"] == [{"file": "broken.docx", "code": "broken_file"}]
    documents = {one["title"]: one for one in owner.all_of("list_documents", org_id=org)}
    assert documents["More"]["parent_id"] == documents["Notes"]["id"]
    body = {"name": "Cats", "document_id": documents["Notes"]["id"]}
    template = owner.call("create_template", body, org_id=org)
    made = owner.call("use_template", {"values": {"who": "*Tom*"}}, org_id=org, template_id=template["id"])
    path = f"/v1/orgs/{org}/documents/{made['document']['id']}"
    said = owner.get(f"{path}/content", format="markdown")["content"]
    assert "\\*Tom\\*" in said
    html = jobs.wait(owner, jobs.submit(owner, f"{path}/export", {"format": "docx"}), seconds=60, every=0.1)
    with zipfile.ZipFile(BytesIO(jobs.result(owner, html))) as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
    owner.call("delete_template", org_id=org, template_id=template["id"])
