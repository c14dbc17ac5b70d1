"""Copies of documents, their cover and their width: who may, and what goes along."""

from typing import Any

import pytest

from functions.documents import repository
from functions.documents.models import Image
from functions.documents.service import copies
from hearth import files, quotas
from hearth.errors import Unavailable
from hearth.keys import documents as keys
from hearth.table.batch import Prefetched
from tests.documents.factories import Org
from tests.documents.spaces import Spaces

PICTURE = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
OTHER = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a71"


def picture(org: Org, document: dict[str, Any], picture_id: str = PICTURE, *, sent: bool = True) -> str:
    """Announce a picture of a document, and send it."""
    body = {"id": picture_id, "name": "sea", "content_type": "image/png", "size": 3}
    assert org.member("POST", f"{org.path}/{document['id']}/images", body).status == 201
    if sent:
        files.put(f"documents/{org.id}/{document['id']}/images/{picture_id}", b"png", "image/png")
    return f"hearth-image:{picture_id}"


def copy(org: Org, document: dict[str, Any], by: str = "member", **body: Any) -> Any:
    return org.people[by]("POST", f"{org.path}/{document['id']}/copies", body)


def image(org: Org, document: dict[str, Any], picture_id: str = PICTURE) -> Image | None:
    return Prefetched().find(Image, keys.document_image(org.id, document["id"], picture_id))


def test_who_may_not_read_or_make_documents_copies_none(org: Org) -> None:
    private = org.create(visibility="private")
    for by, status, code in (
        ("stranger", 404, "org_not_found"),
        ("guest", 403, "forbidden"),
        ("owner", 404, "document_not_found"),
    ):
        answer = copy(org, private, by)
        assert (answer.status, answer.body["code"]) == (status, code), by
    assert copy(org, private, "nobody").status == 401
    assert copy(org, org.create(), "viewer").status == 403


def test_a_copy_says_what_the_original_says_with_pictures_of_its_own(org: Org) -> None:
    original = org.create(markdown="# Sea", title="Log")
    shown = picture(org, original)
    cover = picture(org, original, OTHER)
    put = {"content-type": "text/markdown", "if-match": "*"}
    text = f"# Sea\n\n![waves]({shown})\n\n<!-- columns -->\n\na\n\n<!-- column -->\n\nb\n\n<!-- /columns -->\n"
    answer = org.member("PUT", f"{org.path}/{original['id']}/content", raw=text, headers=put)
    assert answer.status == 200, answer.body
    looks = {"cover": cover, "wide": True, "icon": "🌊"}
    assert org.member("PATCH", f"{org.path}/{original['id']}", looks).status == 200

    answer = copy(org, original, "admin", title="Copy of Log")
    assert answer.status == 201, answer.body
    made = answer.body
    assert {name: made[name] for name in ("title", *looks)} == {"title": "Copy of Log", **looks}
    assert made["id"] != original["id"]
    assert made["owner_id"] == org.admin.person_id
    assert org.get(made, "member", "/content", format="markdown").body["content"] == text
    for picture_id in (PICTURE, OTHER):
        one = image(org, made, picture_id)
        assert one is not None
        assert files.get(str(one.blob)) == b"png"
        assert str(made["id"]) in str(one.blob)
    assert org.get(made, "member", f"/images/{PICTURE}").status == 302


def test_a_copy_has_no_history_and_nobody_elses_shares(org: Org) -> None:
    original = org.create(visibility="private", markdown="mine")
    shares = {"shares": [{"person_id": org.admin.person_id, "role": "editor"}]}
    assert org.member("PUT", f"{org.path}/{original['id']}/shares", shares).status == 200
    made = copy(org, original, "admin").body
    assert (made["visibility"], made["owner_id"], made["title"]) == ("private", org.admin.person_id, "Plan")
    assert org.get(made, "member").status == 404
    assert org.get(made, "admin", "/state").body["head"] == 1


def test_a_copy_stands_beside_the_original_where_its_maker_may_write_and_at_the_top_otherwise(org: Org) -> None:
    above = org.create()
    original = org.create(parent_id=above["id"])
    assert copy(org, original).body["parent_id"] == above["id"]
    closed = org.create(visibility="private")
    inside = org.create(parent_id=closed["id"], visibility="org")
    assert copy(org, inside, "admin").body["parent_id"] is None


def test_a_picture_that_never_came_is_no_reason_not_to_copy(org: Org) -> None:
    original = org.create()
    org.member("PATCH", f"{org.path}/{original['id']}", {"cover": picture(org, original, sent=False)})
    made = copy(org, original)
    assert made.status == 201
    assert image(org, made.body) is None


def test_more_pictures_than_one_transaction_takes_are_refused_and_nothing_is_made(
    org: Org, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST_PICTURES", 0)
    original = org.create()
    org.member("PATCH", f"{org.path}/{original['id']}", {"cover": picture(org, original)})
    answer = copy(org, original)
    assert (answer.status, answer.body["code"]) == (413, "too_many_pictures")
    assert len(repository.list_children(org.id, None, limit=10, cursor=None).items) == 1


def test_nobody_finds_half_a_copy(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    original = org.create()
    org.member("PATCH", f"{org.path}/{original['id']}", {"cover": picture(org, original)})

    def fails(_source: str, _target: str) -> None:
        raise Unavailable("The bucket does not answer.")

    monkeypatch.setattr(files, "copy", fails)
    assert copy(org, original).status == 503
    assert len(repository.list_children(org.id, None, limit=10, cursor=None).items) == 1


def test_where_no_document_can_be_made_its_pictures_take_no_room(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    original = org.create()
    org.member("PATCH", f"{org.path}/{original['id']}", {"cover": picture(org, original)})
    monkeypatch.setattr(quotas, "limits", lambda: {"documents": 1, "storage": 7})
    for _ in range(3):
        answer = copy(org, original)
        assert (answer.status, answer.body["code"], answer.body["quota"]) == (409, "quota_exceeded", "documents")
    monkeypatch.setattr(quotas, "limits", lambda: {"storage": 5})
    answer = copy(org, original)
    assert (answer.body["code"], answer.body["quota"]) == ("quota_exceeded", "storage")
    assert len(repository.list_children(org.id, None, limit=10, cursor=None).items) == 1


def test_the_same_request_again_makes_no_second_copy(org: Org) -> None:
    original = org.create()
    path = f"{org.path}/{original['id']}/copies"
    first = org.member("POST", path, {}, headers={"idempotency-key": "k" * 20})
    again = org.member("POST", path, {}, headers={"idempotency-key": "k" * 20})
    assert (first.status, again.status) == (201, 201)
    assert first.body["id"] == again.body["id"]


# --- cover and width ------------------------------------------------------------------------------------------------


def test_who_may_not_rename_a_document_changes_neither_cover_nor_width(org: Org) -> None:
    document = org.create()
    for change in ({"cover": "color:blue"}, {"wide": True}):
        assert org.viewer("PATCH", f"{org.path}/{document['id']}", change).status == 403
        assert org.stranger("PATCH", f"{org.path}/{document['id']}", change).status == 404
    assert {name: org.get(document).body[name] for name in ("cover", "wide")} == {"cover": None, "wide": False}


def test_a_cover_is_a_colour_or_a_picture_and_can_be_taken_off(org: Org) -> None:
    document = org.create()
    for cover in ("color:blue", f"hearth-image:{PICTURE}", None):
        answer = org.member("PATCH", f"{org.path}/{document['id']}", {"cover": cover})
        assert (answer.status, answer.body["cover"]) == (200, cover)
    assert org.member("PATCH", f"{org.path}/{document['id']}", {"wide": True}).body["wide"] is True


@pytest.mark.parametrize(
    "change",
    [
        {"cover": "https://spy.example/x.png"},
        {"cover": "color:url(x)"},
        {"cover": "hearth-image:../../x"},
        {"wide": None},
        {"wide": "wide"},
    ],
)
def test_a_cover_that_leads_elsewhere_or_a_width_that_is_none_is_refused(org: Org, change: dict[str, Any]) -> None:
    document = org.create()
    answer = org.member("PATCH", f"{org.path}/{document['id']}", change)
    assert (answer.status, answer.body["code"]) == (422, "invalid_body")


def test_a_copy_of_what_only_a_team_sees_is_in_nobody_elses_sight(on: Spaces) -> None:
    original = on.org.create(space_id=on.red, title="Of the team")
    shares = {"shares": [{"person_id": on.org.admin.person_id, "role": "viewer"}]}
    assert on.org.member("PUT", f"{on.org.path}/{original['id']}/shares", shares).status == 200
    inside, outside = copy(on.org, original, "manager"), copy(on.org, original, "admin")
    assert on.stands(inside.body) == (on.red, "space")
    assert on.stands(outside.body) == (None, "private")
    assert on.who_sees(outside.body) == {"admin"}
