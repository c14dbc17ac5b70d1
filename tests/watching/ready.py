"""How each route of watching is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace


def _watched(space: Workspace) -> Call:
    call = _document(space)
    space.ada.does("PUT", space.at(f"/watching/document/{space.document}"))
    return call


def _document(space: Workspace) -> Call:
    return space.of_org(object_type="document", object_id=space.document)


READY: dict[str, Callable[[Workspace], Call]] = {
    "list_watching": lambda on: Call(_watched(on).by, {"org_id": on.org}),
    "get_watch": _watched,
    "watch": _document,
    "stop_watching": _watched,
}

MORE: dict[str, tuple[int, str]] = {
    # name: (round trips, what they are for)
    "list_watching": (3, "decides, asks what is watched, and whether each may still be seen"),
}
