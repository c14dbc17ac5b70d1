"""How each route of documents is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from hearth.keys import documents as keys
from hearth.links.items import Link
from hearth.table.write import Write
from tests.support.workspace import Call, Workspace


def _binned(space: Workspace) -> Call:
    space.ada.does("DELETE", space.at(f"/documents/{space.document}"))
    return space.of_document()


def _template(space: Workspace) -> str:
    """Ada's template, the same each time it is asked for."""
    path = space.at("/document-templates")
    there = [one for one in space.ada.does("GET", path)["items"] if one["scope"] == "org"]
    body = {"name": "Post-mortem {{date}}", "markdown": "What {{thing}} did."}
    return str((there[0] if there else space.ada.does("POST", path, body))["id"])


def _linked(space: Workspace) -> Call:
    page = space.ada.does("POST", space.at("/documents"), {"title": "Points there"})["id"]
    partition = keys.document_partition(space.org, page)
    Write().put(Link.new(partition, space.org, ("document", page), ("document", space.document))).commit()
    return space.of_document()


READY: dict[str, Callable[[Workspace], Call]] = {
    "list_documents": lambda on: on.of_org(),
    "list_document_changes": lambda on: on.of_org(),
    "list_trash_changes": lambda on: on.of_org(),
    "create_document": lambda on: on.of_org({"title": "Below", "parent_id": on.document, "markdown": "Some *text*."}),
    "get_document": lambda on: on.of_document(),
    "change_document": lambda on: on.of_document({"title": "The plan", "visibility": "private"}),
    "copy_document": lambda on: on.of_document({}),
    "delete_document": lambda on: on.of_document(),
    "restore_document": _binned,
    "revert_document": lambda on: on.of_document({"seq": 1}),
    "list_versions": lambda on: on.of_document(),
    "keep_version": lambda on: on.of_document({"name": "As sent to the printer"}),
    "name_version": lambda on: on.of_document({"name": "As it was printed"}, version_id=on.version()),
    "get_version_content": lambda on: on.of_document(version_id=on.version()),
    "get_shares": lambda on: on.of_document(),
    "set_shares": lambda on: on.of_document({"shares": [{"person_id": on.bob.person_id, "role": "viewer"}]}),
    "get_state": lambda on: on.of_document(),
    "get_updates": lambda on: on.of_document(),
    "post_update": lambda on: on.of_document({"id": "1", "epoch": 1, "after": 3, "update": on.next}),
    "start_upload": lambda on: on.of_document({"bytes": 5_000_000}),
    "get_content": lambda on: on.of_document(),
    "put_content": lambda on: Call(
        on.ada,
        {"org_id": on.org, "document_id": on.document},
        raw="Other words.",
        headers={"Content-Type": "text/markdown", "If-Match": "*"},
    ),
    "list_backlinks": _linked,
    "export_document": lambda on: on.of_document({"format": "pdf"}),
    "start_image": lambda on: on.of_document({"content_type": "image/png", "size": 10}),
    "start_import_upload": lambda on: on.of_org({"name": "Handbook.docx", "size": 10}),
    "import_documents": lambda on: on.of_org(
        {"files": [{"upload": on.document, "name": "a.md"}], "parent_id": on.document}
    ),
    "list_templates": lambda on: on.of_org(),
    "create_template": lambda on: on.of_org({"name": "Minutes", "document_id": on.document}),
    "get_template": lambda on: on.of_org(template_id=_template(on)),
    "change_template": lambda on: on.of_org({"name": "Minutes", "document_id": on.document}, template_id=_template(on)),
    "delete_template": lambda on: on.of_org(template_id=_template(on)),
    "use_template": lambda on: on.of_org({"parent_id": on.document}, template_id=_template(on)),
    "get_image": lambda on: on.of_document(image_id=on.image()),
}

MORE: dict[str, tuple[int, str]] = {
    # name: (round trips, what they are for)
    "get_content": (3, "decides and reads in one, reads the tail, and that somebody reads (once a day)"),
    "list_backlinks": (3, "decides and reads the document, asks what leads to it, and which of that the asker may see"),
    "copy_document": (4, "decides and reads in one, reads the tail, looks for the last sibling, and writes"),
    "put_content": (4, "decides, rebuilds the document to merge into, appends, and asks who is to be told"),
    "revert_document": (
        5,
        "decides, looks for a snapshot of then, reads the log from there, writes, asks who is there",
    ),
}

KNOWN: dict[str, Callable[[Workspace], str]] = {
    "document_id": lambda on: on.document,
    "image_id": lambda on: on.image(),
    "version_id": lambda on: on.version(),
    "template_id": _template,
}

ENDS = {"delete_document": "the document"}
