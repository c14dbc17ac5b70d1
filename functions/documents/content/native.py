"""pycrdt's objects without the wrappers around them.

A wrapper makes an object for each child and takes part in the transaction anew for each look: 20,000 nodes take 0.4 s
to read through them and 0.04 s without (decision 0035). What is private in pycrdt stands here and nowhere else, and
its version is pinned; what it does is held by the tests that read and write documents.
"""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycrdt import XmlElement as ElementWrapper
    from pycrdt import XmlFragment as FragmentWrapper
    from pycrdt._pycrdt import Transaction, XmlElement, XmlFragment, XmlText

    Holder = XmlFragment | XmlElement
    Part = XmlFragment | XmlElement | XmlText


@contextmanager
def opened(parent: "FragmentWrapper | ElementWrapper") -> "Iterator[tuple[Holder, Transaction]]":
    """A fragment or an element, and the transaction that everything in it is read and written in."""
    with parent.doc.transaction() as transaction:
        inside = transaction._txn  # noqa: SLF001
        if inside is None:
            raise RuntimeError("a transaction that has ended")
        yield parent.integrated, inside


def is_text(part: "Part") -> bool:
    """Whether it holds letters."""
    from pycrdt._pycrdt import XmlText

    return type(part) is XmlText


def is_element(part: "Part") -> bool:
    """Whether it has a name, and children."""
    from pycrdt._pycrdt import XmlElement

    return type(part) is XmlElement


# Each of these goes over what stands before a place: tests count the places.


def insert_text(parent: "Holder", at: "Transaction", index: int) -> "XmlText":
    """A new text as the child at `index`."""
    return parent.insert_str(at, index, "")


def insert_element(parent: "Holder", at: "Transaction", index: int, kind: str) -> "XmlElement":
    """A new element as the child at `index`."""
    return parent.insert_element_prelim(at, index, kind)


def insert_letters(words: "XmlText", at: "Transaction", index: int, piece: str, marks: dict[str, Any]) -> None:
    """Letters with exactly these marks. Places are counted in bytes of UTF-8."""
    words.insert(at, index, piece, iter(marks.items()))


def remove(parent: "Part", at: "Transaction", start: int, end: int) -> None:
    """Children, or bytes of letters, from `start` up to `end`."""
    if end > start:
        parent.remove_range(at, start, end - start)
