"""No file that somebody wrote is longer than 400 lines. `make check` runs this; a test runs it on made-up trees.

A longer file holds more than one subject, and is split by them. What a command writes is not counted: `.gitattributes`
says which files those are.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from infra.environments import ROOT

LONGEST = 400
EXCEPT = {
    "web/src/i18n/en.json": "the words of the interface in one language, which whoever translates needs as a whole",
    "web/src/i18n/de.json": "the same in another",
}
NOT_WRITTEN = ("linguist-generated", "binary")


def written(root: Path = ROOT) -> list[str]:
    """The files of the tree that somebody wrote, those included that are not committed yet."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = [path for path in dict.fromkeys(listed.split("\0")) if path and (root / path).is_file()]
    told = _git(root, "check-attr", "-z", "--stdin", *NOT_WRITTEN, given="\0".join(paths)).split("\0")
    others = {path for path, value in zip(told[::3], told[2::3], strict=False) if value == "set"}
    return [path for path in paths if path not in others]


def faults(paths: Iterable[str], root: Path = ROOT) -> list[str]:
    """Those of the files that are too long, each with its length."""
    lengths = {path: (root / path).read_bytes().count(b"\n") for path in paths if path not in EXCEPT}
    return [f"{path}: {length} lines, more than {LONGEST}" for path, length in lengths.items() if length > LONGEST]


def _git(root: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(["git", *arguments], cwd=root, input=given, check=True, capture_output=True, text=True)
    return done.stdout


def main() -> int:
    """Print what is too long; 1 when anything is."""
    found = faults(written())
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
