"""What people see of a job: the same over HTTP, in live frames, and in the answer of whichever route submitted it."""

from typing import Any

from hearth import clock
from hearth.jobs.items import CANCELLED, FAILED, RUNNING, SUCCEEDED, Job


def job(one: Job) -> dict[str, Any]:
    """One job. Neither its input nor its checkpoint; a link to its file is made by a route of its own."""
    return {
        "id": one.job_id,
        "version": int(one.version),
        "type": one.type,
        "org_id": one.org_id,
        "path": one.path,
        "submitted_by": {"id": one.person_id, "name": one.actor.get("name", "")},
        "state": one.state,
        "progress": {"done": int(one.done), "total": _whole(one.total), "step": one.step},
        "attempts": int(one.attempts),
        "next_try_at": clock.iso(clock.at(float(one.due_at))) if one.due_at and one.under_way else None,
        "cancelling": bool(one.cancel) and one.state == RUNNING,
        "reason": {"code": one.reason, "detail": one.detail or ""} if one.reason else None,
        "can_retry": one.state in {FAILED, CANCELLED},
        "result": _result(one),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "started_at": one.started_at,
        "ended_at": one.ended_at,
        "expires_at": clock.iso(clock.at(float(one.ttl))) if one.ttl and not one.under_way else None,
    }


def _result(one: Job) -> dict[str, Any] | None:
    if one.state != SUCCEEDED:
        return None
    file = one.file or {}
    shown = {name: file[name] for name in ("name", "content_type", "size")} if file else None
    return {"file": shown, "facts": one.facts or {}}


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)
