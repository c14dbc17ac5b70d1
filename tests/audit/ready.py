"""How each route of audit is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from tests.support.workspace import Call, Workspace

READY: dict[str, Callable[[Workspace], Call]] = {
    "list_audit_entries": lambda on: on.of_org(),
    "export_audit_log": lambda on: on.of_org({"format": "csv"}),
}

MORE: dict[str, tuple[int, str]] = {
    # name: (round trips, what they are for)
    "list_audit_entries": (3, "the permission, that somebody reads (once of a person and day), and the page"),
}
