"""Markdown and back: what was written is what is read."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.documents.content import markdown_parser
from functions.documents.content.checks import ContentError, TooMuch, check
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.markdown_out import to_markdown
from functions.documents.content.nodes import mark, node, text, walk, words_of

WORDS = st.text(
    st.one_of(
        st.sampled_from("ab *_~`[]()<>|\\!#+-=.:&;1\n\t '\"{}^$@/xX"),
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    ),
    min_size=1,
    max_size=12,
)
ONE_MARK = st.one_of(
    st.sampled_from(["bold", "italic", "strike", "underline", "code", "highlight"]).map(mark),
    st.builds(lambda kind, color: mark(kind, color=color), st.sampled_from(["highlight", "textColor"]), st.just("red")),
)
LATEX = st.text(st.sampled_from("ab1$\\|{}_^ \n`<*="), min_size=1, max_size=8)
ALIGNMENTS = st.sampled_from([None, None, None, "left", "center", "right", "justify"])
LINK = st.builds(
    lambda href, title: mark("link", href=href, **({"title": title} if title else {})),
    st.sampled_from(["https://a.b/c?d=1&e", "/x y", "mailto:a@b.c", "#(x)", "a<b>\\c", "é"]),
    st.sampled_from(["", 'a "b" \\ &amp;']),
)
MARKS = st.lists(st.one_of(ONE_MARK, LINK), max_size=3, unique_by=lambda one: one["type"])


@st.composite
def text_nodes(draw: st.DrawFn) -> dict[str, Any]:
    marks = draw(MARKS)
    if any(one["type"] == "code" for one in marks):
        marks = [one for one in marks if one["type"] in {"code", "link", "bold"}]
    return text(draw(WORDS), *sorted(marks, key=lambda one: one["type"]))


LEAVES = st.one_of(
    text_nodes(),
    text_nodes(),
    st.just(node("hardBreak")),
    st.builds(
        lambda label: node("mention", id="019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70", label=label),
        WORDS.filter(lambda word: word.strip() == word and "\n" not in word and "\t" not in word),
    ),
    st.builds(lambda latex: node("inlineMath", latex=latex), st.one_of(st.just("x^2"), LATEX)),
    st.just({"type": "emoji", "attrs": {"name": 'a"<\n>`'}}),
)


def merged(line: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in line:
        if found and part["type"] == found[-1]["type"] == "text" and part.get("marks") == found[-1].get("marks"):
            found[-1] = {**found[-1], "text": found[-1]["text"] + part["text"]}
        else:
            found.append(part)
    return found


LINES = st.lists(LEAVES, min_size=1, max_size=5).map(merged)
PARAGRAPHS = st.builds(lambda line, align: node("paragraph", *line, textAlign=align), LINES, ALIGNMENTS)
LANGUAGES = st.sampled_from([None, "python", "c++", "a b", "x`y"])
CODE = st.text(st.sampled_from("ab `~\n\t#-*<&\\"), max_size=12)
SIMPLE = st.one_of(
    PARAGRAPHS,
    st.builds(
        lambda line, level, align: node("heading", *line, level=level, textAlign=align),
        LINES,
        st.integers(1, 6),
        ALIGNMENTS,
    ),
    st.builds(lambda latex: node("blockMath", latex=latex), LATEX),
    st.builds(
        lambda words, language: node("codeBlock", *([text(words)] if words else []), language=language), CODE, LANGUAGES
    ),
    st.just(node("horizontalRule")),
    st.builds(
        lambda alt, width, align: node("image", src="https://a.b/c d.png", alt=alt, width=width, align=align),
        st.sampled_from([None, "a]b!", 'x "y" <z>', "$5 == $6"]),
        st.sampled_from([None, 300]),
        st.sampled_from([None, None, "center"]),
    ),
    st.just(node("chart", text("kept"), shape="pie", data=[1, {"a": None}])),
)
PICTURES = st.builds(
    lambda alt: node("image", src="https://a.b/c|d.png", alt=alt), st.sampled_from([None, "a|b", 'x "y" <z>'])
)
LINES_OF_CELLS = st.one_of(st.just(node("paragraph")), PARAGRAPHS, PARAGRAPHS, PICTURES)
CELLS = st.lists(LINES_OF_CELLS, min_size=1, max_size=3)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(1, 3))
    aligns = [draw(st.sampled_from([None, None, "left", "center", "right"])) for _ in range(width)]
    kinds = ["tableHeader" if draw(st.booleans()) else "tableCell"] + ["tableCell"] * draw(st.integers(0, 2))
    rows = [node("tableRow", *[node(kind, *draw(CELLS), align=align) for align in aligns]) for kind in kinds]
    if draw(st.booleans()):
        rows[-1]["content"][0]["attrs"] = draw(st.sampled_from([{"colspan": 2}, {"align": "justify"}]))
    return node("table", *rows)


def containers(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    first = st.one_of(st.just(node("paragraph")), PARAGRAPHS)
    item = st.builds(lambda start, rest: node("listItem", start, *rest), first, st.lists(inner, max_size=2))
    task = st.builds(
        lambda start, rest, done: {**node("taskItem", start, *rest), "attrs": {"checked": done}},
        first,
        st.lists(inner, max_size=2),
        st.booleans(),
    )
    return st.one_of(
        st.lists(item, min_size=1, max_size=3).map(lambda items: node("bulletList", *items)),
        st.builds(
            lambda items, start: node("orderedList", *items, start=start),
            st.lists(item, min_size=1, max_size=3),
            st.integers(0, 12),
        ),
        st.lists(task, min_size=1, max_size=3).map(lambda items: node("taskList", *items)),
        st.lists(inner, min_size=1, max_size=2).map(lambda blocks: node("blockquote", *blocks)),
        st.builds(
            lambda blocks, kind: node("callout", *blocks, kind=kind),
            st.lists(inner, min_size=1, max_size=2),
            st.sampled_from(["note", "caution"]),
        ),
        st.builds(
            lambda words, blocks: node("details", node("detailsSummary", *words), node("detailsContent", *blocks)),
            st.lists(text_nodes(), max_size=2).map(merged),
            st.lists(inner, min_size=1, max_size=2),
        ),
    )


BLOCKS = st.recursive(st.one_of(SIMPLE, tables()), containers, max_leaves=6)
DOCUMENTS = st.lists(BLOCKS, max_size=4).map(lambda blocks: {"type": "doc", "content": blocks})


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_every_document_survives_markdown(document: dict[str, Any]) -> None:
    shown = to_markdown(document)
    assert from_markdown(shown) == document, shown


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab *_~`[]()<>|\\!#+-=.:&;1\n\t>x"), max_size=60))
def test_any_text_is_a_document_that_reads_back(source: str) -> None:
    document = check(from_markdown(source))
    shown = to_markdown(document)
    assert to_markdown(from_markdown(shown)) == shown


@pytest.mark.parametrize(
    "source",
    [
        "| a | b |\n| --- | :-: |\n| c | d |\n",
        "| a |\n| --- |\n",
        "|  |  |\n| --- | --: |\n| no | head |\n",
        "| <!-- --> |  |\n| --- | --- |\n|  |  |\n",
        "| a |\n| --- |\n| one<br><br>two |\n",
        "| a |\n| --- |\n| one<br>still one |\n",
        "| a |\n| --- |\n| one<br/><br/>still one |\n",
        "| a |\n| --- |\n| words<br><br>![alt](hearth-image:1) |\n",
        "- [x] done\n- [ ] to do\n",
        "1. one\n2. two\n   - three\n",
        "![A lamp](hearth-image:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70)\n",
        '![A lamp](hearth-image:1 "A caption")\n',
        "> [!WARNING]\n> Mind the *tide*.\n>\n> - rope\n",
        "> [!NOTE]\n>\n> - rope\n",
        "> [!TIP]\n",
        "<details>\n<summary>More</summary>\n\n- inside\n\n</details>\n",
        "- a\n\n  <details>\n  <summary></summary>\n\n  </details>\n",
        "==marked== and <mark>a **bold** one</mark>\n",
        '<mark data-color="red">red</mark> <span data-color="blue">blue</span>\n',
        '<p align="center">middle</p>\n',
        '## <p align="right">side</p>\n',
        "so $x^2$ and $\\frac{a}{b}$.\n",
        "$$\na\n\n+ b\n$$\n",
        "| a |\n| --- |\n| $x$ |\n",
        "it costs $5, a == b is \\=\\=\n",
    ],
)
def test_what_markdown_can_say_is_said_in_markdown(source: str) -> None:
    shown = to_markdown(from_markdown(source))
    assert shown == source
    assert "hearth-node" not in shown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("$5 and $6", "$5 and $6"),
        ("from $5-$6", "from $5-$6"),
        ("a \\$b$ c", "a $b$ c"),
        ("a====b and a === b", "a====b and a === b"),
        ("<details>\n<summary>no end</summary>", "<details> <summary>no end</summary>"),
        ("> <details>\n> <summary>x</summary>\n\n</details>", "<details> <summary>x</summary></details>"),
        ("</details>", "</details>"),
        ("[!NOTE]\nwords", "[!NOTE] words"),
        ("> \\[!NOTE]\n> words", "[!NOTE] words"),
        ('words <p align="center">more</p>', 'words <p align="center">more</p>'),
        ('<span data-color="url(x)">x</span>', '<span data-color="url(x)">x</span>'),
        ("$$\nno end", "$$ no end"),
    ],
)
def test_what_only_looks_like_a_sign_of_ours_is_text(source: str, words: str) -> None:
    document = from_markdown(source)
    kinds = {one["type"] for one in walk(document)}
    assert not kinds & {"callout", "details", "inlineMath", "blockMath"}
    assert not [one for one in walk(document) if one.get("marks")]
    assert "".join(words_of(block) for block in document["content"]) == words
    assert from_markdown(to_markdown(document)) == document


@pytest.mark.parametrize(
    "source",
    ["$a " * 30_000, "$$\n" * 30_000, "==a " * 30_000, "<details>\n" * 5_000, "> [!NOTE]\n> " * 5_000, "\\$" * 30_000],
    ids=["dollars", "display", "marks", "details", "callouts", "escapes"],
)
def test_signs_without_end_take_linear_work(source: str) -> None:
    budget = markdown_parser.Budget()
    started = budget.left
    try:
        markdown_parser.parse(source, budget)
    except TooMuch:
        assert budget.left < 0
    else:
        assert started - budget.left <= 40 * len(source)


def test_details_in_one_another_have_a_bottom() -> None:
    source = "<details>\n<summary>x</summary>\n\n" * 500 + "</details>\n\n" * 500
    with pytest.raises(ContentError):
        from_markdown(source)


def test_a_table_of_the_editor_is_a_table() -> None:
    def cell(kind: str, *words: str) -> dict[str, Any]:
        return node(kind, *[node("paragraph", text(word)) for word in words], colspan=1, rowspan=1, colwidth=[120])

    head = node("tableRow", cell("tableHeader", "Boat"), cell("tableHeader", "Left"))
    body = node("tableRow", cell("tableCell", "Auk"), cell("tableCell", "Mon|day", "at six"))
    shown = to_markdown({"type": "doc", "content": [node("table", head, body)]})
    assert shown == "| Boat | Left |\n| --- | --- |\n| Auk | Mon&#124;day<br><br>at six |\n"


def test_what_a_table_of_markdown_cannot_say_stays_whole() -> None:
    joined = node("tableRow", node("tableCell", node("paragraph", text("wide")), colspan=2))
    row = node("tableRow", *[node("tableCell", node("paragraph", text(word))) for word in "ab"])
    listed = node("tableCell", node("bulletList", node("listItem", node("paragraph", text("x")))))
    for table in (node("table", joined, row), node("table", node("tableRow", listed))):
        document = {"type": "doc", "content": [table]}
        assert from_markdown(to_markdown(document)) == document


def test_runs_of_backticks_in_code_are_no_problem() -> None:
    words = " ".join("`" * size for size in range(1, 150)) + " x"
    document = {"type": "doc", "content": [node("paragraph", text("a" + words, mark("code")))]}
    assert from_markdown(to_markdown(document)) == document


def test_a_box_is_for_lists_only() -> None:
    assert from_markdown("[x] not a task") == {"type": "doc", "content": [node("paragraph", text("[x] not a task"))]}


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("[x](javascript:alert(1))", "javascript"),
        ("<script>alert(1)</script>", None),
        ("<div onclick=x>", None),
    ],
)
def test_markup_that_runs_stays_text(source: str, wanted: str | None) -> None:
    from functions.documents.content.html import to_html

    shown = to_html(from_markdown(source))
    assert "<script" not in shown
    assert "<div" not in shown
    assert "href" not in shown
    assert wanted is None or wanted in shown


def test_an_export_to_html_loads_nothing_and_says_how_links_are_followed() -> None:
    from functions.documents.content.html import to_html

    sources = ["https://a.b/c.png", "//a.b/c.png", "/\\a.b/c.png", "data:image/png;base64,AA", "hearth-image:1"]
    pictures = [node("image", src=source, alt="A") for source in sources]
    attrs = {"href": "https://a.b", "rel": "opener", "target": "_top"}
    link = node("paragraph", text("x", mark("link", **attrs)), text("y", mark("link", href=" java\nscript:alert(1)")))
    shown = to_html({"type": "doc", "content": [*pictures, link]})
    assert shown.count("<img") == 1
    assert '<img src="hearth-image:1" alt="A">' in shown
    assert shown.count('rel="noopener noreferrer nofollow"') == shown.count("<a ")
    assert "target" not in shown
    assert "script" not in shown
