"""What the local stack itself costs: functions that do nothing, through the same engine, runtime and edge as Hearth."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websockets

from infra.bench import bare
from infra.bench.bare import Bare
from infra.local.state import Stack

SOURCE = Path(bare.__file__).parent / "handlers.py"
CALLS = 400


def percentiles(seconds: Sequence[float]) -> str:
    """p50 / p95 in milliseconds."""
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2] * 1000:.1f} / {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"


def one_after_another(url: str, headers: dict[str, str] | None = None, calls: int = CALLS) -> list[float]:
    """Seconds of each call on one kept connection."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.netloc)
    taken = []
    for _ in range(calls):
        began = time.perf_counter()
        connection.request("GET", address.path, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        assert answer.status == 200, answer.status
    return taken


def at_once(url: str, calls: int) -> float:
    """Seconds until the last of many calls that start together is answered."""

    def call(_: int) -> int:
        return len(one_after_another(url, calls=1))

    with ThreadPoolExecutor(calls) as pool:
        began = time.perf_counter()
        list(pool.map(call, range(calls)))
        return time.perf_counter() - began


def fresh() -> None:
    """Make every worker of the bare functions an old one, as a saved source does: the next calls are first calls."""
    os.utime(SOURCE)


def until_saved_source_runs(url: str) -> float:
    """Seconds from saving a source to the answer of the next call, which runs it."""
    one_after_another(url, calls=1)
    began = time.perf_counter()
    fresh()
    one_after_another(url, calls=1)
    return time.perf_counter() - began


async def _connect(place: Bare, number: int) -> Any:
    return await websockets.connect(f"{place.ws_url}?ticket=let-me-in-{number}", open_timeout=60)


async def _sockets(place: Bare) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for name in ("first", "again"):
        if name == "first":
            fresh()
        began = time.perf_counter()
        sockets = await asyncio.gather(*[_connect(place, number) for number in range(50)])
        figures[name] = time.perf_counter() - began
        if name == "first":
            await asyncio.gather(*[socket.close() for socket in sockets])
    taken = []
    for number in range(CALLS):
        began = time.perf_counter()
        await sockets[0].send(json.dumps({"number": number}))
        await sockets[0].recv()
        taken.append(time.perf_counter() - began)
    figures["echo"] = taken
    await asyncio.gather(*[socket.close() for socket in sockets])
    return figures


def _best(measure: Callable[[], float], times: int = 3) -> float:
    return min(measure() for _ in range(times))


def _first_at_once(url: str) -> float:
    fresh()
    return at_once(url, 50)


def main(_: Sequence[str] = ()) -> int:
    """Print the table."""
    stack = Stack.load()
    place = bare.deploy_beside(stack)
    url = f"{place.rest_url}/open"
    one_after_another(url, calls=20)
    sockets = asyncio.run(_sockets(place))
    reload = _best(lambda: until_saved_source_runs(url))
    guarded = one_after_another(f"{place.rest_url}/guarded", {"Authorization": "let-me-in"})
    rows = [
        ("one REST call after another, p50 / p95", percentiles(one_after_another(url)), "p50 < 5 ms"),
        ("the same with an authorizer whose answer is cached", percentiles(guarded), ""),
        ("GET /v1/health through the edge", percentiles(one_after_another(f"{stack.web_url}/v1/health")), ""),
        ("50 calls at once, the first time (best of 3)", f"{_best(lambda: _first_at_once(url)):.2f} s", "< 1 s"),
        ("50 calls at once, again (best of 3)", f"{_best(lambda: at_once(url, 50)):.2f} s", ""),
        ("50 sockets connected with authorizer, the first time", f"{sockets['first']:.2f} s", "< 2 s"),
        ("50 sockets connected with authorizer, again", f"{sockets['again']:.2f} s", ""),
        ("one message to a function and back, p50 / p95", percentiles(sockets["echo"]), ""),
        (
            "saved source to the answer that runs it (best of 3)",
            f"{reload:.3f} s",
            "",
        ),
    ]
    print("## The local stack itself\n\nBare functions, which log one line and answer a constant.\n")
    print("| what | measured | goal |\n|---|---|---|")
    for what, measured, goal in rows:
        print(f"| {what} | {measured} | {goal} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
