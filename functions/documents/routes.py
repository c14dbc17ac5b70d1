"""The routes' common ground: the `Api` they are declared on, and what they read ahead."""

from typing import TYPE_CHECKING, Any

from functions.documents import policies, presenters
from functions.documents.collab import LOG
from hearth.collab import log
from hearth.collab.types import Place
from hearth.http import Api, Request
from hearth.keys import Key
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys

if TYPE_CHECKING:
    from functions.documents import schemas

api = Api("documents")

FORMATS = ("json", "markdown", "html", "text")
CHANGES_OF = "/orgs/{org_id}/changes/"
ALL = "/orgs/{org_id}/documents"
ONE = ALL + "/{document_id}"


# what a route reads together with the asker's membership, in one round trip


def the_document(request: Request[Any]) -> list[Key]:
    """The document in the path."""
    return [document_keys.document(request.path["org_id"], request.path["document_id"])]


def the_org(request: Request[Any]) -> list[Key]:
    """The org in the path."""
    return [org_keys.org(request.path["org_id"])]


def the_head_and_org(request: Request[Any]) -> list[Key]:
    """The document and the org in the path."""
    return [*the_document(request), *the_org(request)]


def the_content(request: Request[Any]) -> list[Key]:
    """The document in the path, and the copy of its latest snapshot."""
    return [*the_document(request), log_keys.log_current(document_keys.document_partition(**request.path))]


def the_head_and_parent(request: Request[Any]) -> list[Key]:
    """The document in the path, and the one that the body puts it under."""
    return [*the_document(request), *the_parent(request)]


def the_parent(request: Request[Any]) -> list[Key]:
    """The document that the body puts another under."""
    parent_id = getattr(request.body, "parent_id", None)
    return [document_keys.document(request.path["org_id"], parent_id)] if parent_id else []


def the_end(request: "Request[schemas.NewUpdate]") -> list[Key]:
    """The document in the path, and the end of its log as the body says it is."""
    place = Place(LOG, request.path["org_id"], request.path["document_id"], request.body.epoch)
    return [*the_document(request), *log.around(place, request.body.after)]


def the_image(request: Request[Any]) -> list[Key]:
    """The document and the picture in the path."""
    return [*the_document(request), document_keys.document_image(**request.path)]


def the_version(request: Request[Any]) -> list[Key]:
    """The document and the version in the path."""
    return [*the_document(request), version_key(request, request.path["version_id"])]


def version_key(request: Request[Any], version_id: str) -> Key:
    """A version of the document in the path."""
    partition = document_keys.document_partition(request.path["org_id"], request.path["document_id"])
    return log_keys.log_version(partition, version_id)


def present(request: Request[Any], document: Any) -> dict[str, Any]:
    """A document as whoever asks sees it."""
    return presenters.document(document, policies.role_in(request.member, document))
