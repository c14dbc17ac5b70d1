"""Archives from anybody: looked at before anything is taken out, so that one that unpacks to far more than it weighs,
or names places outside of itself, takes nothing from us."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from functions.documents.errors import BrokenFile, UnsafeArchive

MOST_ENTRIES = 5_000
MOST_BYTES = 512 * 2**20
LARGEST_ENTRY = 64 * 2**20
RATIO = 200
"""How many times its weight an entry may unpack to, beyond the first megabyte: text comes to about ten."""

_BEGINS = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be taken out of one archive, nested ones included."""

    entries: int = MOST_ENTRIES
    total: int = MOST_BYTES


class Archive:
    """A ZIP whose list was looked at. `names` are its files, each as a path within it."""

    def __init__(self, data: bytes, limits: Limits = Limits()) -> None:
        try:
            self._file = zipfile.ZipFile(BytesIO(data))
            entries = [one for one in self._file.infolist() if not one.is_dir()]
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise BrokenFile("It is damaged, or not what its name says.") from error
        _check(entries, limits)
        self._entries = {one.filename: one for one in entries if _within(one.filename)}
        self.outside = sorted(one.filename for one in entries if not _within(one.filename))
        self.total = sum(one.file_size for one in entries)

    @property
    def names(self) -> list[str]:
        """Its files, in their order."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """One file. BrokenFile for one that is damaged, or locked with a password."""
        entry = self._entries[name]
        if entry.flag_bits & 0x1:
            raise BrokenFile("It is locked with a password.")
        try:
            with self._file.open(entry) as opened:
                data = opened.read(entry.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            ValueError,
            OSError,
            EOFError,
            RuntimeError,
        ) as error:
            raise BrokenFile("It is damaged.") from error
        if len(data) > entry.file_size:
            raise UnsafeArchive("It unpacks to more than it says.")
        return data


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise UnsafeArchive(f"It has more than {limits.entries:,} files.", limit=limits.entries)
    if sum(one.file_size for one in entries) > limits.total:
        raise UnsafeArchive("It unpacks to too much.", limit=limits.total)
    for one in entries:
        if one.file_size > LARGEST_ENTRY:
            raise UnsafeArchive("One of its files is too large.", limit=LARGEST_ENTRY)
        if one.file_size > _BEGINS + RATIO * one.compress_size:
            raise UnsafeArchive("It unpacks to far more than it weighs.")


def _within(name: str) -> bool:
    """Whether a name is a place within the archive, on every system."""
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\x00" in name)
