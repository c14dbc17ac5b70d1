"""`hearth bench peer`: Hearth beside @hocuspocus/server with SQLite, same trace, same Yjs clients, one run.

Both are asked on loopback by the same Node program; only the provider between the document and the wire differs. The
peer keeps a document in one process; ours runs a function for each message, through an engine whose own floor is about
13 ms for a frame, a write and a push. The peer is installed from npm into an ignored folder at the first run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.demo import chaos, traces
from infra.demo.people import Party, gather
from infra.environments import ROOT
from infra.local import state

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).with_name("peer_node")
FOLDER = ROOT / ".hearth" / "peer"


def install() -> None:
    """The peer's packages, and our own provider as one file beside them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "server.mjs", "driver.mjs"):
        shutil.copy(SOURCE / name, FOLDER / name)
    if not (FOLDER / "node_modules" / "@hocuspocus" / "server").exists():
        _run("npm", "install", "--no-audit", "--no-fund", cwd=FOLDER)
    if not list((FOLDER / "node_modules").glob("better-sqlite3/build/Release/better_sqlite3.node")):
        _run("npm", "rebuild", "better-sqlite3", cwd=FOLDER)
    entry = ROOT / "web" / "packages" / "provider" / "src" / "index.ts"
    bundle = ["--format", "esm", "--platform", "node", "--external", "yjs", "--external", "y-protocols/awareness"]
    _run("npx", "rolldown", str(entry), "--file", str(FOLDER / "provider.mjs"), *bundle, cwd=ROOT / "web")


def _run(*command: str, cwd: Path) -> None:
    result = subprocess.run(command, cwd=cwd, check=False, text=True, capture_output=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stdout[-2000:]}{result.stderr[-2000:]}")


@dataclass
class Peer:
    """@hocuspocus/server in a process of its own."""

    port: int
    database: Path
    process: subprocess.Popen[str] | None = None

    name = "hocuspocus 4.7 + SQLite"

    def start(self) -> None:
        """Until it listens."""
        command = ["node", "server.mjs", str(self.port), str(self.database)]
        self.process = subprocess.Popen(command, cwd=FOLDER, text=True, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("the peer did not start")

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        chaos.kill(self.process.pid)
        self.process.wait()

    def revive(self) -> None:
        """As after a crash."""
        self.start()

    def document(self) -> dict[str, Any]:
        """What the driver needs to open a new one."""
        return {"server": "peer", "url": f"ws://127.0.0.1:{self.port}", "document": str(uuid.uuid4())}


@dataclass
class Hearth:
    """The running local stack."""

    rest_url: str
    party: Party

    name = "Hearth, local stack"

    def kill(self) -> None:
        """kill -9 of every process that runs a function. What they had acknowledged is in the table."""
        for worker in chaos.workers():
            chaos.kill(worker)

    def revive(self) -> None:
        """New workers come by themselves."""

    def document(self) -> dict[str, Any]:
        """What the driver needs to open a new one."""
        client = self.party.owner.client
        document = client.create_document(self.party.org_id, "beside a peer")
        return {
            "server": "hearth",
            "url": self.rest_url,
            "token": client.access_token,
            "org": self.party.org_id,
            "document": document["id"],
        }


def drive(phase: str, options: dict[str, Any]) -> dict[str, Any]:
    """One scenario, to its end."""
    command = ["node", "driver.mjs", phase, json.dumps(options)]
    result = subprocess.run(command, cwd=FOLDER, check=False, text=True, capture_output=True, timeout=300)
    if result.returncode:
        raise SystemExit(f"{phase}: {result.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(result.stdout.strip().splitlines()[-1])
    return answer


def survivors(server: Peer | Hearth, seconds: float) -> tuple[int, int]:
    """Type, see it all elsewhere, kill -9 at once; what a fresh client finds afterwards, of how much."""
    place = server.document()
    command = ["node", "driver.mjs", "kill", json.dumps({**place, "seconds": seconds})]
    typing = subprocess.Popen(command, cwd=FOLDER, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert typing.stdout is not None
    seen = int(json.loads(typing.stdout.readline())["seen"])
    server.kill()
    typing.communicate("killed\n", timeout=30)
    server.revive()
    return int(drive("read", {**place, "patience": 3_000})["length"]), seen


def measure(server: Peer | Hearth, trace: Path, options: argparse.Namespace) -> dict[str, str]:
    """Every row of the table for one server."""
    rows: dict[str, str] = {}
    for readers in options.readers:
        seen = drive("propagation", {**server.document(), "readers": readers, "seconds": options.seconds})
        rows[f"edit seen by {readers}, p50 / p95 / p99 ms"] = (
            f"{seen['p50']:.1f} / {seen['p95']:.1f} / {seen['p99']:.1f}"
        )
    place = server.document()
    written = drive("trace", {**place, "trace": str(trace), "seconds": options.trace_seconds})
    joined = [drive("join", {**place, "length": written["length"]}) for _ in range(3)]
    rows["late join, ms (three times)"] = " / ".join(f"{one['ms']:.0f}" for one in joined)
    rows["late join, bytes of the snapshot"] = " / ".join(f"{one['bytes'] / written['snapshot']:.2f}" for one in joined)
    found, seen_before = survivors(server, 4)
    rows["survive kill -9, typed for 4 s and seen elsewhere"] = f"{found} of {seen_before}"
    return rows


@contextmanager
def _trace(path: str | None) -> Iterator[Path]:
    if path:
        yield Path(path)
        return
    made = traces.generated()
    file = FOLDER / "generated.json.gz"
    steps = [{"patches": step.patches} for step in made.steps]
    file.write_bytes(gzip.compress(json.dumps({"startContent": "", "endContent": made.end, "txns": steps}).encode()))
    yield file


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints Markdown."""
    parser = argparse.ArgumentParser(prog="hearth bench peer", description=__doc__)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 10])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument(
        "--trace", default=os.environ.get("HEARTH_TRACE"), help="a sequential trace; default: a generated one"
    )
    parser.add_argument("--trace-seconds", type=float, default=20.0)
    options = parser.parse_args(arguments)
    print("installing the peer and bundling the provider …", file=sys.stderr, flush=True)
    install()
    stack = state.Stack.load()
    hearth = Hearth(stack.rest_url, gather(stack.rest_url, stack.endpoint, 1))
    database = FOLDER / f"{uuid.uuid4()}.sqlite"
    peer = Peer(state.free_port(), database)
    peer.start()
    try:
        with _trace(options.trace) as trace:
            theirs, ours = measure(peer, trace, options), measure(hearth, trace, options)
            name = trace.name
    finally:
        peer.kill()
        database.unlink(missing_ok=True)
    print("## Beside a peer\n")
    print(f"Same Yjs clients (Node), same trace ({name}), loopback, one run.\n")
    print(f"| | {peer.name} | {hearth.name} |\n|---|---|---|")
    for row, value in theirs.items():
        print(f"| {row} | {value} | {ours[row]} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
