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


class OwnerOnly(Forbidden):
    """Only the owner of a document may close it to the others."""

    code = "owner_only"


__all__ = [
    "BaseGone",
    "DocumentNotFound",
    "EpochChanged",
    "HearthError",
    "InvalidUpdate",
    "MergeConflict",
    "OwnerOnly",
    "ParentCycle",
    "ParentNotFound",
    "TooManyVersions",
    "TreeTooDeep",
    "UpdateTooLarge",
    "UpdatesFolded",
    "UploadNotFound",
    "VersionNotFound",
]
