"""The newer blocks and marks (decision 0065): what a log may hold of them, what JSON may say, and plain reading."""

from typing import Any

import pytest

from functions.documents import allowed
from functions.documents.attributes import fits
from functions.documents.content import html, plain, stored
from functions.documents.content.checks import ContentError, check
from functions.documents.content.nodes import mark, node, text
from hearth.collab import replica
from hearth.collab.updates import NotAllowed


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


def line(**attrs: Any) -> dict[str, Any]:
    return node("paragraph", text("x"), **attrs)


def marked(kind: str, **attrs: Any) -> dict[str, Any]:
    return node("paragraph", text("x", mark(kind, **attrs)))


def update_of(document: dict[str, Any]) -> bytes:
    made = replica.new_replica()
    stored.write(made, document)
    data: bytes = made.get_update()
    return data


GOOD = [
    line(textAlign="justify"),
    node("callout", line(), kind="caution"),
    node("details", node("detailsSummary"), node("detailsContent", line())),
    node("blockMath", latex="x" * 5000),
    node("paragraph", node("inlineMath", latex="x")),
    marked("highlight"),
    marked("highlight", color="purple"),
    marked("textColor", color="gray"),
    node("image", src="hearth-image:1", align="right"),
]
BAD = [
    line(textAlign="url(x)"),
    line(textAlign=1),
    node("callout", line(), kind="evil"),
    node("blockMath", latex="x" * 5001),
    node("paragraph", node("inlineMath", latex=7)),
    marked("highlight", color="#ff0000"),
    marked("textColor", color="red;position:fixed"),
    node("image", src="hearth-image:1", align="fixed"),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda one: one["type"])
def test_what_the_editor_makes_may_come_in_and_is_read_as_it_is(block: dict[str, Any]) -> None:
    allowed.check(update_of(doc(block)))
    assert check(doc(block)) == doc(block)
    assert stored.read(replica.build([update_of(doc(block))])) == doc(block)


@pytest.mark.parametrize("block", BAD, ids=lambda one: one["type"])
def test_a_value_that_no_theme_and_no_browser_should_see_is_refused(block: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        allowed.check(update_of(doc(block)))
    with pytest.raises(ContentError):
        check(doc(block))
    shown = stored.read(replica.build([update_of(doc(block))]))
    assert "fixed" not in str(shown)
    assert "evil" not in str(shown)


@pytest.mark.parametrize(
    "block",
    [
        node("details", node("detailsSummary")),
        node("details", node("detailsContent", line()), node("detailsSummary")),
        node("details", line()),
        node("details", node("detailsSummary", node("hardBreak")), node("detailsContent", line())),
        node("callout"),
        node("paragraph", node("blockMath", latex="x")),
    ],
    ids=["half", "turned", "other", "break", "empty", "inside"],
)
def test_json_that_the_editor_would_take_out_is_refused(block: dict[str, Any]) -> None:
    with pytest.raises(ContentError):
        check(doc(block))


def test_an_attribute_whose_element_the_log_has_may_be_what_any_element_takes() -> None:
    assert fits(None, "align", "center")
    assert fits(None, "color", "red")
    assert not fits(None, "color", "#f00")
    assert not fits(None, "kind", "evil")


def test_all_words_of_them_are_found() -> None:
    document = doc(
        node("callout", line(), kind="tip"),
        node("details", node("detailsSummary", text("hold")), node("detailsContent", node("paragraph", text("rope")))),
        node("paragraph", text("so "), node("inlineMath", latex="v^2")),
        node("blockMath", latex="a+b"),
        node("image", src="hearth-image:1", alt="The sea", title="At noon"),
    )
    assert plain.to_text(document) == "x\n\nhold\nrope\n\nso v^2\n\na+b\n\nAt noon\n"
    assert plain.preview(document) == "x hold rope so v^2 a+b At noon"


def test_html_of_them_holds_names_and_no_markup_of_anybody() -> None:
    document = doc(
        node("callout", line(textAlign="center"), kind='x"><script>'),
        node("blockMath", latex="<script>"),
        node("paragraph", text("x", mark("highlight", color='"><script>'))),
        node("details", node("detailsSummary", text("<b>")), node("detailsContent", line())),
    )
    shown = html.to_html(document)
    assert "<script" not in shown
    assert '<aside class="callout" data-kind="note"><p style="text-align:center">x</p></aside>' in shown
    assert "<mark>x</mark>" in shown
    assert "<details><summary>&lt;b&gt;</summary><div><p>x</p></div></details>" in shown
