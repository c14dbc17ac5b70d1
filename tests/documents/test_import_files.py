"""What each kind of file says when it becomes a document: nothing that runs, and no word lost."""

import json
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from functions.documents.content import markdown_out
from functions.documents.content.nodes import walk, words_of
from functions.documents.errors import BrokenFile, ContentTooLarge, UnsafeArchive
from functions.documents.export import word
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Picture, Pictures
from functions.documents.imports import from_html, reading
from functions.documents.imports import page as page_module
from functions.documents.imports.archive import Archive, Limits
from functions.documents.imports.page import Page
from functions.documents.imports.reading import Found
from tests.documents.imports import PNG, packed
from tests.documents.test_export import node


def read(kind: str, source: str | bytes, otherwise: str = "file") -> Found:
    return reading.read(kind, source.encode() if isinstance(source, str) else source, Page(), otherwise)


def html(source: str) -> str:
    return markdown_out.to_markdown(read("html", source).content).strip()


def markdown(source: str) -> str:
    return markdown_out.to_markdown(read("markdown", source).content).strip()


# --- HTML ---


@pytest.mark.parametrize(("source", "expected"), [
    ("<p>a <b>b <i>c</i></b> <u>d</u></p>", "a <strong>b *c*</strong> <u>d</u>"),
    ("<h2>Head</h2><p>x<br>y", "## Head\n\nx\\\ny"),
    ("<ul><li>a<ol start=3><li>b</ol><li>c</ul>", "- a\n\n  3. b\n\n- c"),
    ("<ul><li><input type=checkbox checked>a<li><input type=checkbox>b</ul>", "- [x] a\n- [ ] b"),
    ('<ul class="to-do-list"><li><div class="checkbox checkbox-on"></div><span>a</span></ul>', "- [x] a"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    ("<blockquote><p>q</blockquote><hr>", "> q\n\n---"),
    ('<pre class="language-py">x\n  y</pre>', "```py\nx\n  y\n```"),
    ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
    ('<a href="https://e.org">e</a> <a href="javascript:x()">j</a> <a href="#up">u</a>', "[e](https://e.org) j u"),
    ("<b style='font-weight:normal'><p>plain</p></b>", "plain"),
    ('<span style="font-weight: 700; text-decoration: line-through">x</span>', "<strong>~~x~~</strong>"),
    ("<p style='text-align:center'>m</p>", '<p align="center">m</p>'),
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
    ("<dl><dt>t<dd>d</dl>", "**t**\n\nd"),
    ("<details><summary>s</summary>in</details>", "<details>\n<summary>s</summary>\n\nin\n\n</details>"),
    ("<p>a\u00a0b &lt;i&gt;</p>", "a\u00a0b \\<i>"),
    ('<aside class="callout" data-kind="tip"><p>t</aside>', "> [!TIP]\n> t"),
    ("<svg><text>label</text></svg><iframe src='https://v.org/1'></iframe>", "label[https://v.org/1](https://v.org/1)"),
    ("<script>alert(1)</script><style>x{}</style><p onclick='x()'>stays", "stays"),
    ("<x-unknown>words</x-unknown>", "words"),
    ("<img alt='a lake' src='https://e.org/a.png'>", "[a lake](https://e.org/a.png)"),
    ("<img alt='a lake' src='cat.png'>", "\\[a lake\\]"),
])  # fmt: skip
def test_a_page_says_the_same(source: str, expected: str) -> None:
    assert html(source) == expected


def test_a_table_of_a_page_keeps_its_joined_cells() -> None:
    found = read("html", "<table><tr><td colspan=2 rowspan=99>a<td>b<tr><td>c<td colspan=99999999>d</table>")
    cells = [one.get("attrs", {}) for one in walk(found.content) if one["type"] == "tableCell"]
    assert cells == [{"colspan": 2, "rowspan": 2}, {}, {}, {}]


def test_pictures_within_a_page_come_along() -> None:
    from base64 import b64encode

    found = read(
        "html",
        f'<figure><img src="data:image/png;base64,{b64encode(PNG).decode()}" alt="x">'
        "<figcaption>c</figcaption></figure>",
    )
    (image,) = found.content["content"]
    assert image["attrs"] == {"src": "import-picture:0", "alt": "x", "title": "c"}
    assert found.page.pictures == [PNG]
    assert read("html", '<img alt="no" src="data:image/svg+xml;base64,PHN2Zz4=">').page.notes == {
        "picture_unsupported": 1
    }


def test_what_has_no_form_is_told() -> None:
    found = read("html", "<svg></svg><video src='https://v.org/a.mp4'></video><select><option>one</select>")
    assert dict(found.page.notes) == {"drawing": 1, "embed": 1, "form": 1}
    assert "one" in words_of(found.content)


@pytest.mark.parametrize(("source", "encoding"), [
    ("<meta charset=windows-1252><p>Grüße", "windows-1252"), ("<p>Grüße", "utf-16"), ("<p>Grüße", "utf-8-sig"),
    ('<meta http-equiv=x content="text/html; charset=iso-8859-15"><p>Grüße', "iso-8859-15"),
])  # fmt: skip
def test_a_page_is_read_as_it_was_written(source: str, encoding: str) -> None:
    assert "Grüße" in words_of(read("html", source.encode(encoding)).content)


@pytest.mark.parametrize("source", [
    "<p>word</p>" * 500_000, "<b>" * 100_000, "<table><tr><td>" * 50_000, "<ul><li>" * 50_000,
    "<p>" + "word " * 1_000_000,
], ids=["paragraphs", "marks", "tables", "lists", "line"])  # fmt: skip
def test_five_megabytes_of_a_page_end_with_a_clear_word(source: str) -> None:
    with pytest.raises((ContentTooLarge, BrokenFile)):
        read("html", source)


def test_figures_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    original = from_html._words_below

    def counting(figure: Any) -> str:
        asked.append(figure)
        return original(figure)

    monkeypatch.setattr(from_html, "_words_below", counting)
    read("html", "<figure>" + "<img src=x>" * 1000 + "</figure>")
    assert len(asked) == 1


# --- Markdown ---


def test_a_head_of_yaml_is_no_text() -> None:
    found = read("markdown", '---\ntitle: "The plan"\ntags: [a]\n---\n# The plan\n\nx')
    assert (found.title, markdown_out.to_markdown(found.content)) == ("The plan", "x\n")


def test_footnotes_stay_as_text() -> None:
    source = "A[^1] b[^n].\n\n[^1]: word\n[^n]: two words\n\n```\n[^1]: code\n```"
    shown = words_of(read("markdown", source).content)
    assert [part in shown for part in ("A[^1] b[^n].", "[^1]: word", "[^n]: two words", "[^1]: code")] == [True] * 4
    assert "\\[^1]: code" not in shown


def test_pictures_written_into_the_text_come_along_and_are_no_words() -> None:
    from base64 import b64encode

    data = b64encode(PNG).decode()
    found = read(
        "markdown", f"![x][image1]\n\n`data:image/png;base64,{data}`\n\n[image1]: <data:image/png;base64,{data}>"
    )
    assert [one["type"] for one in found.content["content"]] == ["image", "paragraph"]
    assert found.page.pictures == [PNG]
    assert data in words_of(found.content)


@pytest.mark.parametrize("source", [
    "[a](javascript:alert(1))", "<img src=x onerror=alert(1)>", "![x](file:///etc/passwd)", "[x](vbscript:x)",
    "<script>alert(1)</script>", '<a href="javascript:x">y</a>',
    "![x](hearth-image:01900000-0000-7000-8000-000000000000)",
])  # fmt: skip
def test_hostile_markdown_is_words(source: str) -> None:
    content = read("markdown", source).content
    said = json.dumps([(one.get("attrs"), one.get("marks")) for one in walk(content)])
    assert not any(bad in said for bad in ("javascript:", "vbscript:", "file:", "onerror", "hearth-image:"))


@pytest.mark.parametrize("source", ["[" * 2_000_000, "> " * 100_000, "*a " * 700_000, "`" * 1_000_000 + "a"])
def test_markdown_that_is_all_markup_ends(source: str) -> None:
    try:
        read("markdown", source)
    except (ContentTooLarge, BrokenFile):
        return


def test_a_title_is_the_first_heading_or_the_name_of_the_file() -> None:
    assert read("markdown", "# One\n\n# Two").title == "One"
    assert read("markdown", "## One").title == "file"
    long = read("markdown", "# " + "x" * 400)
    assert long.title == "file"
    assert len(words_of(long.content)) == 400


# --- Word ---


def saved(made: Any) -> bytes:
    found = BytesIO()
    made.save(found)
    return found.getvalue()


SOURCE = """Some **bold** *it* <u>u</u> ~~s~~ `code` ==marked== <mark data-color="red">red</mark> [l](https://e.org).

## Heading

- a
  - b
    1. c
    2. d
- e

5. five
6. six

- [x] done
- [ ] open

> quote

```
x = 1
  y
```

---

<p align="center">m</p>

end
"""


def test_what_we_write_for_word_comes_back_as_it_was() -> None:
    found = read("word", word.write("Plan", node(SOURCE), Pictures(), Paper()))
    assert found.title == "Plan"
    assert markdown_out.to_markdown(found.content) == SOURCE


def test_words_own_styles_lists_and_tables() -> None:
    made = docx.Document()
    made.add_heading("Report", 0)
    made.add_heading("One", 2)
    made.add_paragraph("a", style="List Bullet")
    made.add_paragraph("b", style="List Bullet 2")
    made.add_paragraph("n", style="List Number")
    table = made.add_table(2, 2, "Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).text = "left"
    made.add_paragraph("mid").alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = read("word", saved(made))
    kinds = [one["type"] for one in found.content["content"]]
    assert found.title == "Report"
    assert kinds == ["heading", "bulletList", "orderedList", "table", "paragraph"]
    assert markdown_out.to_markdown({"type": "doc", "content": [found.content["content"][1]]}) == "- a\n  - b\n"
    cells = [one for one in walk(found.content) if one["type"] == "tableCell"]
    assert [one.get("attrs") for one in cells] == [{"colspan": 2}, None, None]
    assert kinds[-1] == "paragraph"


def test_cells_joined_downwards() -> None:
    made = docx.Document()
    table = made.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "high"
    cells = [one for one in walk(read("word", saved(made)).content) if one["type"] == "tableCell"]
    assert [one.get("attrs") for one in cells] == [{"rowspan": 3}, None, None, None]


def test_pictures_of_a_word_file_come_along() -> None:
    shown = Pictures({"a": Picture(PNG, "png", 1, 1)})
    image = {"type": "image", "attrs": {"src": "hearth-image:a", "alt": "a lake", "title": "the lake", "width": 40}}
    found = read("word", word.write("", {"type": "doc", "content": [image]}, shown, Paper()))
    (back,) = found.content["content"]
    assert (back["attrs"]["alt"], back["attrs"]["title"]) == ("a lake", "the lake")
    assert found.page.pictures == [PNG]


def test_what_word_has_and_we_have_not_stays_as_words() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("before ")
    for name, words in (("w:ins", "inserted"), ("w:del", "deleted"), ("w:smartTag", "smart")):
        holder = OxmlElement(name)
        run = OxmlElement("w:r")
        said = OxmlElement("w:t")
        said.text = words
        run.append(said)
        holder.append(run)
        paragraph._p.append(holder)
    math = paragraph._p.makeelement("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath")
    sign = math.makeelement("{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
    sign.text = "x²"
    math.append(sign)
    paragraph._p.append(math)
    field = OxmlElement("w:fldSimple", {qn("w:instr"): ' HYPERLINK "https://f.org" '})
    run = OxmlElement("w:r")
    said = OxmlElement("w:t")
    said.text = "field"
    run.append(said)
    field.append(run)
    paragraph._p.append(field)
    found = read("word", saved(made))
    assert words_of(found.content) == "before insertedsmartx²field"
    assert dict(found.page.notes) == {"change": 1, "formula": 1}
    assert "https://f.org" in json.dumps(found.content)


def test_footnotes_of_a_word_file_stand_at_its_end() -> None:
    made = docx.Document()
    run = made.add_paragraph("Words").add_run()
    run._r.append(OxmlElement("w:footnoteReference", {qn("w:id"): "2"}))
    made.add_paragraph("after")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>the note</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), form, notes.encode(), made.part.package)
    made.part.relate_to(part, kind)
    said = [words_of(one) for one in read("word", saved(made)).content["content"]]
    assert said == ["Words[1]", "after", "[1] [1]the note"]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"{\\rtf1 no}", packed({"a.txt": "x"}), packed({"word/document.xml": "<a"})]
)
def test_a_broken_word_file_says_so(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        read("word", data)


def test_entities_of_a_word_file_are_not_followed() -> None:
    made = saved(docx.Document())
    import zipfile

    files = {one: zipfile.ZipFile(BytesIO(made)).read(one) for one in zipfile.ZipFile(BytesIO(made)).namelist()}
    bomb = "<!DOCTYPE x [<!ENTITY a '" + "lol" * 100 + "'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 20}'>" for n in range(8)
    ) + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'  # fmt: skip
    body = files["word/document.xml"].decode().partition("?>")[2]
    body = body.replace("<w:body>", "<w:body><w:p><w:r><w:t>a&i;&file;b</w:t></w:r></w:p>")
    try:
        found = read("word", packed({**files, "word/document.xml": bomb + body}))
    except BrokenFile:
        return
    said = words_of(found.content)
    assert "root:" not in said
    assert len(said) < 1000


# --- archives ---


@pytest.mark.parametrize(("files", "limits"), [
    ({"a": b"0" * 3_000_000}, Limits()), ({"a": b"", "b": b""}, Limits(entries=1)), ({"a": b"123"}, Limits(total=2)),
])  # fmt: skip
def test_an_archive_of_too_much_is_not_opened(files: dict[str, bytes | str], limits: Limits) -> None:
    with pytest.raises(UnsafeArchive):
        Archive(packed(files), limits)


def test_an_archive_that_says_less_than_it_holds_gives_no_more() -> None:
    data = packed({"a.txt": b"12345678"}, 0)
    lying = data.replace((8).to_bytes(4, "little") * 2, (8).to_bytes(4, "little") + (3).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(BrokenFile):
        Archive(lying).read("a.txt")


def test_a_file_that_is_too_large_in_an_archive_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reading.LARGEST, reading.MARKDOWN, 3)
    with pytest.raises(ContentTooLarge):
        read("markdown", "four")


def test_pictures_are_held_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST_BYTES", 2 * len(PNG) + 2)
    page = Page()
    made = [page.picture(PNG + bytes([number])) for number in range(3)]
    assert [one is not None for one in made] == [True, True, False]
    assert page.notes == {"picture_too_large": 1}
