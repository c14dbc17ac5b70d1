"""Posting to connections: many at once, each within its time limit, so that a slow one holds up nobody (L23).

The management API takes one signed HTTPS request for each receiver; the SDK's own work for each is what costs. So:
connections that stay open (urllib3's pool), a signature made with the day's key once derived, and a few lanes that grow
when something hangs in one of them.
"""

import hashlib
import hmac
import random
import threading
import time
from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlsplit

from hearth import aws, telemetry
from hearth.config import settings

FRAME_LIMIT = 32_768
"""Bytes of a frame; API Gateway closes the connection (1009) over a larger one."""
SECONDS = 1.0
"""How long one receiver may take, retries included. API Gateway answers in milliseconds or not at all."""
PATIENCE = 5.0
"""The same for what somebody waits for: an answer that is given up costs them a reconnection."""
LANES = 16
HANG = 0.1
"""Seconds after which what is still in its lane counts as hanging, and others get lanes beside it."""

Outcome = Literal["sent", "gone", "late", "failed"]


class _Job(NamedTuple):
    method: str
    connection_id: str
    body: bytes
    seconds: float


@dataclass(slots=True)
class _Batch:
    """Requests under way together. Lanes take from `jobs`; `outcomes` is filled as they finish."""

    jobs: deque[_Job]
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    done: threading.Event = field(default_factory=threading.Event)
    expected: int = 0

    def finish(self, connection_id: str, outcome: Outcome) -> None:
        with self.lock:
            self.outcomes.append((connection_id, outcome))
            if len(self.outcomes) == self.expected:
                self.done.set()


def post(
    messages: Iterable[tuple[str, bytes]], method: str = "POST", patient: Container[str] = ()
) -> list[tuple[str, Outcome]]:
    """Send each body to its connection and say how each went, in no order. Never raises for a receiver's sake.

    Those in `patient` get more time. `gone` is a connection that no longer exists, `late` one that did not answer in
    time, `failed` anything else.
    """
    jobs = [_Job(method, to, body, PATIENCE if to in patient else SECONDS) for to, body in messages]
    if not jobs or not settings().live_endpoint:
        return []
    jobs.sort(key=lambda job: _slow.get(job.connection_id, 0.0))  # those that hung lately go last
    if len(jobs) == 1:
        return [(jobs[0].connection_id, _send(jobs[0]))]
    batch = _Batch(deque(jobs), expected=len(jobs))
    _start(batch, min(LANES, len(jobs)))
    while not batch.done.wait(HANG) and batch.jobs:
        _start(batch, min(LANES, len(batch.jobs)))
    batch.done.wait()
    return batch.outcomes


def _start(batch: _Batch, lanes: int) -> None:
    for _ in range(lanes):
        threading.Thread(target=_lane, args=(batch,), daemon=True).start()


def _lane(batch: _Batch) -> None:
    while True:
        try:
            job = batch.jobs.popleft()
        except IndexError:
            return
        outcome: Outcome = "failed"
        try:
            outcome = _send(job)
        except Exception as error:  # noqa: BLE001  a lane must end its job, whatever happens in it
            telemetry.unexpected(error)
        batch.finish(job.connection_id, outcome)


_slow: dict[str, float] = {}


def _remember(connection_id: str, outcome: Outcome) -> Outcome:
    if outcome == "late":
        if len(_slow) > 1000:
            _slow.clear()
        _slow[connection_id] = time.monotonic()
    elif _slow:
        _slow.pop(connection_id, None)
    return outcome


def _send(job: _Job) -> Outcome:
    """One receiver: tried again while the gateway says 429 or 5xx, or has dropped the kept-open connection."""
    from urllib3.exceptions import HTTPError, TimeoutError  # noqa: A004

    method, connection_id, body, seconds = job
    deadline = time.monotonic() + seconds
    endpoint = _endpoint(settings().live_endpoint)
    pause = 0.02
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return _remember(connection_id, "late")
        try:
            answer = endpoint.request(method, connection_id, body, left)
        except TimeoutError:
            return _remember(connection_id, "late")
        except (HTTPError, OSError):
            answer = 503
        if answer in {200, 204}:
            return _remember(connection_id, "sent")
        if answer == 410:
            return _remember(connection_id, "gone")
        if answer != 429 and answer < 500:
            return "failed"
        time.sleep(max(0.0, min(random.uniform(pause / 2, pause), deadline - time.monotonic())))  # noqa: S311
        pause *= 2


class _Endpoint:
    """The management API of the WebSocket API: its address, its pool and its signatures."""

    def __init__(self, url: str) -> None:
        from botocore.httpsession import get_cert_path
        from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry

        parts = urlsplit(url)
        self.host = parts.netloc
        self.base = parts.path.rstrip("/")
        self._never = Retry(False)
        name, port = parts.hostname or "", parts.port
        self._pool: Any
        if parts.scheme == "https":
            self._pool = HTTPSConnectionPool(name, port, maxsize=128, block=False, ca_certs=get_cert_path(True))
        else:
            self._pool = HTTPConnectionPool(name, port, maxsize=128, block=False)

    def request(self, method: str, connection_id: str, body: bytes, seconds: float) -> int:
        """The status of one request."""
        from urllib3 import Timeout

        path = f"{self.base}/@connections/{quote(connection_id, safe='')}"
        answer = self._pool.urlopen(
            method,
            path,
            body=body,
            headers=signed(method, self.host, path, body),
            timeout=Timeout(total=seconds),
            retries=self._never,
        )
        return int(answer.status)


@cache
def _endpoint(url: str) -> _Endpoint:
    return _Endpoint(url)


@cache
def _credentials() -> Any:
    return aws.session().get_credentials()


@cache
def _region() -> str:
    return str(aws.session().get_config_variable("region") or "us-east-1")


@cache
def _key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, "execute-api", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def signed(method: str, host: str, path: str, body: bytes, now: float | None = None) -> dict[str, str]:
    """The headers of a request with its Signature Version 4.

    The same that botocore's SigV4Auth makes (a test compares them), at a tenth of its time: the path is known to be
    clean, there is no query, and the signing key of the day is derived once.
    """
    credentials = _credentials().get_frozen_credentials()
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    region = _region()
    headers = {"host": host, "x-amz-date": stamp}
    if credentials.token:
        headers["x-amz-security-token"] = credentials.token
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"{method}\n{quote(path, safe='/-_.~')}\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{stamp[:8]}/{region}/execute-api/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(_key(credentials.secret_key, stamp[:8], region), text.encode(), hashlib.sha256).hexdigest()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return headers


def forget() -> None:
    """Drop what is cached of the environment. For tests."""
    for cached in (_endpoint, _credentials, _region):
        cached.cache_clear()
    _slow.clear()
