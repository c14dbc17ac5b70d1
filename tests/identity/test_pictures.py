"""Pictures: believed in nothing, drawn anew, and seen by whoever knows their address."""

from io import BytesIO
from typing import Any

import boto3
import pytest
from PIL import Image

from functions.identity import album, picture
from hearth import ids
from hearth.pictures import NotAPicture, resized
from tests.identity.conftest import Somebody
from tests.support.local_table import BUCKET
from tests.support.s3 import forbid_what_is_absent


def image(width: int = 400, height: int = 300, kind: str = "PNG", mode: str = "RGB", **more: Any) -> bytes:
    data = BytesIO()
    Image.new(mode, (width, height), 200 if mode in {"L", "P"} else (200, 40, 90, 128)[: len(mode)]).save(
        data, kind, **more
    )
    return data.getvalue()


def upload(person: Somebody, data: bytes, upload_id: str | None = None) -> dict[str, Any]:
    """What S3 says of an upload."""
    key = f"{album.INCOMING}{person.person_id}/{upload_id or ids.new_id()}"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=data)
    return {"id": "e", "detail": {"bucket": {"name": BUCKET}, "object": {"key": key, "size": len(data)}}}


def stored() -> list[str]:
    return sorted(found["Key"] for found in boto3.client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", []))


def test_the_form_takes_one_picture_of_its_type_and_no_larger_than_allowed(ada: Somebody) -> None:
    answer = ada("POST", "/me/picture", {"content_type": "image/png"})
    assert answer.status == 201
    assert answer.body["fields"]["key"].startswith(f"incoming/pictures/{ada.person_id}/")
    assert answer.body["fields"]["Content-Type"] == "image/png"
    assert ada("POST", "/me/picture", {"content_type": "image/svg+xml"}).status == 422
    assert ada("POST", "/me/picture", {"content_type": "text/html"}).status == 422


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("WEBP", "RGBA"), ("GIF", "P")],
)
def test_a_picture_is_shown_in_both_sizes(ada: Somebody, kind: str, mode: str) -> None:
    picture.handler(upload(ada, image(kind=kind, mode=mode)), None)
    shown = ada("GET", "/me").body["picture"]
    assert set(shown) == {"96", "256"}
    for size, path in shown.items():
        answer = Somebody()("GET", path.removeprefix("/v1"))
        assert (answer.status, answer.table_calls) == (302, 0)
        key = answer.headers["Location"].partition("?")[0].partition("pictures/")[2]
        with Image.open(
            BytesIO(boto3.client("s3").get_object(Bucket=BUCKET, Key=f"pictures/{key}")["Body"].read())
        ) as seen:
            assert (seen.format, seen.size) == ("WEBP", (int(size), int(size)))
    assert not [key for key in stored() if key.startswith("incoming/")]


def test_nothing_of_camera_and_place_comes_along_and_the_picture_is_upright(ada: Somebody) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    tall = Image.new("RGB", (300, 300), (0, 0, 0))
    tall.paste((255, 255, 255), (0, 0, 300, 150))  # white above; turned by the flag, white is on the right
    data = BytesIO()
    tall.save(data, "JPEG", exif=exif.tobytes(), comment=b"Secret Comment")
    made = resized(data.getvalue())[96]
    assert b"Secret" not in made
    with Image.open(BytesIO(made)) as seen:
        assert not seen.getexif()
        assert "icc_profile" not in seen.info
        assert seen.convert("L").getpixel((80, 48)) > 200  # type: ignore[operator]
        assert seen.convert("L").getpixel((16, 48)) < 50  # type: ignore[operator]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a<script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\xff\xd8\xff\xe0" + b"x" * 500,
        image()[:200],
        image(kind="BMP"),
        image(kind="TIFF"),
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_thrown_away(ada: Somebody, data: bytes) -> None:
    picture.handler(upload(ada, data), None)
    assert ada("GET", "/me").body["picture"] is None
    assert stored() == []


def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused_before_it_does() -> None:
    bomb = image(8000, 8000, mode="L")
    assert len(bomb) < 100_000
    with pytest.raises(NotAPicture, match="pixels"):
        resized(bomb)


def test_a_repeat_and_a_latecomer_change_nothing(ada: Somebody) -> None:
    older, newer = ids.new_id(), "ffffffff-0000-7000-8000-000000000000"
    first = upload(ada, image(), newer)
    picture.handler(first, None)
    version = ada("GET", "/me").body["version"]
    picture.handler(first, None)
    picture.handler(upload(ada, image(), older), None)
    assert ada("GET", "/me").body["version"] == version
    assert stored() == [f"pictures/{ada.person_id}/{newer}/{size}.webp" for size in (256, 96)]


def test_an_upload_that_is_gone_changes_nothing_though_s3_calls_it_forbidden(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = upload(ada, image())
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=event["detail"]["object"]["key"])
    forbidden = forbid_what_is_absent(monkeypatch)
    picture.handler(event, None)
    assert forbidden == [event["detail"]["object"]["key"]]
    assert ada("GET", "/me").body["picture"] is None


def test_the_picture_before_goes_away(ada: Somebody, events_made: list[dict[str, Any]]) -> None:
    picture.handler(upload(ada, image()), None)
    picture.handler(upload(ada, image()), None)
    assert len(stored()) == 2
    answer = ada("DELETE", "/me/picture")
    assert (answer.status, answer.table_calls) == (204, 2)
    assert ada("GET", "/me").body["picture"] is None
    assert stored() == []
    assert [event["changes"].keys() for event in events_made if event["type"] == "person.updated"] == [{"picture"}] * 3


def test_a_picture_for_nobody_is_thrown_away(table: str) -> None:
    nobody = Somebody(person_id=ids.new_id())
    picture.handler(upload(nobody, image()), None)
    assert stored() == []


@pytest.mark.parametrize("size", ["1", "512", "96.webp"])
def test_there_are_no_other_sizes(table: str, size: str) -> None:
    answer = Somebody()("GET", f"/pictures/{ids.new_id()}/{ids.new_id()}/{size}")
    assert (answer.status, answer.body["code"]) == (404, "picture_not_found")
