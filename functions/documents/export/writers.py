"""Which forms a document can be taken away in."""

from collections.abc import Callable

from functions.documents.content.nodes import Node
from functions.documents.export.paper import Paper
from functions.documents.export.pictures import Pictures

Writer = Callable[[str, Node, Pictures, Paper], bytes]


def _pdf(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    from functions.documents.export import pdf

    return pdf.write(title, content, pictures, paper)


def _word(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    from functions.documents.export import word

    return word.write(title, content, pictures, paper)


def _page(title: str, content: Node, pictures: Pictures, paper: Paper) -> bytes:
    from functions.documents.export import page

    return page.write(title, content, pictures, paper)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS: dict[str, tuple[Writer, str, str]] = {
    "pdf": (_pdf, "pdf", "application/pdf"),
    "docx": (_word, "docx", DOCX),
    "html": (_page, "html", "text/html; charset=utf-8"),
}
"""By format: what writes it, how the file's name ends, and its media type."""
