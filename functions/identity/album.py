"""Pictures of people: `hearth.pictures` in the folder `pictures`, uploaded under the person's id."""

from hearth.pictures import LARGEST, LINK_SECONDS, SIZES, UPLOAD_SECONDS, Album, discard_under, revision_of

album = Album("pictures")

INCOMING = album.incoming
path, key, link = album.path, album.key, album.link
discard, discard_all = album.discard, album.discard_all

__all__ = [
    "INCOMING",
    "LARGEST",
    "LINK_SECONDS",
    "SIZES",
    "UPLOAD_SECONDS",
    "album",
    "discard",
    "discard_all",
    "discard_under",
    "key",
    "link",
    "path",
    "revision_of",
]
