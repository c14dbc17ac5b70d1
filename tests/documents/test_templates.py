"""Templates: whose they are, what is filled in, and that nothing of them is lost or seen by others."""

from typing import Any

import boto3
import pytest

from functions.documents.content import variables
from functions.documents.content.nodes import walk
from functions.documents.service import gallery, purge, templates
from hearth.quotas.documents import DOCUMENTS, STORAGE, TEMPLATES
from tests.documents.factories import Org
from tests.documents.imports import PNG
from tests.support.http import Answer
from tests.support.local_table import BUCKET
from tests.support.usage import counted, set_count

BODY = {
    "name": "Post-mortem",
    "title": "Post-mortem {{date}}",
    "markdown": "# {{title}}\n\n{{name}} on {{ thing }}: **{{why}}**",
}


def at(org: Org, tail: str = "") -> str:
    return f"/v1/orgs/{org.id}/document-templates{tail}"


def make(org: Org, by: str = "member", **more: Any) -> dict[str, Any]:
    answer = org.people[by]("POST", at(org), {**BODY, **more})
    assert answer.status == 201, answer.body
    return dict(answer.body)


def use(org: Org, template: dict[str, Any], by: str = "member", **body: Any) -> Answer:
    return org.people[by]("POST", at(org, f"/{template['id']}/documents"), body)


def names(org: Org, by: str) -> list[str]:
    items = org.people[by]("GET", at(org), query={"limit": "100"}).body["items"]
    return [one["name"] for one in items if one["scope"] != "gallery"]


def with_picture(org: Org, by: str = "member") -> dict[str, Any]:
    document = org.create(by, markdown="x")
    path = f"{org.path}/{document['id']}"
    body = {"name": "a.png", "content_type": "image/png", "size": len(PNG)}
    image = org.people[by]("POST", f"{path}/images", body).body
    boto3.client("s3").put_object(Bucket=BUCKET, Key=image["upload"]["fields"]["key"], Body=PNG)
    source = f"![a cat](hearth-image:{image['id']})\n\n![gone](hearth-image:01900000-0000-7000-8000-000000000000)"
    headers = {"Content-Type": "text/markdown", "If-Match": "*"}
    assert org.people[by]("PUT", f"{path}/content", raw=source, headers=headers).status == 200
    return document


@pytest.mark.parametrize(("by", "status"), [("stranger", 404), ("guest", 403), ("nobody", 401)])
def test_who_is_not_of_the_org_sees_no_templates(org: Org, by: str, status: int) -> None:
    template = make(org)
    assert org.people[by]("GET", at(org)).status == status
    assert org.people[by]("GET", at(org, f"/{template['id']}")).status == status


@pytest.mark.parametrize("by", ["guest", "viewer"])
def test_who_may_make_no_documents_makes_no_templates(org: Org, by: str) -> None:
    template = make(org)
    assert org.people[by]("POST", at(org), BODY).status == 403
    assert use(org, template, by).status == 403


def test_one_of_somebodys_own_is_for_nobody_else(org: Org) -> None:
    mine = make(org, scope="personal")
    for by in ("owner", "admin", "manager", "viewer"):
        assert names(org, by) == []
        assert org.people[by]("GET", at(org, f"/{mine['id']}")).status in {403, 404}
    assert org.owner("PATCH", at(org, f"/{mine['id']}"), {"name": "x"}).body["code"] == "template_not_found"
    assert org.owner("DELETE", at(org, f"/{mine['id']}")).body["code"] == "template_not_found"
    assert use(org, mine, "owner").body["code"] == "template_not_found"
    assert names(org, "member") == ["Post-mortem"]


def test_of_others_only_admins_change_and_delete(org: Org) -> None:
    theirs = make(org, "admin")
    path = at(org, f"/{theirs['id']}")
    for by in ("member", "manager"):
        assert org.people[by]("PATCH", path, {"name": "mine"}).status == 403
        assert org.people[by]("DELETE", path).status == 403
    assert org.owner("PATCH", path, {"name": "Renamed", "scope": "personal"}).body["code"] == "owner_only"
    assert org.owner("PATCH", path, {"name": "Renamed"}).body["name"] == "Renamed"
    assert org.owner("DELETE", path).status == 204
    assert names(org, "admin") == []
    assert counted(TEMPLATES, org.id) == 0


def test_of_a_document_that_is_not_for_the_asker_there_is_no_template(org: Org) -> None:
    closed = org.create("admin", markdown="secret", visibility="private")
    answer = org.member("POST", at(org), {"name": "x", "document_id": closed["id"]})
    assert (answer.status, answer.body["code"]) == (404, "document_not_found")
    mine = make(org)
    assert org.member("PATCH", at(org, f"/{mine['id']}"), {"document_id": closed["id"]}).status == 404


def test_a_document_begins_as_the_template_says(org: Org) -> None:
    made = use(org, make(org, icon="🚨"), values={"thing": "the boat", "name": "Ada *L*"}).body
    document = made["document"]
    assert document["title"].startswith("Post-mortem 20")
    assert (document["icon"], document["owner_id"]) == ("🚨", org.member.person_id)
    said = org.get(document, tail="/content", format="markdown").body["content"]
    assert said == f"# {document['title']}\n\nAda \\*L\\* on the boat: <strong>{{{{why}}}}</strong>\n"
    assert made["missing"] == ["why"]
    assert document["words"] > 3


def test_a_title_of_ones_own_stands_for_the_templates(org: Org) -> None:
    made = use(org, make(org), title="The fire", values={"why": "matches"}).body
    assert made["document"]["title"] == "The fire"
    assert "# The fire" in org.get(made["document"], tail="/content", format="markdown").body["content"]
    assert made["missing"] == ["thing"]


def test_asked_again_after_a_lost_answer_there_is_one_document(org: Org) -> None:
    template = make(org)
    body: dict[str, Any] = {"id": "01900000-0000-7000-8000-00000000aaaa", "values": {"thing": "x"}}
    first, again = use(org, template, **body), use(org, template, **body)
    assert (first.status, again.status) == (201, 201)
    assert first.body["document"]["id"] == again.body["document"]["id"]
    assert counted(DOCUMENTS, org.id) == 1


def test_pictures_come_along_and_outlive_the_document_they_came_from(org: Org) -> None:
    source = with_picture(org)
    template = org.member("POST", at(org), {"name": "Cats", "document_id": source["id"]}).body
    assert counted(STORAGE, org.id) == 2 * len(PNG)
    made = use(org, template).body["document"]
    assert counted(STORAGE, org.id) == 3 * len(PNG)
    said = org.get(made, tail="/content", format="markdown").body["content"]
    image = said.partition("hearth-image:")[2].partition(")")[0]
    assert org.get(made, tail=f"/images/{image}").status == 302
    stored = boto3.client("s3").get_object(Bucket=BUCKET, Key=f"documents/{org.id}/{made['id']}/images/{image}")
    assert stored["Body"].read() == PNG
    assert "![gone]" in said


def test_other_words_and_pictures_take_the_place_of_the_old(org: Org) -> None:
    source = with_picture(org)
    template = make(org)
    path = at(org, f"/{template['id']}")
    changed = org.member("PATCH", path, {"document_id": source["id"]}).body
    assert (changed["variables"], counted(STORAGE, org.id)) == (["date"], 2 * len(PNG))
    plain = org.create(markdown="just {{words}}")
    assert org.member("PATCH", path, {"document_id": plain["id"]}).body["variables"] == ["date", "words"]
    assert counted(STORAGE, org.id) == len(PNG)
    left = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"documents/{org.id}/templates/")
    assert left["KeyCount"] == 0


def test_deleting_gives_back_what_it_took_and_leaves_what_was_made(org: Org) -> None:
    template = org.member("POST", at(org), {"name": "Cats", "document_id": with_picture(org)["id"]}).body
    made = use(org, template).body["document"]
    assert org.member("DELETE", at(org, f"/{template['id']}")).status == 204
    assert (counted(TEMPLATES, org.id), counted(STORAGE, org.id)) == (0, 2 * len(PNG))
    assert org.get(made, tail="/content").status == 200
    assert org.member("GET", at(org, f"/{template['id']}")).status == 404


def test_a_full_store_or_too_many_documents_leave_nothing_behind(org: Org) -> None:
    template = org.member("POST", at(org), {"name": "Cats", "document_id": with_picture(org)["id"]}).body
    set_count(STORAGE, org.id, STORAGE.limit)
    answer = use(org, template)
    assert (answer.status, answer.body["quota"]) == (409, "storage") or answer.body["quota"] == "storage"
    set_count(STORAGE, org.id, 0)
    set_count(DOCUMENTS, org.id, DOCUMENTS.limit)
    assert use(org, template).body["quota"] == "documents"
    set_count(TEMPLATES, org.id, TEMPLATES.limit)
    assert org.member("POST", at(org), BODY).body["quota"] == "templates"


def test_a_template_of_more_than_fits_is_refused(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "LARGEST", 50)
    assert org.member("POST", at(org), BODY).body["code"] == "template_too_large"
    assert names(org, "member") == []


@pytest.mark.parametrize("body", [
    {"name": ""}, {"name": "x"}, {"name": "x", "markdown": "y", "document_id": "01900000-0000-7000-8000-000000000000"},
    {"name": "x", "markdown": "y", "scope": "all"},
])  # fmt: skip
def test_half_a_template_is_refused(org: Org, body: dict[str, str]) -> None:
    assert org.member("POST", at(org), body).status == 422


def test_a_change_on_an_old_version_is_refused(org: Org) -> None:
    template = make(org)
    path = at(org, f"/{template['id']}")
    assert org.member("PATCH", path, {"title": "{{who}}"}).body["variables"] == ["who", "title", "name", "thing", "why"]
    assert org.member("PATCH", path, {"name": "y"}, headers={"If-Match": f'"{template["version"]}"'}).status == 412


@pytest.mark.parametrize("locale", ["en", "de"])
def test_the_gallery_is_whole_in_each_language(org: Org, locale: str) -> None:
    items = [
        one
        for one in org.viewer("GET", at(org), query={"locale": locale, "limit": "100"}).body["items"]
        if one["scope"] == "gallery"
    ]
    assert len(items) == 10
    for one in items:
        assert all(one[said] for said in ("name", "description", "icon", "title"))
        assert not one["can_change"]
        shown = org.viewer("GET", at(org, f"/{one['id']}")).body
        assert variables.names_in(shown["content"], one["title"]) == one["variables"]
    made = use(org, items[0], values={"date": "30.11.2026"}).body
    assert "30.11.2026" in made["document"]["title"]
    assert made["missing"] == []
    assert org.owner("DELETE", at(org, f"/{items[0]['id']}")).body["code"] == "owner_only"


def test_both_languages_have_the_same_templates_with_as_many_parts() -> None:
    def shape(locale: str) -> list[tuple[str, list[str]]]:
        found = []
        for one in gallery.listed(locale):
            shown = gallery.find(str(one.template_id))
            assert shown is not None
            found.append(
                (str(one.icon), [node["type"] for node in walk(shown[1]) if node["type"] not in {"text", "hardBreak"}])
            )
        return found

    assert shape("en") == shape("de")


def test_variables_are_words_and_stay_where_nobody_says_them() -> None:
    text = {"type": "text", "text": "{{a}} {{ b }} {{c d}} {{}} {{{x}}} {a}"}
    content = {"type": "doc", "content": [{"type": "paragraph", "content": [text]}]}
    assert variables.names_in(content, "{{t}}") == ["t", "a", "b", "c d", "x"]
    filled = variables.fill(content, {"a": "<b>{{b}}</b>", "c d": "e"})
    assert filled["content"][0]["content"][0]["text"] == "<b>{{b}}</b> {{ b }} e {{}} {{{x}}} {a}"


def test_templates_go_with_their_org(org: Org) -> None:
    org.member("POST", at(org), {"name": "Cats", "document_id": with_picture(org)["id"]})
    purge.purge_all(org.id)
    assert names(org, "member") == []
    left = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"documents/{org.id}/templates/")
    assert left["KeyCount"] == 0


def test_a_list_of_templates_goes_on_where_it_ended(org: Org) -> None:
    for number in range(3):
        make(org, name=f"T{number}")
    shown: list[str] = []
    cursor: str | None = None
    while True:
        page = org.member("GET", at(org), query={"limit": "4", **({"cursor": cursor} if cursor else {})}).body
        shown += [one["name"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert (len(shown), shown[-3:]) == (13, ["T0", "T1", "T2"])
