"""Pages that are gathered from the capabilities are what the capabilities say."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra import pages
from infra.template.compose import capabilities


def test_the_committed_pages_are_what_their_parts_say() -> None:
    assert pages.main(["--check"]) == 0


def test_a_difference_is_a_fault_and_writing_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("of yesterday")
    monkeypatch.setattr(pages, "outputs", lambda: {page: "of today"})
    assert pages.main(["--check"]) == 1
    assert "page.md is not what its parts say" in capsys.readouterr().err
    assert pages.main() == 0
    assert page.read_text() == "of today"


@pytest.mark.parametrize("one", capabilities(), ids=lambda one: str(one.name))
def test_every_capability_says_in_a_line_what_it_is(one: object) -> None:
    assert f"## {one.name}\n\n{one.about}\n" in pages.overview()  # type: ignore[attr-defined]
    assert 20 < len(one.about) < 150  # type: ignore[attr-defined]
