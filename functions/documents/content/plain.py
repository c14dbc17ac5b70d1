"""Plain text out of a document, and the little that lists show of it."""

from functions.documents.content.nodes import ITEMS, TEXTBLOCKS, Node, attr, children, is_inline, whole, words_of

PREVIEW = 200
_BY_ITS_WORDS = frozenset({"blockMath", "embed", "bookmark"})


def to_text(document: Node) -> str:
    """The words, a line for a block and a blank line between paragraphs; lists and tables by their lines."""
    return "\n\n".join(part for part in (_block(block, "") for block in children(document)) if part.strip()) + "\n"


def _block(block: Node, indent: str) -> str:
    kind = block["type"]
    if kind in TEXTBLOCKS or kind in _BY_ITS_WORDS or is_inline(block):
        return indent + words_of(block).replace("\n", "\n" + indent)
    if kind in ITEMS:
        return "\n".join(_item(item, index, block, indent) for index, item in enumerate(children(block)))
    if kind == "table":
        rows = [
            [" ".join(words_of(block) for block in children(cell)) for cell in children(row)] for row in children(block)
        ]
        return "\n".join(indent + "\t".join(cell.replace("\n", " ") for cell in row) for row in rows)
    if kind == "image":
        return indent + str(attr(block, "title") or "")  # its caption is read; its description stands for what is seen
    if kind == "horizontalRule":
        return indent + "---"
    return "\n".join(_block(child, indent) for child in children(block))


def _item(item: Node, index: int, of: Node, indent: str) -> str:
    match of["type"]:
        case "orderedList":
            sign = f"{whole(attr(of, 'start'), 0, 999_999_999, 1) + index}. "
        case "taskList":
            sign = "[x] " if attr(item, "checked") else "[ ] "
        case _:
            sign = "- "
    lines = "\n".join(_block(child, indent + "  ") for child in children(item))
    return indent + sign + lines.lstrip()


def preview(document: Node) -> str:
    """How the text begins, in one line."""
    found: list[str] = []
    length = 0
    for block in children(document):
        line = " ".join(_block(block, "").split())
        if line:
            found.append(line)
            length += len(line) + 1
        if length > PREVIEW:
            break
    text = " ".join(found)
    return text if len(text) <= PREVIEW else text[: PREVIEW - 1].rstrip() + "…"


def count_words(document: Node) -> int:
    """How many words it has. Scripts that write no spaces count a word for two characters, which is near the truth."""
    words = 0
    for part in to_text(document).split():
        dense = sum(
            "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\u0e00" <= char <= "\u0e7f"
            for char in part
        )
        words += max(1, round(dense / 2)) if dense else any(char.isalnum() for char in part)
    return words
