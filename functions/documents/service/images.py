"""Pictures in a document: the kernel's attachments, of a document that the asker may see."""

from typing import Any

from functions.documents import policies
from functions.documents.models import Image
from functions.documents.pictures import PICTURES
from functions.documents.service.tree import get_document
from hearth.attachments import keeping
from hearth.context import RequestContext
from hearth.table.write import Commit, commit_only


def start_image(
    context: RequestContext,
    document_id: str,
    *,
    image_id: str | None,
    name: str,
    media_type: str,
    size: int,
    commit: Commit[Image] = commit_only,
) -> Image:
    """A picture to come. The same id again gives the same picture. QuotaExceeded when the org has no room for it."""
    document = get_document(context, document_id, policies.EDIT)
    made: Image = keeping.start(
        PICTURES,
        context,
        document,
        attachment_id=image_id,
        name=name,
        media_type=media_type,
        size=size,
        commit=commit,
    )
    return made


def upload_form(org_id: str, document_id: str, image_id: str, size: int, media_type: str) -> dict[str, Any]:
    """The signed form that takes a picture, made when it is asked for and good for ten minutes."""
    return keeping.upload_form(PICTURES, org_id, document_id, image_id, size=size, media_type=media_type)


def get_link(context: RequestContext, document_id: str, image_id: str) -> str:
    """A signed link to a picture, made when it is asked for and good for ten minutes."""
    return keeping.get_link(PICTURES, context, get_document(context, document_id), image_id)
