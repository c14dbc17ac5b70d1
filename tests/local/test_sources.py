"""Whether a function's code has changed since it was loaded: asked before every call, and never answered wrongly."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from infra.local.sources import Sources

FUNCTION = SimpleNamespace(environ={"HEARTH_CODE": "code"}, layers=(), capability="code")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """Code that has lain there for a while: each folder's time says so."""
    for name in ("handler.py", "deep/er/rules.py"):
        path = tmp_path / "code" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one = 1\n")
    for path in (tmp_path / "code").rglob("*"):
        os.utime(path, (1, 1))
    os.utime(tmp_path / "code", (1, 1))
    return tmp_path / "code"


def test_what_is_saved_added_and_removed_at_any_depth_counts(code: Path) -> None:
    sources = Sources(code.parent, code.parent)
    seen = [sources.fingerprint(FUNCTION)]
    assert sources.fingerprint(FUNCTION) == seen[0]
    (code / "deep" / "er" / "rules.py").write_text("two = 2\n")
    seen.append(sources.fingerprint(FUNCTION))
    (code / "deep" / "er" / "more.py").write_text("")
    seen.append(sources.fingerprint(FUNCTION))
    (code / "deep" / "er" / "more.py").unlink()
    (code / "handler.py").unlink()
    seen.append(sources.fingerprint(FUNCTION))
    (code / "new").mkdir()
    (code / "new" / "handler.py").write_text("")
    seen.append(sources.fingerprint(FUNCTION))
    assert len(set(seen)) == len(seen)


def test_what_python_keeps_beside_it_does_not_count(code: Path) -> None:
    sources = Sources(code.parent, code.parent)
    before = sources.fingerprint(FUNCTION)
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "handler.pyc").write_text("")
    assert sources.fingerprint(FUNCTION) == before


def test_code_that_comes_after_all_went_counts(code: Path) -> None:
    sources = Sources(code.parent, code.parent)
    before = sources.fingerprint(FUNCTION)
    shutil.rmtree(code)
    nothing = sources.fingerprint(FUNCTION)
    code.mkdir()
    (code / "handler.py").write_text("")
    assert len({before, nothing, sources.fingerprint(FUNCTION)}) == 3


def test_folders_are_not_listed_again_while_they_are_as_they_were(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = Sources(code.parent, code.parent)
    before = sources.fingerprint(FUNCTION)
    monkeypatch.setattr(os, "walk", lambda _: pytest.fail("listed again"))
    assert sources.fingerprint(FUNCTION) == before
