"""The Python client's jobs: waiting asks less often the longer it takes, and says how it ended."""

from typing import Any, cast

import pytest

from infra.client import jobs
from infra.client.rest import HearthClient


class Server:
    """Answers with one state after another; time passes only while somebody waits."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *states: str) -> None:
        self.states = list(states)
        self.now = 0.0
        self.waits: list[float] = []
        monkeypatch.setattr(jobs.time, "monotonic", lambda: self.now)  # type: ignore[attr-defined]
        monkeypatch.setattr(jobs.time, "sleep", self._sleep)  # type: ignore[attr-defined]

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def get(self, path: str) -> dict[str, Any]:
        assert path == "/v1/me/jobs/1"
        state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return {**JOB, "state": state, "reason": {"code": "quota_exceeded", "detail": "Enough."}}

    @property
    def client(self) -> HearthClient:
        return cast("HearthClient", self)


JOB = {"path": "/v1/me/jobs/1", "state": "queued", "type": "identity.export", "reason": None}


def test_it_waits_until_the_job_has_succeeded(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(monkeypatch, "queued", "running", "succeeded")
    assert jobs.wait(server.client, JOB)["state"] == "succeeded"
    assert server.waits == [1.0, 1.0, 1.0]


def test_a_job_that_is_over_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(monkeypatch, "running")
    assert jobs.wait(server.client, {**JOB, "state": "succeeded"})["state"] == "succeeded"
    assert server.waits == []


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_it_says_how_else_the_job_ended(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    server = Server(monkeypatch, state)
    with pytest.raises(jobs.JobFailed, match=f"{state}: quota_exceeded Enough"):
        jobs.wait(server.client, JOB)


def test_it_asks_less_often_and_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(monkeypatch, "running")
    with pytest.raises(jobs.StillGoing):
        jobs.wait(server.client, JOB, seconds=100)
    assert server.now == pytest.approx(100)
    assert len(server.waits) < 40
    assert server.waits[-2] > 5
