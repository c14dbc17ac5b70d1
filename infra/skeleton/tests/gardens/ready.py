"""How each route of gardens is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace


def _garden(space: Workspace) -> str:
    return str(space.ada.does("POST", space.at("/gardens"), {"name": "First"})["id"])


READY: dict[str, Callable[[Workspace], Call]] = {
    "list_gardens": lambda on: on.of_org(),
    "list_garden_changes": lambda on: on.of_org(),
    "create_garden": lambda on: on.of_org({"name": "First"}),
    "get_garden": lambda on: on.of_org(garden_id=_garden(on)),
    "change_garden": lambda on: on.of_org({"name": "Second"}, garden_id=_garden(on)),
    "delete_garden": lambda on: on.of_org(garden_id=_garden(on)),
}

KNOWN: dict[str, Callable[[Workspace], str]] = {"garden_id": _garden}

ENDS = {"delete_garden": "the garden"}
