"""What each function's entry costs to import, as in a cold start: fresh processes on the layers, files compiled."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from infra.environments import ROOT
from infra.local import layers

RUNS = 9
GOAL = 1.5
# What an entry is held against: the frameworks the user chose, and nothing done with them.
BARE = """
from chalice import Chalice
from aws_lambda_powertools import Logger
from pynamodb.attributes import UnicodeAttribute
from pynamodb.models import Model

app = Chalice(app_name="bare")
logger = Logger(service="bare")


class Item(Model):
    class Meta:
        table_name = "bare"

    pk = UnicodeAttribute(hash_key=True)
"""
MEASURE = """
import json, sys, time
sys.path[:] = json.loads(sys.argv[2]) + sys.path[1:]
before = len(sys.modules)
began = time.perf_counter()
__import__(sys.argv[1])
print(json.dumps([(time.perf_counter() - began) * 1000, len(sys.modules) - before]))
"""


def entries() -> list[tuple[str, str]]:
    """Each function of the template and the module of its handler."""
    template = (ROOT / "template.yaml").read_text()
    names = re.findall(
        r"FunctionName: !Sub \"\$\{AWS::StackName\}-([a-z-]+)\"\n\s+Handler: (functions\.[a-z_.]+)\.\w+", template
    )
    return sorted(names)


def measure(module: str, path: Sequence[str], compiled: str) -> tuple[float, int]:
    """Milliseconds and modules of one import in a fresh process."""
    command = [sys.executable, "-S", "-X", f"pycache_prefix={compiled}", "-c", MEASURE, module, json.dumps(path)]
    environ = {"PATH": "/usr/bin:/bin", "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environ)
    milliseconds, modules = json.loads(result.stdout.splitlines()[-1])
    return float(milliseconds), int(modules)


def main(_: Sequence[str] = ()) -> int:
    """Print the table. Runs of all entries take turns, so that a busy moment hits them all."""
    built = layers.build_all()
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "bare_entry.py").write_text(BARE)
        third = [str(folder) for name, folder in built.items() if name != "lambda"] + [str(built["lambda"])]
        path = [scratch, str(ROOT), str(ROOT / "layers" / "kernel" / "python"), *third]
        wanted = [("bare: Chalice, PynamoDB, Logger", "bare_entry"), *entries()]
        best: dict[str, tuple[float, int]] = {}
        for _run in range(RUNS):
            for name, module in wanted:
                best[name] = min(best.get(name, (1e9, 0)), measure(module, path, f"{scratch}/compiled"))
    floor = best[wanted[0][0]][0]
    print("## Import of each entry\n")
    print(f"Best of {RUNS} fresh processes on the layers; goal for HTTP entries: {GOAL} x bare.\n")
    print("| entry | ms | modules | x bare |\n|---|---|---|---|")
    for name, (milliseconds, modules) in best.items():
        over = " (over)" if name.endswith("-http") and milliseconds > GOAL * floor else ""
        print(f"| {name} | {milliseconds:.0f} | {modules} | {milliseconds / floor:.2f}{over} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
