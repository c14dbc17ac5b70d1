"""The files that were handed in, wherever they lie: an upload by itself, or one of many in an archive."""

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from functions.documents.collab import LOG
from functions.documents.errors import BrokenFile, UnsafeArchive, UploadNotFound
from functions.documents.imports.archive import MOST_BYTES, MOST_ENTRIES, Archive, Limits
from functions.documents.imports.reading import ending_of
from hearth import files
from hearth.collab import blobs

ARCHIVE = "zip"
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)")
"""What systems put beside the files of people."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of one file are: in an upload, or in an archive under a name."""

    upload: int
    archive: int | None = None
    member: str = ""


@dataclass(slots=True)
class Sources:
    """The uploads of one import, and the archives among them. What was read stays while there is use for it."""

    org_id: str
    person_id: str
    uploads: list[dict[str, str]]
    archives: list[Archive] = field(default_factory=list)

    def bytes_of(self, source: Source) -> bytes:
        """One file. UploadNotFound, BrokenFile, UnsafeArchive."""
        if source.archive is not None:
            return self.archives[source.archive].read(source.member)
        key = place(self.org_id, self.person_id, self.uploads[source.upload]["upload"])
        if files.find_size(key) is None:
            raise UploadNotFound("It has not arrived.")
        return files.get(key)

    def open(self, upload: int) -> "Opened":
        """What is in an archive that was uploaded, and in those that lie in it: Notion puts one into another."""
        opened = Opened()
        self._open(self.bytes_of(Source(upload)), upload, "", opened, nested=False)
        return opened

    def _open(self, data: bytes, upload: int, folder: str, opened: "Opened", *, nested: bool) -> None:
        archive = Archive(data, Limits(MOST_ENTRIES - opened.entries, MOST_BYTES - opened.total))
        number = len(self.archives)
        self.archives.append(archive)
        opened.entries += len(archive.names)
        opened.total += archive.total
        opened.failed += [(name, "unsafe_archive") for name in archive.outside]
        for name in archive.names:
            path = posixpath.join(folder, name.replace("\\", "/"))
            if _NOISE.search(path):
                continue
            if ending_of(name) != ARCHIVE:
                opened.files[path] = Source(upload, number, name)
            elif nested:
                opened.failed.append((path, "unsafe_archive"))
            else:
                try:
                    self._open(archive.read(name), upload, posixpath.dirname(path), opened, nested=True)
                except (BrokenFile, UnsafeArchive) as error:
                    opened.failed.append((path, error.name))


@dataclass(slots=True)
class Opened:
    """The files of an archive by their paths, and those that cannot be had."""

    files: dict[str, Source] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    entries: int = 0
    total: int = 0


def place(org_id: str, person_id: str, upload: str) -> str:
    """Where an upload of a person waits: nobody else's import can name it."""
    return blobs.incoming(LOG, org_id, "imports", person_id, upload)


def beside(path: str, address: str) -> str | None:
    """The path that an address in a file means, as a relative one does; None for one that leads elsewhere."""
    plain = address.strip().split("#", 1)[0].split("?", 1)[0]
    if not plain or ":" in plain.split("/", 1)[0] or plain.startswith(("/", "\\")):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(plain).replace("\\", "/")))
    return None if found.startswith("..") else found
