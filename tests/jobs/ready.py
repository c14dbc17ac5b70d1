"""How each route of jobs is called so that it succeeds (`tests/support/ready.py`)."""

from collections.abc import Callable

from hearth.jobs import moves
from hearth.jobs.items import FAILED, SUCCEEDED, Job, key_of
from hearth.table.write import Write
from tests.support.workspace import Call, Workspace


def _of_org(space: Workspace) -> dict[str, str]:
    """A copy of the audit log that Ada has asked for."""
    return {"org_id": space.org, "job_id": space.ada.does("POST", space.at("/audit/export"), {})["id"]}


def _own(space: Workspace) -> dict[str, str]:
    """A copy of her own data."""
    return {"job_id": space.ada.does("POST", "/me/export")["id"]}


def _call(make: Callable[[Workspace], dict[str, str]], state: str = "") -> Callable[[Workspace], Call]:
    def ready(space: Workspace) -> Call:
        path = make(space)
        if state:
            place = {"org_id": path.get("org_id"), "person_id": str(space.ada.person_id), "job_id": path["job_id"]}
            job = Job.find(key_of(place))
            assert job is not None
            file = {"key": f"{job.folder}1/x", "name": "x", "content_type": "text/plain", "size": 1}
            moves.ended(Write(), job, Job.state == job.state, None, state, file=file).commit()
        return Call(space.ada, path)

    return ready


READY: dict[str, Callable[[Workspace], Call]] = {
    "list_jobs": lambda on: on.of_org(),
    "get_job": _call(_of_org),
    "cancel_job": _call(_of_org),
    "retry_job": _call(_of_org, FAILED),
    "get_job_result": _call(_of_org, SUCCEEDED),
    "list_my_jobs": lambda on: Call(on.ada),
    "get_my_job": _call(_own),
    "cancel_my_job": _call(_own),
    "retry_my_job": _call(_own, FAILED),
    "get_my_job_result": _call(_own, SUCCEEDED),
}
