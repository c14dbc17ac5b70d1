"""What can go wrong with documents, by name."""

from hearth.access.objects.document import DocumentNotFound
from hearth.errors import Conflict, Forbidden, Gone, HearthError, Invalid, NotFound, TooLarge


class ParentNotFound(Invalid):
    """The document that should hold another is absent, deleted, or not for the asker to know about."""

    code = "parent_not_found"


class ParentCycle(Conflict):
    """A document cannot stand under itself."""

    code = "parent_cycle"


class TreeTooDeep(Conflict):
    """More levels than a person can find their way in."""

    code = "tree_too_deep"


class EpochChanged(Conflict):
    """The history of the document was replaced; `epoch` is the one that counts now."""

    code = "epoch_changed"

    def __init__(self, epoch: int) -> None:
        super().__init__(
            "The history of this document was replaced. Load it again; keep your words as a copy.", epoch=epoch
        )


class InvalidUpdate(Invalid):
    """Not the bytes of one Yjs update."""

    code = "invalid_update"


class UpdateNotAllowed(Invalid):
    """A Yjs update that puts into a document what no document may hold."""

    code = "update_not_allowed"


class UpdateTooComplex(TooLarge):
    """A Yjs update of more pieces than are taken at once; in parts it would be."""

    code = "update_too_complex"


class DocumentTooSlow(Conflict):
    """What was written before there were limits takes too long to put together."""

    code = "document_too_slow"


class UpdateTooLarge(TooLarge):
    """Larger than this way takes; a larger one goes another way."""

    code = "too_large"


class UploadNotFound(NotFound):
    """The upload that an update names is not there."""

    code = "upload_not_found"


class UpdatesFolded(Gone):
    """The log no longer reaches back that far: load the state."""

    code = "updates_folded"


class BaseGone(Conflict):
    """The version a text was edited from can no longer be rebuilt."""

    code = "base_gone"


class VersionNotFound(NotFound):
    """No such version was kept of this document, or it went with its age."""

    code = "version_not_found"


class TooManyVersions(Conflict):
    """More versions with a name than one document keeps."""

    code = "too_many_versions"


class MergeConflict(Conflict):
    """Both sides changed the same place."""

    code = "merge_conflict"


class UnknownVersion(Invalid):
    """A place that the log has not reached."""

    code = "unknown_version"


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
    "OwnerOnly",
    "ParentCycle",
    "ParentNotFound",
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
