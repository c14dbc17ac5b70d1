"""A function's code as it lies in the repository, and the journal of what functions write."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Deployed(Protocol):
    """What must be known of a function to find its code."""

    @property
    def environ(self) -> dict[str, str]: ...
    @property
    def layers(self) -> tuple[str, ...]: ...
    @property
    def capability(self) -> str: ...


class Sources:
    """Where a function's code lies in the repository, and whether it changed since it was loaded."""

    def __init__(self, root: Path, home: Path) -> None:
        self._root, self._home = root, home
        self._kernel = root / "layers" / "kernel" / "python"
        self._trees: dict[Path, _Tree] = {}

    def folders(self, function: Deployed) -> list[str]:
        """What goes on the function's path: its own capability and no other, and the kernel if its layer is there."""
        given = function.environ.get("HEARTH_CODE")
        code = self._root / given if given else self._alone(function.capability)
        return [str(code), *([str(self._kernel)] if "kernel" in function.layers else [])]

    def fingerprint(self, function: Deployed) -> int:
        """Changes whenever a file that the function loads is saved, added or removed."""
        given = function.environ.get("HEARTH_CODE")
        own = self._root / given if given else self._root / "functions" / function.capability
        folders = (own, self._kernel) if "kernel" in function.layers else (own,)
        return hash(tuple(self._trees.setdefault(folder, _Tree(str(folder))).state() for folder in folders))

    def _alone(self, capability: str) -> Path:
        """A folder in which `functions` holds this capability only, as its zip does."""
        folder = self._home / "code" / capability
        package = folder / "functions"
        package.mkdir(parents=True, exist_ok=True)
        for name in ("__init__.py", capability):
            with contextlib.suppress(FileExistsError):
                (package / name).symlink_to(self._root / "functions" / name)
        return folder


TICK = 100_000_000
"""Nanoseconds that a file system may take for one moment: what is added within them may not show in a folder's time."""


@dataclass(frozen=True, slots=True)
class _Listing:
    """What lay below a folder at a time (nanoseconds): each folder with its own time, and the files."""

    at: int
    folders: tuple[tuple[str, int], ...]
    files: tuple[str, ...]

    def holds(self) -> bool:
        """Whether nothing was added or removed since. What changed just before it was listed may not show yet."""
        return bool(self.folders) and all(_ask(name).st_mtime_ns == at < self.at - TICK for name, at in self.folders)


class _Tree:
    """The files below a folder, asked for before every call, by many at once. A folder is listed again when something
    was added to it or removed from it, and not otherwise: that is far more work than to ask its files."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._listing = _Listing(0, (), ())

    def state(self) -> tuple[tuple[str, int, int], ...]:
        """Each file with its time and size."""
        for _ in range(3):
            with contextlib.suppress(FileNotFoundError):  # removed since it was listed: once more
                listing = self._listing  # another call may put a newer one in its place, but never a part of one
                if not listing.holds():
                    listing = self._listing = _list(self._top)
                asked = ((path, _ask(path)) for path in listing.files)
                return tuple((path, one.st_mtime_ns, one.st_size) for path, one in asked)
            self._listing = _Listing(0, (), ())
        return ()


def _list(top: str) -> _Listing:
    at, folders, files = time.time_ns(), [], []
    for name, below, there in os.walk(top):
        folders.append((name, _ask(name).st_mtime_ns))
        below[:] = sorted(one for one in below if one != "__pycache__")
        files += [f"{name}/{one}" for one in sorted(there)]
    return _Listing(at, tuple(folders), tuple(files))


def _ask(path: str) -> os.stat_result:
    """What the file system says of it. Not by `Path`, which takes longer than the question itself."""
    return os.stat(path)  # noqa: PTH116


class Journal:
    """Every line that any function wrote, in one file that `make logs` reads: time, function, request, line."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lock = threading.Lock()
        self._file = path.open("a", encoding="utf-8")

    def write(self, function: str, request: str, text: str) -> None:
        """Append whole lines; the file starts anew at 64 MB, keeping one older."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        lines = "".join(f"{now}\t{function}\t{request}\t{line}\n" for line in text.splitlines())
        with self._lock:
            self._file.write(lines)
            self._file.flush()
            if self._file.tell() > 64 * 1024 * 1024:
                self._file.close()
                self._path.replace(self._path.with_suffix(".old"))
                self._file = self._path.open("a", encoding="utf-8")
