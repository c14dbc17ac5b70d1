"""A document as a file for elsewhere: made by a job, for whoever may read it when it is made."""

import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import boto3
import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from functions.documents import jobs as worker_entry
from functions.documents.content import markdown_in
from functions.documents.export import page, pdf, pictures, word
from functions.documents.export.job import file_name
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Picture, Pictures
from functions.documents.export.writers import WRITERS
from functions.jobs.handler import api as jobs_api
from hearth.jobs import files
from tests.documents.factories import Org
from tests.support import jobs
from tests.support.http import Answer, Caller
from tests.support.jobs import Bench
from tests.support.local_table import BUCKET

SOURCE = """# Plan

Some **bold** and [linked](https://example.com) words. #let x = 1

3. third
4. fourth
   - within

- [x] done

| a | b |
| - | - |
| 1 | 2 |
"""


@pytest.fixture
def bench(org: Org, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return jobs.bench(monkeypatch, worker_entry.worker)


def png(width: int = 4, height: int = 3, form: str = "PNG") -> bytes:
    found = BytesIO()
    Image.new("RGB", (width, height), "teal").save(found, form)
    return found.getvalue()


def ask(org: Org, document: dict[str, Any], by: str = "member", **body: str) -> Answer:
    return org.people[by]("POST", f"{org.path}/{document['id']}/export", {"format": "html", **body})


def job_of(org: Org, answer: Answer, by: str = "member", tail: str = "") -> Answer:
    return Caller(jobs_api, person_id=org.people[by].person_id)("GET", answer.headers["Location"] + tail)


def take(org: Org, bench: Bench, document: dict[str, Any], by: str = "member", **body: str) -> tuple[bytes, Any]:
    answer = ask(org, document, by, **body)
    assert answer.status == 202, answer.body
    bench.run()
    job = job_of(org, answer, by).body
    assert job["state"] == "succeeded", job
    url = job_of(org, answer, by, "/result").body["url"]
    key = unquote(url.partition("?")[0].partition(".com/")[2]).removeprefix(f"{BUCKET}/")
    return boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read(), job


def node(source: str) -> dict[str, Any]:
    return markdown_in.from_markdown(source)


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize("by", ["stranger", "guest"])
def test_who_may_not_read_it_gets_no_file(org: Org, bench: Bench, by: str) -> None:
    document = org.create(markdown="secret")
    assert ask(org, document, by).status == 404


def test_nobody_else_sees_that_a_file_is_made(org: Org, bench: Bench) -> None:
    document = org.create(markdown="mine", visibility="private")
    answer = ask(org, document)
    assert answer.status == 202
    assert job_of(org, answer, "owner").status == 404
    listed = Caller(jobs_api, person_id=org.owner.person_id)("GET", f"/v1/orgs/{org.id}/jobs")
    assert listed.body["items"] == []


def test_who_lost_sight_of_it_meanwhile_gets_none(org: Org, bench: Bench) -> None:
    document = org.create("admin", markdown="secret")
    answer = ask(org, document)
    closed = org.admin("PATCH", f"{org.path}/{document['id']}", {"visibility": "private"})
    assert closed.status == 200, closed.body
    bench.run()
    job = job_of(org, answer).body
    assert (job["state"], job["reason"]["code"]) == ("failed", "document_not_found")


@pytest.mark.parametrize("body", [{"format": "exe"}, {"paper": "a0"}, {"locale": "../x"}])
def test_a_wish_for_something_else_is_refused(org: Org, bench: Bench, body: dict[str, str]) -> None:
    assert ask(org, org.create(markdown="x"), **body).status == 422


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_file_in_each_form(org: Org, bench: Bench, form: str) -> None:
    data, job = take(org, bench, org.create(title="Ünder / weigh", markdown=SOURCE), format=form)
    assert job["result"]["file"]["name"] == f"Ünder - weigh.{form}"
    assert data[:5] == {"pdf": b"%PDF-", "docx": b"PK\x03\x04\x14"[:5], "html": b"<!doc"}[form]


@pytest.mark.parametrize("after", [False, True])
def test_a_file_that_was_broken_off_is_made_by_the_next(
    org: Org, bench: Bench, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    jobs.kill_at(monkeypatch, files, "put_part", {0}, after=after)
    data, _ = take(org, bench, org.create(markdown="words that stay"))
    assert b"words that stay" in data


def test_pictures_come_along_and_those_that_cannot_are_told(org: Org, bench: Bench) -> None:
    document = org.create(markdown="x")
    made = []
    for data in (png(), b"no picture"):
        body = {"name": "a.png", "content_type": "image/png", "size": len(data)}
        image = org.member("POST", f"{org.path}/{document['id']}/images", body).body
        made.append(image["id"])
        boto3.client("s3").put_object(Bucket=BUCKET, Key=image["upload"]["fields"]["key"], Body=data)
    gone = "01900000-0000-7000-8000-000000000000"
    source = "\n\n".join(f"![pic {n}](hearth-image:{one})" for n, one in enumerate([*made, gone]))
    put = org.member(
        "PUT",
        f"{org.path}/{document['id']}/content",
        raw=source,
        headers={"Content-Type": "text/markdown", "If-Match": "*"},
    )
    assert put.status == 200, put.body
    data, job = take(org, bench, document)
    assert job["result"]["facts"] == {"pictures": 1, "pictures_missing": 2}
    assert data.count(b"data:image/png;base64,") == 1
    assert b"hearth-image" not in data
    assert b"pic 2" in data


def test_a_page_of_html_fetches_nothing_and_runs_nothing() -> None:
    content = node("![x](https://example.com/a.png)\n\n<script>alert(1)</script>")
    made = page.write("<b>", content, Pictures(), Paper())
    assert b"<script" not in made
    assert b"<img" not in made
    assert b"default-src 'none'" in made
    assert b"<title>&lt;b&gt;</title>" in made


def test_word_has_lists_tables_and_links_of_its_own() -> None:
    found = docx.Document(BytesIO(word.write("Plan", node(SOURCE), Pictures(), Paper("us-letter"))))
    assert [paragraph.style.name for paragraph in found.paragraphs[:2]] == ["Title", "Heading 1"]  # type: ignore[union-attr]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["a", "b"], ["1", "2"]]
    assert "☑\tdone" in [paragraph.text for paragraph in found.paragraphs]
    assert [link.address for paragraph in found.paragraphs for link in paragraph.hyperlinks] == ["https://example.com"]
    body = found.element.xml
    assert body.count("<w:numPr>") == 3
    assert 'w:startOverride w:val="3"' in found.part.numbering_part.element.xml


def test_word_joins_cells_that_are_joined() -> None:
    def cell(words: str, **attrs: Any) -> dict[str, Any]:
        inside = [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]
        return {"type": "tableCell", "attrs": attrs, "content": inside}

    rows = [[cell("a", colspan=2), cell("b", rowspan=9)], [cell("c"), cell("d", colspan=5)]]
    table = {"type": "table", "content": [{"type": "tableRow", "content": row} for row in rows]}
    document = {"type": "doc", "content": [table]}
    made = docx.Document(BytesIO(word.write("", document, Pictures(), Paper()))).tables[0]
    assert [[one.text for one in row.cells] for row in made.rows] == [["a", "a", "b"], ["c", "d", "b"]]
    assert pdf.write("", document, Pictures(), Paper()).startswith(b"%PDF-")


NEWER = """> [!WARNING]
> Mind it.

<details>
<summary>More</summary>

hidden

</details>

A ==marked== word, <span data-color="blue">blue</span>, $a^2$.

$$
x
$$

<p align="center">in the middle</p>
"""


def test_the_newer_blocks_say_what_they_say() -> None:
    found = docx.Document(BytesIO(word.write("", node(NEWER), Pictures(), Paper())))
    said = [paragraph.text for paragraph in found.paragraphs]
    assert said == ["Mind it.", "More", "hidden", "A marked word, blue, a^2.", "x", "in the middle"]
    runs = {run.text: run for paragraph in found.paragraphs for run in paragraph.runs}
    assert runs["More"].bold
    assert str(runs["blue"].font.color.rgb) == "1F5F99"
    assert 'w:fill="FBF0B0"' in runs["marked"]._r.xml
    assert 'w:fill="FCE3CC"' in found.paragraphs[0]._p.xml
    assert found.paragraphs[5].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert pdf.write("", node(NEWER), Pictures(), Paper()).startswith(b"%PDF-")
    assert b'<aside class="callout" data-kind="warning">' in page.write("", node(NEWER), Pictures(), Paper())


BESIDE = """<!-- columns -->

left

<!-- column -->

by [2026-12-24](date:2026-12-24)

<!-- /columns -->

| <!-- blue -->a | b |
| --- | --- |
| c | d |
"""


def test_columns_days_and_coloured_cells_are_in_every_file() -> None:
    document = node(BESIDE)
    found = docx.Document(BytesIO(word.write("", document, Pictures(), Paper())))
    assert [one.text for one in found.paragraphs][:2] == ["left", "by 2026-12-24"]
    shades = ['w:fill="D7E7F7"' in cell._tc.xml for row in found.tables[0].rows for cell in row.cells]
    assert shades == [True, False, False, False]
    assert pdf.write("", document, Pictures(), Paper()).startswith(b"%PDF-")
    made = page.write("", document, Pictures(), Paper()).decode()
    assert '<div class="columns"><div class="column"><p>left</p></div><div class="column"><p>by <time' in made
    assert '<time datetime="2026-12-24">2026-12-24</time>' in made
    assert '<th data-color="blue">' in made


def test_words_are_never_markup_and_odd_characters_break_nothing() -> None:
    words = "#panic() $x$ <a> @b \\ ] `r` \x0b\x01 \ufffe end"
    document = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]}
    assert pdf.write(words, document, Pictures(), Paper()).startswith(b"%PDF-")
    assert "#panic() $x$ <a> @b \\ ] `r`" in text_of(word.write(words, document, Pictures(), Paper()))


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_however_deep_it_is_nested(form: str) -> None:
    document: dict[str, Any] = {"type": "paragraph", "content": [{"type": "text", "text": "bottom"}]}
    for kind in ("blockquote", "bulletList", "table") * 20:
        inside = {"blockquote": [], "bulletList": ["listItem"], "table": ["tableRow", "tableCell"]}[kind]
        for name in reversed(inside):
            document = {"type": name, "content": [document]}
        document = {"type": kind, "content": [document]}
    strange = {"type": "strange", "content": [document]}
    data = WRITERS[form][0]("", {"type": "doc", "content": [document, strange]}, Pictures(), Paper())
    assert len(data) > 100


def test_pictures_are_drawn_anew_small_and_plain() -> None:
    large = pictures.drawn(png(4000, 1000, "WEBP"))
    assert large is not None
    assert (large.kind, large.width, large.height) == ("png", 1600, 400)
    assert pictures.drawn(b"GIF89a-not") is None
    shown = Pictures({"a": Picture(large.data, large.kind, large.width, large.height)})
    image = {"type": "image", "attrs": {"src": "hearth-image:a", "alt": "a lake", "width": 300}}
    made = word.write("", {"type": "doc", "content": [image]}, shown, Paper())
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.png"]
        assert b'descr="a lake"' in archive.read("word/document.xml")
    assert pdf.write("", {"type": "doc", "content": [image]}, shown, Paper()).startswith(b"%PDF-")


def test_a_title_becomes_a_name_for_every_system() -> None:
    assert file_name('a/b\\c:d*e?"f<g>h|i\x00') == "a-b-c-d-e--f-g-h-i-"
    assert (file_name(" .. "), file_name("x" * 200)) == ("-", "x" * 80)


@pytest.mark.parametrize("href", ["https://e.example/" + "a" * 9000, "https://e.example/\x01", " "])
def test_a_link_that_a_file_cannot_hold_leaves_its_words(href: str) -> None:
    marked = {"type": "text", "text": "words", "marks": [{"type": "link", "attrs": {"href": href}}]}
    document = {"type": "doc", "content": [{"type": "paragraph", "content": [marked]}]}
    assert pdf.write("", document, Pictures(), Paper()).startswith(b"%PDF-")
    assert text_of(word.write("", document, Pictures(), Paper())) == "words"


@pytest.mark.parametrize(("words", "locale", "family"), [
    ("水深", "en", "SC"), ("水深", "zh-TW", "TC"), ("水深", "ja-JP", "JP"), ("ひらがな", "en", "JP"),
    ("한국어", "de", "KR"),
])  # fmt: skip
def test_chinese_japanese_and_korean_words_are_in_a_pdf(words: str, locale: str, family: str) -> None:
    data = pdf.write(words, node(f"{words} **{words}** `{words}`"), Pictures(), Paper("a4", locale))
    assert f"NotoSansCJK{family.lower()}-Regular".encode() in data


def test_other_words_take_no_such_font() -> None:
    assert b"NotoSansCJK" not in pdf.write("x", node("Grüße, мир, שלום"), Pictures(), Paper())


HEBREW = "שלום עולם"


def test_words_that_run_to_the_left_are_said_to() -> None:
    source = f"# {HEBREW}\n\nabc {HEBREW}\n\n- [ ] {HEBREW} abc\n\n| {HEBREW} | b |\n| - | - |\n| 1 | 2 |\n"
    made = docx.Document(BytesIO(word.write("", node(source), Pictures(), Paper())))
    bidi = [("w:bidi/" in paragraph._p.xml, "w:rtl/" in paragraph._p.xml) for paragraph in made.paragraphs]
    assert bidi == [(True, True), (False, True), (True, True), (False, False)]
    assert "w:bidiVisual" in made.tables[0]._tbl.xml
    assert pdf.write("", node(source), Pictures(), Paper()).startswith(b"%PDF-")
    assert b"unicode-bidi: plaintext" in page.write("", node(source), Pictures(), Paper())


def test_left_is_the_other_side_where_words_begin_at_the_right() -> None:
    words = {"type": "paragraph", "attrs": {"textAlign": "left"}, "content": [{"type": "text", "text": HEBREW}]}
    made = docx.Document(BytesIO(word.write("", {"type": "doc", "content": [words]}, Pictures(), Paper())))
    assert made.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    properties = made.paragraphs[0]._p.pPr
    assert properties is not None
    order = [child.tag.rpartition("}")[2] for child in properties]
    assert order == sorted(order, key=["pStyle", "bidi", "spacing", "ind", "jc"].index)


def test_a_picture_stands_where_it_was_put_with_its_caption_below() -> None:
    data = png()
    shown = Pictures({"a": Picture(data, "png", 4, 3)})
    attrs = {"src": "hearth-image:a", "alt": "x>y", "title": 'the "lake"', "align": "right"}
    content = {"type": "doc", "content": [{"type": "image", "attrs": attrs}]}
    made = docx.Document(BytesIO(word.write("", content, shown, Paper())))
    assert made.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    html = page.write("", content, shown, Paper()).decode()
    assert "<figcaption>the &quot;lake&quot;</figcaption></figure>" in html
    assert html.count("<figure>") == 1
