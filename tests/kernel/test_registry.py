"""What is declared in a module of a package is there without anybody listing it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearth import access
from hearth.access import objects, rules
from hearth.registry import declared

PACKAGE = "declarations_of_a_test"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / PACKAGE).mkdir()
    (tmp_path / PACKAGE / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path / PACKAGE
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_each_module_is_found_in_the_order_of_the_names(package: Path) -> None:
    (package / "later.py").write_text("WHAT = 2\n")
    (package / "earlier.py").write_text("WHAT = 1\n")
    assert list(declared(PACKAGE, [str(package)], "WHAT")) == [1, 2]


def test_a_module_that_declares_nothing_is_an_error(package: Path) -> None:
    (package / "mistyped.py").write_text("WAHT = 2\n")
    with pytest.raises(AttributeError, match="WHAT"):
        list(declared(PACKAGE, [str(package)], "WHAT"))
    assert list(declared(PACKAGE, [str(package)], "WHAT", beside=["mistyped"])) == []


def test_an_action_is_declared_once() -> None:
    rows = [action for part in declared(rules.__name__, rules.__path__, "RULES") for action in part]
    rows += [action for kind in objects.TYPES.values() for action in kind.rules]
    assert sorted(rows) == sorted(access.RULES)
