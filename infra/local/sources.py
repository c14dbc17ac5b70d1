"""A function's code as it lies in the repository, and the journal of what functions write."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
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


class _Tree:
    """The files below a folder, asked for before every call. A folder is listed again when something was added to it or
    removed from it, and not otherwise: its files alone are many more questions than a call has time for."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._listed = 0
        self._folders: list[tuple[str, int]] = []
        self._files: list[str] = []

    def state(self) -> tuple[tuple[str, int, int], ...]:
        """Each file with its time and size."""
        for _ in range(3):
            if not self._settled():
                self._list()
            files = self._files
            with contextlib.suppress(FileNotFoundError):  # removed since: once more
                return tuple((path, one.st_mtime_ns, one.st_size) for path, one in _asked(files))
        return ()

    def _settled(self) -> bool:
        latest = self._listed - TICK
        try:
            now = _asked(name for name, _ in self._folders)
            return bool(self._listed) and all(
                one.st_mtime_ns == at < latest for (_, one), (_, at) in zip(now, self._folders, strict=True)
            )
        except FileNotFoundError:
            return False

    def _list(self) -> None:
        listed, folders, files = time.time_ns(), [], []
        for name, below, there in os.walk(self._top):
            with contextlib.suppress(FileNotFoundError):
                folders += [(name, one.st_mtime_ns) for _, one in _asked([name])]
            below[:] = sorted(one for one in below if one != "__pycache__")
            files += [f"{name}/{one}" for one in sorted(there)]
        self._listed, self._folders, self._files = listed, folders, files


def _asked(paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """What the file system says of each. Not by `Path`, which takes longer than the question itself."""
    return ((path, os.stat(path)) for path in paths)  # noqa: PTH116


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
