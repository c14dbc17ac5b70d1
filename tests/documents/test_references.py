"""References, embeds and bookmarks: what a log may hold of them, every way they are read, and what they never tell."""

from typing import Any

import pytest

from functions.documents import allowed
from functions.documents.content import html, markdown_in, markdown_out, plain, references, stored
from functions.documents.content.checks import ContentError, check
from functions.documents.content.nodes import mark, node, text
from functions.documents.export.cards import paragraph_of
from hearth import ids
from hearth.collab import replica
from hearth.collab.updates import NotAllowed
from tests.documents.factories import Org

Node = dict[str, Any]
ID = "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
PAGE = "https://example.com/a?b=c&d=(e)"


def doc(*blocks: Node) -> Node:
    return {"type": "doc", "content": list(blocks)}


def reference(object_id: str = ID, kind: str = "document") -> Node:
    return node("reference", object=kind, id=object_id)


def embed(object_id: str = ID) -> Node:
    return node("embed", object="document", id=object_id)


def update_of(document: Node) -> bytes:
    made = replica.new_replica()
    stored.write(made, document)
    data: bytes = made.get_update()
    return data


GOOD = [
    node("paragraph", text("See "), reference(), text(" first")),
    node("paragraph", reference(kind="task")),
    embed(),
    node("bookmark", url=PAGE),
    node("bookmark", url=PAGE, title="A page", description="What it says", site="Example"),
]
BAD = [
    node("paragraph", reference("not-an-id")),
    node("paragraph", reference(kind="no type")),
    node("paragraph", reference(kind="image")),
    node("embed", object="document", id="../../secret"),
    node("bookmark", url="javascript:alert(1)"),
    node("bookmark", url=" java\nscript:alert(1)"),
    node("bookmark", url="data:text/html,x"),
    node("bookmark", url="https://"),
    node("bookmark", url="https://ada:secret@example.com/"),
    node("bookmark", url="https://example.com/" + "x" * 2000),
]


@pytest.mark.parametrize("block", GOOD)
def test_what_the_editor_makes_of_them_is_taken_by_every_door(block: Node) -> None:
    allowed.check(update_of(doc(block)))
    assert check(doc(block)) == doc(block)


@pytest.mark.parametrize("block", BAD)
def test_what_points_nowhere_or_would_run_is_refused_by_every_door(block: Node) -> None:
    with pytest.raises(NotAllowed):
        allowed.check(update_of(doc(block)))
    with pytest.raises(ContentError):
        check(doc(block))


@pytest.mark.parametrize("block", BAD)
def test_what_a_log_holds_of_it_all_the_same_is_read_without_what_cannot_be(block: Node) -> None:
    made = replica.new_replica()
    stored.write(made, doc(block))
    said = stored.read(made)
    assert "javascript" not in repr(said)
    assert "javascript" not in html.to_html(said)
    assert references.targets(said) == []
    markdown_out.to_markdown(said)
    plain.to_text(said)


WORDS = [
    "A page",
    "a [b](c) *d*",
    "x | y",
    "<script>",
    " edges ",
    "line\nline",
    "`code`",
    "&amp;",
    '"quoted"',
    "&#10;",
    "</a>",
]


@pytest.mark.parametrize("words", WORDS)
def test_they_come_back_from_markdown_as_they_were(words: str) -> None:
    cards = [
        embed(),
        node("bookmark", url=PAGE, title=words, description=words, site=words),
        node("bookmark", url=PAGE),
    ]
    around = node("paragraph", text("See "), reference(), text(" and "), reference(kind="task"), text("."))
    quoted = node("blockquote", *cards)
    listed = node("bulletList", node("listItem", node("paragraph", reference()), embed()))
    cell = node("table", node("tableRow", node("tableCell", node("paragraph", reference()))))
    whole = doc(around, *cards, quoted, listed, cell)
    assert check(markdown_in.from_markdown(markdown_out.to_markdown(whole))) == whole


@pytest.mark.parametrize("title", ["The plan", "[x](javascript:1)", "](hearth-document:1)", "a\\", "x | y", ""])
def test_a_title_in_markdown_is_for_people_and_changes_nothing_on_the_way_back(title: str) -> None:
    whole = doc(node("paragraph", text("See "), reference()), embed())
    named = references.name(doc(node("paragraph", text("See "), reference()), embed()), {("document", ID): title})
    written = markdown_out.to_markdown(named)
    assert check(markdown_in.from_markdown(written)) == whole


def test_markdown_names_them_in_words_and_by_their_id() -> None:
    named = references.name(doc(node("paragraph", reference()), embed()), {("document", ID): "The plan"})
    assert markdown_out.to_markdown(named) == (
        f"[The plan](hearth-document:{ID})\n\n![The plan](hearth-document:{ID})\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        '<a data-bookmark="" href="javascript:alert(1)">x</a>',
        '<a href="https://example.com/">x</a>',
        '<a data-bookmark="" href="https://example.com/">words that go on',
        "[x](hearth-document:none)",
        "![x](hearth-image:1)",
        "[x](hearth-:1) </a>",
    ],
)
def test_what_only_looks_like_one_in_markdown_loses_no_word(source: str) -> None:
    said = check(markdown_in.from_markdown(source))
    shown = repr(said)
    assert "x" in shown or "words that go on" in shown


def test_plain_text_html_and_paper_say_the_title_and_what_a_bookmark_says() -> None:
    whole = doc(node("paragraph", text("See "), reference()), embed(), GOOD[4])
    named = references.name(whole, {("document", ID): "The <plan>"})
    assert plain.to_text(named) == f"See The <plan>\n\nThe <plan>\n\nA page\nWhat it says\n{PAGE}\n"
    shown = html.to_html(named)
    assert f'<span class="reference" data-object="document" data-id="{ID}">The &lt;plan&gt;</span>' in shown
    assert f'<p class="embed" data-object="document" data-id="{ID}">The &lt;plan&gt;</p>' in shown
    assert 'href="https://example.com/a?b=c&amp;d=(e)" rel="noopener' in shown
    assert paragraph_of(named["content"][1])["content"] == [text("The <plan>", mark("bold"))]
    assert paragraph_of(GOOD[4])["content"][0] == text("A page", mark("link", href=PAGE))


def test_a_label_that_somebody_sends_along_is_not_kept() -> None:
    sent = doc(node("paragraph", {**reference(), "label": "A secret"}))
    assert "A secret" not in repr(check(sent))


def test_search_text_and_preview_say_nothing_of_what_is_pointed_at() -> None:
    whole = doc(node("paragraph", text("See "), reference(), text("."), embed()))
    assert plain.preview(whole) == "See ."
    assert plain.count_words(whole) == 1


# --- over HTTP ----------------------------------------------------------------------------------------------------


def put(org: Org, document: Node, markdown: str, by: str = "member") -> Any:
    headers = {"Content-Type": "text/markdown", "If-Match": "*"}
    answer = org.people[by]("PUT", f"{org.path}/{document['id']}/content", raw=markdown, headers=headers)
    assert answer.status == 200, answer.body
    return answer.body["content"]


def read(org: Org, document: Node, by: str, form: str) -> Any:
    answer = org.get(document, by, tail="/content", format=form)
    assert answer.status == 200, answer.body
    return answer.body["content"]


@pytest.mark.parametrize("form", ["markdown", "html", "text", "json"])
def test_who_may_not_read_what_is_pointed_at_is_not_told_its_title(org: Org, form: str) -> None:
    secret = org.create("admin", title="Layoffs", visibility="private")
    page = org.create(markdown=f"See [](hearth-document:{secret['id']})\n\n![](hearth-document:{secret['id']})")
    assert "Layoffs" not in repr(read(org, page, "member", form))
    assert ("Layoffs" in repr(read(org, page, "admin", form))) == (form != "json")


@pytest.mark.parametrize("gone", ["deleted", "never there"])
def test_what_is_gone_has_no_title(org: Org, gone: str) -> None:
    other = org.create(title="Old")
    page = org.create(markdown=f"See [Old](hearth-document:{other['id']}).")
    if gone == "deleted":
        assert org.member("DELETE", f"{org.path}/{other['id']}").status == 204
    else:
        page = org.create(markdown=f"See [Old](hearth-document:{ids.new_id()}).")
    assert read(org, page, "member", "text") == "See ….\n"


def test_a_title_is_the_one_of_now_and_a_write_answers_with_it(org: Org) -> None:
    other = org.create(title="Old")
    page = org.create()
    assert put(org, page, f"See [x](hearth-document:{other['id']}).") == f"See [Old](hearth-document:{other['id']}).\n"
    org.member("PATCH", f"{org.path}/{other['id']}", {"title": "New"})
    assert read(org, page, "member", "markdown") == f"See [New](hearth-document:{other['id']}).\n"


def test_titles_cost_one_read_for_a_hundred_and_none_where_nothing_is_pointed_at(org: Org) -> None:
    page = org.create(markdown="Nothing.")
    org.get(page, tail="/content", format="text")  # on record, once a day
    before = org.get(page, tail="/content", format="text").table_calls
    others = [org.create(title=f"Page {number}") for number in range(20)]
    put(org, page, "\n\n".join(f"[](hearth-document:{one['id']})" for one in others))
    answer = org.get(page, tail="/content", format="text")
    assert answer.body["content"].split("\n\n")[19] == "Page 19\n"
    assert answer.table_calls == before + 1
