"""Content in and out over HTTP, and the merge of what two sides wrote."""

import base64
from typing import Any

import pytest

from functions.documents.content import merge
from functions.documents.service import fold
from hearth.collab import blobs, folding, writing
from hearth.collab import repository as logs
from tests.documents.factories import Org, Writer, log_of
from tests.support.http import Answer

SOURCE = "# Plan\n\nFirst words here.\n\n- one\n- two\n\nLast words.\n"


def get(org: Org, document: dict[str, Any], form: str = "markdown") -> Answer:
    return org.get(document, tail="/content", format=form)


def put(
    org: Org, document: dict[str, Any], source: str, base: object, form: str = "text/markdown", by: str = "member"
) -> Answer:
    headers = {"Content-Type": form, **({"If-Match": f'"{base}"' if base != "*" else "*"} if base is not None else {})}
    return org.people[by]("PUT", f"{org.path}/{document['id']}/content", raw=source, headers=headers)


def replica(org: Org, document: dict[str, Any]) -> Writer:
    writer = Writer()
    writer.hear(*[writing.read_bytes(one) for one in logs.read_log(log_of(org.id, document["id"]), 0).updates])
    return writer


def test_lists_show_what_a_new_document_says(org: Org) -> None:
    document = org.create(markdown="# Boats\n\nThe *Auk* is being mended.\n")
    assert (document["preview"], document["words"]) == ("Boats The Auk is being mended.", 6)
    assert org.get(document).body["preview"] == document["preview"]


def test_a_text_too_large_for_an_item_makes_a_document(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 5_000)  # lists grow tenfold: what a request holds is too much for one
    document = org.create(markdown="- buoy\n" * 200)
    shown = org.get(document, tail="/state").body["updates"]
    assert [(one["seq"], "url" in one) for one in shown] == [(1, True)]
    assert get(org, document, "text").body["content"].count("- buoy") == 200


def test_a_document_is_made_from_markdown_in_one_write(org: Org) -> None:
    document = org.create(markdown=SOURCE)
    answer = get(org, document)
    assert (answer.body["content"], answer.headers["ETag"], answer.body["seq"]) == (SOURCE, '"1"', 1)
    assert get(org, document, "json").body["content"]["content"][0] == {
        "type": "heading",
        "attrs": {"level": 1},
        "content": [{"type": "text", "text": "Plan"}],
    }
    assert "<h1>Plan</h1>" in get(org, document, "html").body["content"]
    assert get(org, document, "text").body["content"] == "Plan\n\nFirst words here.\n\n- one\n- two\n\nLast words.\n"


def test_who_may_not_read_or_write_content(org: Org) -> None:
    document = org.create(markdown=SOURCE, visibility="private")
    assert org.get(document, "admin", "/content").status == 404
    assert put(org, document, "x", 1, by="admin").status == 404
    open_one = org.create(markdown=SOURCE)
    assert org.get(open_one, "viewer", "/content").status == 200
    assert put(org, open_one, "x", 1, by="viewer").status == 403
    assert get(org, open_one).body["content"] == SOURCE


def test_a_rewrite_keeps_what_did_not_change(org: Org) -> None:
    document = org.create(markdown=SOURCE)
    before = replica(org, document)
    last = before.root.children[3]
    answer = put(org, document, SOURCE.replace("First words", "First good words"), 1)
    assert (answer.status, answer.body["seq"], answer.body["merged"]) == (200, 2, False)
    update = writing.read_bytes(logs.read_log(log_of(org.id, document["id"]), 1).updates[0])
    assert len(update) < 60, "a word, not a document"
    before.hear(update)
    assert str(last) == str(before.root.children[3]) == "<paragraph>Last words.</paragraph>"
    assert "First good words here." in before.text


def test_the_same_text_again_writes_nothing(org: Org) -> None:
    document = org.create(markdown=SOURCE)
    assert put(org, document, SOURCE, 1).body["seq"] == 1


def test_both_sides_changes_meet(org: Org) -> None:
    document = org.create(markdown=SOURCE)
    assert put(org, document, SOURCE.replace("Last words.", "Last words, theirs."), 1).status == 200
    answer = put(org, document, SOURCE.replace("# Plan", "# My plan"), 1)
    assert (answer.status, answer.body["merged"], answer.body["seq"]) == (200, True, 3)
    wanted = SOURCE.replace("# Plan", "# My plan").replace("Last words.", "Last words, theirs.")
    assert answer.body["content"] == get(org, document).body["content"] == wanted


def test_words_of_one_paragraph_merge(org: Org) -> None:
    document = org.create(markdown="The quick fox jumps over the dog.\n")
    put(org, document, "The quick fox jumps over the lazy dog.\n", 1)
    answer = put(org, document, "The quick brown fox jumps over the dog.\n", 1)
    assert answer.body["content"] == "The quick brown fox jumps over the lazy dog.\n"


def test_the_same_place_is_a_conflict_with_both_sides(org: Org) -> None:
    document = org.create(markdown=SOURCE)
    put(org, document, SOURCE.replace("First words", "Their words"), 1)
    answer = put(org, document, SOURCE.replace("First words", "My words"), 1)
    assert (answer.status, answer.body["code"], answer.body["seq"]) == (409, "merge_conflict", 2)
    assert answer.body["conflicts"] == [
        {
            "base": {"content": "First words here.", "from": 1, "to": 2},
            "yours": {"content": "My words here.", "from": 1, "to": 2},
            "theirs": {"content": "Their words here.", "from": 1, "to": 2},
        }
    ]
    assert "Their words" in get(org, document).body["content"]


def test_a_base_is_needed_known_and_still_there(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    document = org.create(markdown=SOURCE)
    assert put(org, document, "x", None).body["code"] == "base_required"
    assert put(org, document, "x", 99).body["code"] == "unknown_version"
    monkeypatch.setattr(folding, "KEPT", timedelta(seconds=-10))
    for step in range(1, 4):
        assert put(org, document, f"{SOURCE}\nmore {step}\n", "*").status == 200
        writing.marks.forget()
        assert fold.fold(org.id, document["id"], 10**9)
    answer = put(org, document, "x", 1)
    assert (answer.status, answer.body["code"]) == (409, "base_gone")


def test_plain_text_keeps_what_it_cannot_say(org: Org) -> None:
    document = org.create(markdown="# Title\n\nSome **bold** words.\n\nEnd.\n")
    text = get(org, document, "text").body["content"]
    assert put(org, document, text.replace("End.", "The end."), 1, "text/plain").status == 200
    assert get(org, document).body["content"] == "# Title\n\nSome **bold** words.\n\nThe end.\n"


def test_json_is_held_to_what_editors_take(org: Org) -> None:
    import json

    document = org.create(markdown=SOURCE)
    content = get(org, document, "json").body["content"]
    content["content"].append({"type": "paragraph", "content": [{"type": "text", "text": "added"}]})
    assert put(org, document, json.dumps(content), 1, "application/json").body["seq"] == 2
    for bad in (
        {"type": "bulletList", "content": [{"type": "paragraph"}]},
        {"type": "script"},
        {"type": "text", "text": "x"},
        7,
    ):
        answer = put(org, document, json.dumps({"type": "doc", "content": [bad]}), 2, "application/json")
        assert (answer.status, answer.body["code"]) == (422, "invalid_content")
    assert put(org, document, "{", 2, "application/json").status == 400
    assert put(org, document, "x", 2, "text/html").status == 415


def test_unknown_nodes_stay(org: Org) -> None:
    from pycrdt import XmlElement

    document, writer = org.create(), Writer()
    chart = XmlElement("chart", {"kind": "pie"})
    writer.root.children.append(chart)
    org.write(document, writer.made[-1] if len(writer.made) == 1 else writer.doc.get_update())
    org.write(document, writer.type("words"))
    source = get(org, document).body["content"]
    assert "hearth-node" in source
    seq = get(org, document).body["seq"]
    assert put(org, document, source.replace("words", "other words"), seq).status == 200
    assert get(org, document, "json").body["content"]["content"][0] == {"type": "chart", "attrs": {"kind": "pie"}}


def test_a_rewrite_beside_live_typing_loses_neither(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create(markdown=SOURCE)
    writer = replica(org, document)
    writer.made.clear()
    original = writing.store

    def store(*args: Any) -> Any:
        org.write(document, base64.b64decode(base64.b64encode(writer.type("typed meanwhile"))))
        monkeypatch.setattr(writing, "store", original)
        return original(*args)

    monkeypatch.setattr(writing, "store", store)
    assert put(org, document, SOURCE.replace("Last", "Very last"), 1).status == 200
    content = get(org, document).body["content"]
    assert "typed meanwhile" in content
    assert "Very last words." in content


def test_an_image_goes_to_the_bucket_and_comes_by_link(org: Org) -> None:
    document = org.create()
    path = f"{org.path}/{document['id']}/images"
    body = {"id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70", "content_type": "image/png", "size": 1000}
    assert org.viewer("POST", path, body).status == 403
    answer = org.member("POST", path, body)
    assert (answer.status, answer.body["src"]) == (201, "hearth-image:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70")
    assert answer.body["upload"]["fields"]["Content-Type"] == "image/png"
    assert org.member("POST", path, body).status == 201, "again, after a lost answer"
    assert org.admin("POST", path, body).status == 409
    assert org.member("POST", path, {**body, "content_type": "image/svg+xml"}).status == 422
    seen = org.viewer("GET", f"{path}/{body['id']}")
    assert (seen.status, seen.headers["Location"].startswith("https://")) == (302, True)
    assert org.stranger("GET", f"{path}/{body['id']}").status == 404
    other = org.create()
    assert org.member("GET", f"{org.path}/{other['id']}/images/{body['id']}").body["code"] == "image_not_found"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "wanted"),
    [
        ("a b c", "a b c", "a x c", "a x c"),
        ("a b c", "a x c", "a b c", "a x c"),
        ("a b c d e", "a x c d e", "a b c d y", "a x c d y"),
        ("a b c", "a c", "a c", "a c"),
        ("a b c", "a x c", "a y c", None),
        ("", "a", "", "a"),
        ("a b", "", "a b", ""),
    ],
)
def test_words_merge(base: str, mine: str, theirs: str, wanted: str | None) -> None:
    assert merge.merge_words(base, mine, theirs) == wanted
    assert merge.merge_words(base, theirs, mine) == wanted
