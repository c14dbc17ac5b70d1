"""What the pages' content policy lets a browser reach is where signed links lead, in every region."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from functions.identity import album
from hearth import aws, config, files
from infra import distribution

BUCKET = "hearth-filesbucket-1x2y3z"
SUFFIX = {"cn-north-1": "amazonaws.com.cn"}
NEEDED = ("connect-src", "img-src", "media-src", "frame-src")


@pytest.fixture(params=["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"])
def region(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A function in that region, with clients of its own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", request.param)
    monkeypatch.setenv("HEARTH_FILES_BUCKET", BUCKET)
    _forget()
    yield request.param
    _forget()


def _forget() -> None:
    for cached in (aws.session, aws.client, config.settings):
        cached.cache_clear()


def policy(region: str) -> dict[str, list[str]]:
    """The policy as CloudFront sends it: `RegionalDomainName` is what CloudFormation makes of a bucket's region."""
    text = distribution.content_policy().replace(
        "${FilesBucket.RegionalDomainName}", f"{BUCKET}.s3.{region}.{SUFFIX.get(region, 'amazonaws.com')}"
    )
    return {part.split()[0]: part.split()[1:] for part in text.split(";")}


def test_every_signed_link_leads_where_the_policy_allows(region: str) -> None:
    links = [
        files.link("documents/o/d/images/1"),
        files.upload_form("incoming/documents/o/d/p/1", 10)["url"],
        album.link("p", "r", 96),
        album.album.upload_form("image/png", "p")["url"],
    ]
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(link)) for link in links}
    allowed = policy(region)
    assert len(origins) == 1, origins
    for kind in NEEDED:
        assert origins <= set(allowed[kind]), (kind, origins, allowed[kind])
