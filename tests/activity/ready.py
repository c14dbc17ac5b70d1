"""How each route of activity is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = {
    "list_my_activity": lambda on: Call(on.ada),
    "list_org_activity": lambda on: on.of_org(),
    "list_object_activity": lambda on: on.of_org(object_type="document", object_id=on.document),
}

KNOWN: dict[str, Callable[[Workspace], str]] = {
    "object_type": lambda on: "document",
    "object_id": lambda on: on.document,
}
