"""`python -m infra.bench.rest`: the REST API under 1 and 20 people (locust), beside a function that returns a constant.

The ratio is what Hearth adds to the engine: both are called in turn by the same people in the same run.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from infra.bench import bare
from infra.demo.people import Party, gather
from infra.environments import ROOT
from infra.local.state import Stack

PEOPLE = (1, 20)
NAMES = ("bare", "read", "list", "write", "sign in")


def prepare(stack: Stack, count: int) -> dict[str, object]:
    """People in one org, and where everything is."""
    party: Party = gather(stack.rest_url, stack.endpoint, count)
    people = [
        {"email": person.email, "password": person.password, "token": person.client.token} for person in party.people
    ]
    return {
        "rest_url": stack.rest_url,
        "bare_url": f"{bare.deploy_beside(stack).rest_url}/open",
        "edge_key": stack.outputs.get("EdgeKey", ""),
        "org_id": party.org_id,
        "people": people,
    }


def load(plan: dict[str, object], users: int, seconds: int) -> dict[str, dict[str, float]]:
    """Run locust and return, by name: requests, failures, and the 50th and 95th percentile in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        file.write_text(json.dumps(plan))
        prefix = Path(folder) / "run"
        script = ROOT / "tests" / "load" / "rest_users.py"
        command = [sys.executable, "-m", "locust", "-f", str(script), "--headless", "-u", str(users), "-r", str(users)]
        command += ["-t", f"{seconds}s", "--csv", str(prefix), "--only-summary", "--exit-code-on-error", "0"]
        environment = {**os.environ, "HEARTH_LOAD": str(file)}
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=seconds + 60)
        rows = list(csv.DictReader((Path(folder) / "run_stats.csv").open()))
    return {
        row["Name"]: {
            "requests": float(row["Request Count"]),
            "failures": float(row["Failure Count"]),
            "p50": float(row["50%"]),
            "p95": float(row["95%"]),
        }
        for row in rows
        if row["Name"] in NAMES
    }


def table(results: dict[int, dict[str, dict[str, float]]]) -> str:
    """The Markdown table: percentiles, and the ratio to the bare function of the same run."""
    lines = [
        "| people | what | requests | failed | p50 ms | p95 ms | p50 against bare | p95 against bare |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for users, rows in results.items():
        floor = rows["bare"]
        for name in NAMES:
            row = rows.get(name)
            if row is None:
                continue
            ratios = [f"{row[key] / max(floor[key], 0.5):.1f}" for key in ("p50", "p95")]
            cells = [f"{row[key]:.0f}" for key in ("requests", "failures", "p50", "p95")]
            lines.append(f"| {users} | {name} | " + " | ".join([*cells, *ratios]) + " |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table for the running local stack."""
    parser = argparse.ArgumentParser(prog="infra.bench.rest", description=__doc__)
    parser.add_argument("--seconds", type=int, default=20, help="length of each run (default 20)")
    options = parser.parse_args(arguments)
    plan = prepare(Stack.load(), max(PEOPLE))
    print(table({users: load(plan, users, options.seconds) for users in PEOPLE}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
