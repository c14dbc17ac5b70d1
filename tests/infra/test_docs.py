"""The documents' own promises: every decision is in the index, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.environments import ROOT

PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("functions/*/README.md"), ROOT / "web/README.md"]
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def test_the_index_of_decisions_names_each_once_under_its_own_title() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    there = [
        (page.name[:4], page.name, page.read_text().splitlines()[0].removeprefix("# "))
        for page in sorted(folder.glob("0*.md"))
    ]
    assert listed == there


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere_inside_the_repository(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(), flags=re.DOTALL)
    for target in LINK.findall(prose):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        found = (page.parent / target.split("#")[0]).resolve()
        assert found.is_relative_to(ROOT), f"{target} leaves the repository"
        assert found.exists(), f"{target} does not exist"


@pytest.mark.parametrize("page", ["docs/security.md", "docs/operations.md", "docs/house.md"])
def test_the_tests_that_hold_a_finding_are_there(page: str) -> None:
    named = re.findall(r"(tests/[\w/]+\.py)::(test_\w+)", (ROOT / page).read_text())
    assert len(named) > 10
    missing = [f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text()]
    assert missing == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("functions/*/README.md")), ids=lambda page: page.parent.name)
def test_the_modules_that_a_capabilitys_page_names_are_there(page: Path) -> None:
    """`service/teams.py`, or beside it in the same cell `bulk.py`; what stands elsewhere is named from the root."""
    there = {path.name for path in page.parent.rglob("*.py")}
    named = re.findall(r"`((?:[\w/]+/)?\w+\.py)`", page.read_text())
    missing = [name for name in named if not (page.parent / name).exists() and not (ROOT / name).exists()]
    assert [name for name in missing if "/" in name or name not in there] == []
