"""What can go wrong with a collaborative log, by name."""

from hearth.errors import Conflict, Gone, Invalid, NotFound, TooLarge


class EpochChanged(Conflict):
    """The history was replaced; `epoch` is the one that counts now."""

    code = "epoch_changed"

    def __init__(self, epoch: int, name: str) -> None:
        super().__init__(
            f"The history of this {name} was replaced. Load it again; keep your words as a copy.", epoch=epoch
        )


class InvalidUpdate(Invalid):
    """Not the bytes of one Yjs update."""

    code = "invalid_update"


class UpdateNotAllowed(Invalid):
    """A Yjs update that brings what nothing of its type may hold."""

    code = "update_not_allowed"


class UpdateTooComplex(TooLarge):
    """A Yjs update of more pieces than are taken at once; in parts it would be."""

    code = "update_too_complex"


class UpdateTooLarge(TooLarge):
    """Larger than this way takes; a larger one goes another way."""

    code = "too_large"


class UploadNotFound(NotFound):
    """The upload that an update names is not there."""

    code = "upload_not_found"


class TooSlow(Conflict):
    """What was written before there were limits takes too long to put together."""

    code = "too_slow"


class UpdatesFolded(Gone):
    """The log no longer reaches back that far: load the state."""

    code = "updates_folded"


class BaseGone(Conflict):
    """The version that something was made from can no longer be rebuilt."""

    code = "base_gone"


class UnknownVersion(Invalid):
    """A place that the log has not reached."""

    code = "unknown_version"


class VersionNotFound(NotFound):
    """No such version was kept, or it went with its age."""

    code = "version_not_found"


class TooManyVersions(Conflict):
    """More versions with a name than are kept of one thing."""

    code = "too_many_versions"
