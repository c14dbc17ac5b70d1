"""Documents that TipTap wrote are read here as they are, and TipTap takes what is written here (official packages)."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from functions.documents.collab import LOG
from functions.documents.content import edit as blocks
from functions.documents.content import stored
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.markdown_out import to_markdown
from functions.documents.content.nodes import mark, node, text
from hearth.collab import replica
from infra.sample.documents import PAGES, Page

HERE = Path(__file__).resolve().parent
WEB = Path(os.environ.get("HEARTH_NODE_PACKAGES") or HERE.parents[1] / "web")

NESTED = node("bulletList", node("listItem", node("paragraph")))
WIDE = node("tableHeader", node("paragraph"), colwidth=[120])
EVERYTHING = {
    "type": "doc",
    "content": [
        node("heading", text("Title 🏕 é 漢"), level=2),
        node(
            "paragraph",
            text("plain "),
            text("bold", mark("bold")),
            text(" all", mark("bold"), mark("italic"), mark("strike"), mark("underline")),
            text("code", mark("code")),
            text("marked", mark("highlight", color="red")),
            text("red", mark("textColor", color="red")),
            node("inlineMath", latex="x^2"),
            node("hardBreak"),
            text("link", mark("link", href="https://a.b/?c=d&e")),
            node("mention", id="019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70", label="Ada"),
        ),
        node("bulletList", node("listItem", node("paragraph", text("one")), NESTED)),
        node("orderedList", node("listItem", node("paragraph", text("four"))), start=4),
        node("taskList", node("taskItem", node("paragraph", text("done")), checked=True)),
        node("blockquote", node("paragraph", text("quoted"), textAlign="center")),
        node("callout", node("paragraph", text("beware")), kind="warning"),
        node("details", node("detailsSummary", text("more")), node("detailsContent", node("paragraph", text("in")))),
        node("blockMath", latex="\\int_0^1 x"),
        node("codeBlock", text("x = 1\n\n"), language="python"),
        node("horizontalRule"),
        node(
            "table",
            node("tableRow", node("tableHeader", node("paragraph", text("a"))), WIDE),
            node("tableRow", node("tableCell", node("paragraph", text("wide")), colspan=2)),
        ),
        node("image", src="hearth-image:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70", alt="A lamp", width=320, align="center"),
        node("paragraph"),
    ],
}  # fmt: skip


class TipTap:
    """A Node process with the editor's schema."""

    def __init__(self) -> None:
        found = shutil.which("node")
        if found is None or not (WEB / "node_modules" / "@tiptap" / "y-tiptap").exists():
            pytest.skip("Node and the web client's packages are not installed")
        self._process = subprocess.Popen(
            [found, HERE / "tiptap.mjs", WEB], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, act: str, **more: Any) -> dict[str, Any]:
        """Let the other side do something."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, **more}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer
        return answer

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


@pytest.fixture(scope="module")
def tiptap() -> Iterator[TipTap]:
    """The other side."""
    side = TipTap()
    yield side
    side.close()


def plain(value: Any) -> Any:
    """A document without what says nothing: null attributes, empty lists, the order of marks, the editor's defaults."""
    if isinstance(value, list):
        return [plain(member) for member in value]
    if not isinstance(value, dict):
        return value
    kept = {name: plain(member) for name, member in value.items() if member not in (None, [], {})}
    if value.get("type") == "link":
        kept["attrs"] = {"href": value["attrs"]["href"]}
    if "marks" in kept:
        kept["marks"] = sorted(kept["marks"], key=lambda one: str(one["type"]))
    defaults = {"colspan": 1, "rowspan": 1, "mentionSuggestionChar": "@"}
    if "attrs" in kept:
        kept["attrs"] = {name: member for name, member in kept["attrs"].items() if defaults.get(name) != member}
        if not kept["attrs"]:
            del kept["attrs"]
    return kept


def encoded(*updates: bytes) -> list[str]:
    return [base64.b64encode(one).decode() for one in updates]


def written(document: dict[str, Any]) -> bytes:
    made = replica.new_replica()
    stored.write(made, document)
    data: bytes = made.get_update()
    return data


def test_what_tiptap_wrote_is_read_as_it_is(tiptap: TipTap) -> None:
    answer = tiptap.ask("make", content=EVERYTHING)
    data = base64.b64decode(answer["update"])
    replica.check_update(LOG, data)
    read = stored.read(replica.build([data]))
    assert plain(read) == plain(answer["content"]) == plain(EVERYTHING)


def test_tiptap_takes_what_is_written_here(tiptap: TipTap) -> None:
    answer = tiptap.ask("read", updates=encoded(written(EVERYTHING)))
    assert plain(answer["content"]) == plain(EVERYTHING)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_tiptap_takes_documents_made_from_markdown(tiptap: TipTap, page: Page) -> None:
    document = from_markdown(page.markdown)
    answer = tiptap.ask("read", updates=encoded(written(document)))
    assert plain(answer["content"]) == plain(document)
    assert to_markdown(answer["content"]) == to_markdown(document)


def test_both_write_in_one_document(tiptap: TipTap) -> None:
    made = base64.b64decode(tiptap.ask("make", content=EVERYTHING)["update"])
    here = replica.build([made])
    updates: list[bytes] = []
    subscription = here.observe(lambda event: updates.append(event.update))
    fragment = stored.fragment_of(here)
    old = stored.read(here)["content"]
    with here.transaction():
        changed = node("heading", text("Title 🏕 é"), text(" new 漢", mark("bold")), level=3)
        quote = blocks.Change([5], 5, [old[5]], [node("paragraph", text("no quote"))])
        blocks.replace(fragment, [blocks.Change([0], 0, [old[0]], [changed]), quote])
    here.unobserve(subscription)
    answer = tiptap.ask("read", updates=encoded(made, *updates))
    wanted = [changed, *EVERYTHING["content"][1:5], node("paragraph", text("no quote")), *EVERYTHING["content"][6:]]
    assert plain(answer["content"]["content"]) == plain(wanted)
