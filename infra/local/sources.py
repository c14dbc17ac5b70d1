"""A function's code as it lies in the repository, and the journal of what functions write."""

from __future__ import annotations

import contextlib
import os
import threading
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

    def folders(self, function: Deployed) -> list[str]:
        """What goes on the function's path: its own capability and no other, and the kernel if its layer is there."""
        given = function.environ.get("HEARTH_CODE")
        code = self._root / given if given else self._alone(function.capability)
        return [str(code), *([str(self._kernel)] if "kernel" in function.layers else [])]

    def fingerprint(self, function: Deployed) -> int:
        """Changes whenever a file that the function loads is saved, added or removed."""
        given = function.environ.get("HEARTH_CODE")
        own = self._root / given if given else self._root / "functions" / function.capability
        seen: list[tuple[str, int, int]] = []
        for folder in (own, self._kernel) if "kernel" in function.layers else (own,):
            _walk(str(folder), seen)
        return hash(tuple(seen))

    def _alone(self, capability: str) -> Path:
        """A folder in which `functions` holds this capability only, as its zip does."""
        folder = self._home / "code" / capability
        package = folder / "functions"
        package.mkdir(parents=True, exist_ok=True)
        for name in ("__init__.py", capability):
            with contextlib.suppress(FileExistsError):
                (package / name).symlink_to(self._root / "functions" / name)
        return folder


def _walk(folder: str, seen: list[tuple[str, int, int]]) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            _walk(entry.path, seen)
        else:
            stat = entry.stat()
            seen.append((entry.path, stat.st_mtime_ns, stat.st_size))


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
