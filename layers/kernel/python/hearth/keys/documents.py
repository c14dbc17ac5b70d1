"""The keys of documents."""

from hearth.keys import Key, org_partition


def document_partition(org_id: str, document_id: str) -> str:
    """A document: its head item, log, snapshots, versions and images."""
    return f"{org_partition(org_id)}#DOCUMENT#{document_id}"


def document(org_id: str, document_id: str) -> Key:
    """A document's head item: title, place, access. Its content is the log."""
    return Key(document_partition(org_id, document_id), "DOCUMENT")


def documents_of(org_id: str) -> str:
    """On gsi1: the documents of an org by the time they changed, deleted ones too: what a client syncs by."""
    return f"{org_partition(org_id)}#DOCUMENTS"


def documents_deleted(org_id: str) -> str:
    """On gsi2: the deleted documents of an org, by the time of that."""
    return f"{org_partition(org_id)}#BIN"


def document_children(org_id: str, parent_id: str | None) -> str:
    """On gsi2: the documents under a parent (or at the top), in their order."""
    return f"{org_partition(org_id)}#CHILDREN#{parent_id or 'TOP'}"


def document_image(org_id: str, document_id: str, image_id: str) -> Key:
    """A picture in a document."""
    return Key(document_partition(org_id, document_id), f"{document_images()}{image_id}")


def document_images() -> str:
    """The prefix of all pictures of a document."""
    return "IMAGE#"


def templates(org_id: str) -> str:
    """The templates of an org: what lists show of them, and apart from that what they say."""
    return f"{org_partition(org_id)}#TEMPLATES"


def template(org_id: str, template_id: str) -> Key:
    """A template, without what it says."""
    return Key(templates(org_id), f"{TEMPLATE}{template_id}")


def template_content(org_id: str, template_id: str) -> Key:
    """What a template says."""
    return Key(templates(org_id), f"CONTENT#{template_id}")


def templates_usage(org_id: str) -> Key:
    """How many templates an org has. Apart from its other counts: a new one takes room for its pictures as well."""
    return Key(templates(org_id), "USAGE")


TEMPLATE = "TEMPLATE#"
"""The prefix of what lists show of templates."""
