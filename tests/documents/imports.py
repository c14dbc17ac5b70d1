"""Files for tests of imports, and an import from end to end."""

import zipfile
from io import BytesIO
from typing import Any

import boto3

from functions.jobs.handler import api as jobs_api
from tests.documents.factories import Org
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench
from tests.support.local_table import BUCKET

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def packed(files: dict[str, bytes | str], form: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", form) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def upload(org: Org, name: str, data: bytes, by: str = "member") -> dict[str, str]:
    """A file at its place, as its signed form takes it there."""
    answer = org.people[by]("POST", f"/v1/orgs/{org.id}/document-imports/uploads", {"name": name, "size": len(data)})
    assert answer.status == 201, answer.body
    boto3.client("s3").put_object(Bucket=BUCKET, Key=answer.body["fields"]["key"], Body=data)
    return {"upload": answer.body["upload"], "name": name}


def ask(org: Org, files: list[dict[str, str]], by: str = "member", **more: Any) -> Answer:
    """Ask for an import."""
    return org.people[by]("POST", f"/v1/orgs/{org.id}/document-imports", {"files": files, **more})


def job_of(org: Org, answer: Answer, by: str = "member") -> dict[str, Any]:
    """How the job stands."""
    assert answer.status == 202, answer.body
    return dict(Caller(jobs_api, person_id=org.people[by].person_id)("GET", answer.headers["Location"]).body)


def bring(org: Org, bench: Bench, files: dict[str, bytes | str], by: str = "member", **more: Any) -> dict[str, Any]:
    """Import files; the job at its end."""
    given = [upload(org, name, data.encode() if isinstance(data, str) else data, by) for name, data in files.items()]
    answer = ask(org, given, by, **more)
    bench.run()
    return job_of(org, answer, by)


def tree(org: Org, by: str = "member") -> dict[str, Any]:
    """The titles of all documents, as a tree in their order."""
    listed = org.people[by]("GET", org.path, query={"limit": "100"}).body["items"]
    listed.sort(key=lambda one: one["position"])

    def under(parent: str | None) -> dict[str, Any]:
        return {one["title"]: under(one["id"]) for one in listed if one["parent_id"] == parent}

    return under(None)


def markdown_of(org: Org, title: str, by: str = "member") -> str:
    """What the document of a title says."""
    listed = org.people[by]("GET", org.path, query={"limit": "100"}).body["items"]
    (found,) = [one for one in listed if one["title"] == title]
    return str(org.get(found, by, "/content", format="markdown").body["content"])
