"""What each function of organizations tells others of (`tests/support/gone.py`)."""

from functions.organizations import queue
from tests.support.gone import Cases, Scene


def _is_deleted(on: Scene) -> None:
    """Ada deletes the org, and the bus tells of it."""
    on.space.ada.does("DELETE", on.space.at(""))
    on.hears(queue.handler, "org.deleted", on.space.org)


CASES: Cases = {
    "OrganizationsHttp": lambda on: on.space.ada.does("DELETE", on.space.at(f"/members/{on.space.bob.person_id}")),
    "OrganizationsQueueFunction": _is_deleted,
}
