"""The client in the stack's bucket: every file of the site, with the headers it is served with."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from infra.environments import ROOT

if TYPE_CHECKING:
    from boto3 import Session


def upload(session: Session, outputs: dict[str, str]) -> None:
    """Copy the built client and the API page into the site bucket, and tell CloudFront.

    Pages come last: what they name is there before them, also while somebody opens the workspace.
    """
    s3 = session.client("s3")
    for key, path in sorted(site(), key=lambda file: file[0].endswith(".html")):
        s3.upload_file(str(path), outputs["SiteBucketName"], key, ExtraArgs=headers_of(key))
    if "DistributionId" in outputs:
        session.client("cloudfront").create_invalidation(
            DistributionId=outputs["DistributionId"],
            InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": os.urandom(8).hex()},
        )


def site() -> Iterator[tuple[str, Path]]:
    """Every file of the site and its key, the earlier place winning, as the local edge has it."""
    import swagger_ui_bundle

    seen = {"docs/openapi.yaml"}
    yield "docs/openapi.yaml", ROOT / "docs" / "openapi.yaml"
    places = (("", ROOT / "web" / "dist"), ("", ROOT / "infra" / "site"))
    swagger = Path(swagger_ui_bundle.swagger_ui_path)
    for prefix, folder in (*places, ("docs/", swagger)):
        for path in sorted(folder.rglob("*")):
            key = f"{prefix}{path.relative_to(folder).as_posix()}"
            if path.is_file() and path.suffix != ".map" and not path.name.startswith(".") and key not in seen:
                seen.add(key)
                yield key, path


def headers_of(key: str) -> dict[str, str]:
    """How a file is served: what carries a digest in its name never changes."""
    kind = mimetypes.guess_type(key)[0] or "application/octet-stream"
    cache = "public, max-age=31536000, immutable" if key.startswith("assets/") else "no-cache"
    return {"ContentType": kind, "CacheControl": cache}
