"""Fan-out alone: one frame to many receivers at a management endpoint that does nothing, or hangs for some of them."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

from infra.environments import ROOT

RUNS = 15
FRAME = b'{"type":"pong","now":"2026-11-21T10:30:00.123Z"}'
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

Timed = list[tuple[str, float]]


async def _serve(ready: Connection) -> None:
    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(len(FRAME))
                if b"/hang" not in head:
                    writer.write(OK)

    server = await asyncio.start_server(one, "127.0.0.1", 0, backlog=512)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _server(ready: Connection) -> None:
    asyncio.run(_serve(ready))


@contextlib.contextmanager
def _endpoint() -> Iterator[str]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_server, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/live"
    finally:
        process.kill()


def _ours(receivers: Sequence[str]) -> Timed:
    """As functions do it; the moment each was reached is noted on the way."""
    from hearth.live import post as live_post

    reached: Timed = []
    original = live_post._remember  # noqa: SLF001

    def noted(connection_id: str, outcome: live_post.Outcome) -> None:
        original(connection_id, outcome)
        reached.append((connection_id, time.perf_counter()))

    live_post._remember = noted  # noqa: SLF001
    try:
        live_post.post((receiver, FRAME) for receiver in receivers)
    finally:
        live_post._remember = original  # noqa: SLF001
    return reached


def _sdk(url: str) -> Callable[[Sequence[str]], Timed]:
    """As one would write it with the SDK: its client, sixteen threads."""
    import boto3
    from botocore.config import Config

    config = Config(max_pool_connections=32, retries={"total_max_attempts": 1}, read_timeout=1)
    client: Any = boto3.client("apigatewaymanagementapi", endpoint_url=url, config=config)

    def post(receivers: Sequence[str]) -> Timed:
        def one(receiver: str) -> tuple[str, float]:
            with contextlib.suppress(Exception):
                client.post_to_connection(ConnectionId=receiver, Data=FRAME)
            return receiver, time.perf_counter()

        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(one, receivers))

    return post


def _measure(post: Callable[[Sequence[str]], Timed], receivers: int, hanging: int) -> tuple[float, float, float, float]:
    """Milliseconds until half, 95 % and all of those who do not hang were reached; CPU for each of them."""
    halves, most, last, cpu = [], [], [], []
    for run in range(RUNS + 1):
        names = [f"hang{run}-{number}" for number in range(hanging)]
        names += [f"c{number}" for number in range(receivers - hanging)]
        began, cpu_began = time.perf_counter(), time.process_time()
        reached = sorted((at - began) * 1000 for name, at in post(names) if not name.startswith("hang"))
        if run == 0:
            continue  # connections are opened
        halves.append(reached[len(reached) // 2])
        most.append(reached[int(len(reached) * 0.95)])
        last.append(reached[-1])
        cpu.append((time.process_time() - cpu_began) * 1000 / len(reached))
    return tuple(statistics.median(values) for values in (halves, most, last, cpu))  # type: ignore[return-value]


def main(_: Sequence[str] = ()) -> int:
    """Print the table."""
    sys.path.insert(0, str(ROOT / "layers" / "kernel" / "python"))
    os.environ.update(AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_DEFAULT_REGION="us-east-1")  # noqa: S106
    os.environ.pop("AWS_ENDPOINT_URL", None)
    print("## Fan-out from one function\n")
    print("Milliseconds from the call until a receiver's post was answered, medians of 15 runs, by an endpoint on")
    print("loopback that answers at once. Hanging receivers never answer; the figures are those of all others.\n")
    print("| receivers | hanging | by | p50 | p95 | last | CPU each |")
    print("|---|---|---|---|---|---|---|")
    with _endpoint() as url:
        os.environ["HEARTH_LIVE_ENDPOINT"] = url
        ways: list[tuple[str, Callable[[Sequence[str]], Timed]]] = [("hearth.live", _ours), ("SDK client", _sdk(url))]
        for receivers, hanging in [(2, 0), (10, 0), (50, 0), (100, 0), (100, 1), (100, 20)]:
            for name, post in ways:
                half, most, last, cpu = _measure(post, receivers, hanging)
                print(f"| {receivers} | {hanging} | {name} | {half:.1f} | {most:.1f} | {last:.1f} | {cpu:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
