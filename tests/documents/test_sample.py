"""The sample documents are what editors take, and read back as they were written."""

import pytest

from functions.documents.content.checks import check
from functions.documents.content.markdown_in import from_markdown
from functions.documents.content.markdown_out import to_markdown
from infra.sample.documents import KEPT, PAGES, SHARED, Page
from infra.sample.people import OWNER, PEOPLE


def team_of(name: str) -> tuple[str, ...]:
    """The teams of somebody, by their first name."""
    return next(one.teams for one in (OWNER, *PEOPLE) if one.name.lower().startswith(name))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_a_sample_is_a_document(page: Page) -> None:
    document = check(from_markdown(page.markdown))
    assert from_markdown(to_markdown(document)) == document
    assert page.under in {None, *(other.title for other in PAGES)}
    assert page.space is None or page.space in team_of(page.by)


def test_what_is_shared_is_there() -> None:
    assert SHARED.keys() | KEPT.keys() <= {page.title for page in PAGES}
