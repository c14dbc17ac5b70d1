"""The sample documents are what editors take, and read back as they were written."""

import pytest

from functions.documents.content.checks import check
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.markdown_out import to_markdown
from infra.sample.documents import KEPT, PAGES, SHARED, Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_a_sample_is_a_document(page: Page) -> None:
    document = check(from_markdown(page.markdown))
    assert from_markdown(to_markdown(document)) == document
    assert page.under in {None, *(other.title for other in PAGES)}


def test_what_is_shared_is_there() -> None:
    assert SHARED.keys() | KEPT.keys() <= {page.title for page in PAGES}
