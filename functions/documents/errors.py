"""What can go wrong with documents, by name."""

from hearth.access.objects.document import DocumentNotFound
from hearth.collab.errors import (
    BaseGone,
    EpochChanged,
    InvalidUpdate,
    TooManyVersions,
    TooSlow,
    UnknownVersion,
    UpdateNotAllowed,
    UpdatesFolded,
    UpdateTooComplex,
    UpdateTooLarge,
    UploadNotFound,
    VersionNotFound,
)
from hearth.errors import Conflict, Forbidden, HearthError, Invalid, NotFound, TooLarge


class ParentNotFound(Invalid):
    """The document that should hold another is absent, deleted, or not for the asker to know about."""

    code = "parent_not_found"


class ParentCycle(Conflict):
    """A document cannot stand under itself."""

    code = "parent_cycle"


class TreeTooDeep(Conflict):
    """More levels than a person can find their way in."""

    code = "tree_too_deep"


class DocumentTooSlow(TooSlow):
    """What was written before there were limits takes too long to put together."""

    code = "document_too_slow"


class MergeConflict(Conflict):
    """Both sides changed the same place."""

    code = "merge_conflict"


class InvalidContent(Invalid):
    """A document that no editor would take: a block in the wrong place, an attribute out of range, half a character."""

    code = "invalid_content"


class ContentTooLarge(TooLarge):
    """More blocks, pieces of text or markup than one document may have."""

    code = "content_too_large"


class BaseRequired(Invalid):
    """A text has to say which version it was made from."""

    code = "base_required"


class UnknownSubject(Invalid):
    """Nobody and no team of the organization; `subject` names it."""

    code = "unknown_subject"


class TooManyShares(Invalid):
    """More subjects than one call can add."""

    code = "too_many_shares"


class UnsupportedImage(Invalid):
    """No kind of picture that a browser shows without running anything."""

    code = "unsupported_image"


class ImageNotFound(NotFound):
    """There is no such picture in this document."""

    code = "image_not_found"


class SpaceNotFound(Invalid):
    """The space is that of no team of the organization (any more), or of one that the asker is not in."""

    code = "space_not_found"


class NoSpace(Invalid):
    """Open to the people of its space is only what stands in one."""

    code = "no_space"


class NotInSpace(Forbidden):
    """Out of a space, its people move what stands in it."""

    code = "not_in_space"


class OwnerOnly(Forbidden):
    """Only the owner of a document may close it to the others."""

    code = "owner_only"


__all__ = [
    "BaseGone",
    "BaseRequired",
    "ContentTooLarge",
    "DocumentNotFound",
    "DocumentTooSlow",
    "EpochChanged",
    "HearthError",
    "ImageNotFound",
    "InvalidContent",
    "InvalidUpdate",
    "MergeConflict",
    "NoSpace",
    "NotInSpace",
    "OwnerOnly",
    "ParentCycle",
    "ParentNotFound",
    "SpaceNotFound",
    "TooManyShares",
    "TooManyVersions",
    "TreeTooDeep",
    "UnknownSubject",
    "UnknownVersion",
    "UnsupportedImage",
    "UpdateNotAllowed",
    "UpdateTooComplex",
    "UpdateTooLarge",
    "UpdatesFolded",
    "UploadNotFound",
    "VersionNotFound",
]
