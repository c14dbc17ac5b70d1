"""An org's logo: who may set it, and what arrives."""

from io import BytesIO
from typing import Any

import boto3
from PIL import Image

from functions.organizations import picture
from functions.organizations.handler import api
from hearth import ids
from tests.organizations.conftest import House, Meanwhile
from tests.support.http import Caller
from tests.support.local_table import BUCKET


def arrive(key: str, data: bytes | None = None) -> None:
    """An upload, and what S3 says of it."""
    content = BytesIO()
    Image.new("RGBA", (400, 100), (200, 40, 90, 128)).save(content, "PNG")
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=content.getvalue() if data is None else data)
    picture.handler({"id": "e", "detail": {"bucket": {"name": BUCKET}, "object": {"key": key}}}, None)


def form(house: House, by: Caller | None = None) -> dict[str, Any]:
    answer = (by or house.owner)("POST", house.path("/logo"), {"content_type": "image/png"})
    assert answer.status == 201, answer.body
    return dict(answer.body)


def stored() -> list[str]:
    return sorted(found["Key"] for found in boto3.client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", []))


def logo_of(house: House) -> Any:
    return house.owner("GET", house.path()).body["logo_url"]


def test_managers_and_below_set_no_logo(house: House) -> None:
    for role in ("manager", "member", "viewer", "guest"):
        somebody = house.join(role.title(), role)
        for method in ("POST", "DELETE"):
            answer = somebody(method, house.path("/logo"), {"content_type": "image/png"})
            assert answer.body["code"] == "forbidden"


def test_what_a_browser_could_run_is_no_logo(house: House) -> None:
    assert house.owner("POST", house.path("/logo"), {"content_type": "image/svg+xml"}).status == 422


def test_a_logo_is_drawn_anew_whole_and_told(house: House, events_made: list[dict[str, Any]]) -> None:
    given = form(house)
    assert given["fields"]["key"].startswith(f"incoming/logos/{house.org_id}/{house.owner.person_id}/")
    arrive(given["fields"]["key"])
    shown = logo_of(house)
    answer = Caller(api)("GET", shown)
    assert (answer.status, answer.table_calls) == (302, 0)
    key = answer.headers["Location"].partition("?")[0].partition("logos/")[2]
    content = boto3.client("s3").get_object(Bucket=BUCKET, Key=f"logos/{key}")["Body"].read()
    with Image.open(BytesIO(content)) as seen:
        assert (seen.format, seen.size) == ("WEBP", (96, 24))
    assert not [key for key in stored() if key.startswith("incoming/")]
    told = events_made[-1]
    assert (told["type"], told["actor"]["id"]) == ("org.updated", house.owner.person_id)
    assert Caller(api)("GET", shown.removesuffix("96") + "97").body["code"] == "logo_not_found"


def test_a_new_logo_takes_the_old_ones_place_and_removing_leaves_none(house: House) -> None:
    arrive(form(house)["fields"]["key"])
    first = logo_of(house)
    arrive(form(house)["fields"]["key"])
    assert logo_of(house) != first
    assert len(stored()) == 2
    removed = house.owner("DELETE", house.path("/logo"))
    assert (removed.status, removed.table_calls) == (204, 2)
    assert (logo_of(house), stored()) == (None, [])
    assert house.owner("DELETE", house.path("/logo")).status == 204


def test_what_is_no_picture_changes_nothing(house: House) -> None:
    arrive(form(house)["fields"]["key"], b"<svg onload=alert(1)>")
    assert (logo_of(house), stored()) == (None, [])


def test_an_older_or_repeated_upload_changes_nothing(house: House) -> None:
    older, newer = form(house)["fields"]["key"], form(house)["fields"]["key"]
    arrive(newer)
    shown = logo_of(house)
    for key in (older, newer):
        arrive(key)
        assert logo_of(house) == shown


def test_an_upload_of_somebody_who_may_no_longer_is_thrown_away(house: House) -> None:
    admin = house.join("Bob", "admin")
    key = form(house, admin)["fields"]["key"]
    house.owner("DELETE", house.path(f"/members/{admin.person_id}"))
    arrive(key)
    arrive(f"incoming/logos/{house.org_id}/{ids.new_id()}/{ids.new_id()}")
    assert (logo_of(house), stored()) == (None, [])


def test_settings_that_change_in_between_are_kept(house: House, meanwhile: Meanwhile) -> None:
    key = form(house)["fields"]["key"]
    meanwhile(lambda: house.owner("PATCH", house.path(), {"name": "Engines"}))
    arrive(key)
    assert logo_of(house)
    assert house.owner("GET", house.path()).body["name"] == "Engines"
