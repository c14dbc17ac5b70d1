"""`hearth bench [NAME …]`: run the measurements of this package and keep their tables in docs/benchmarks.md.

A measurement is a module here with `main(arguments) -> exit code` that prints Markdown, its first line a heading; each
runs in a process of its own against the running stack. One that fails leaves its old table, and the command fails.
"""

from __future__ import annotations

import os
import pkgutil
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from infra.environments import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench` (`ARGS="local imports"` runs some). Milliseconds belong to the machine named under each table
and to its other load at that moment; ratios and counts travel. A figure that has a goal has it beside it.
"""


def names() -> list[str]:
    """Every measurement there is."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)


def main(arguments: Sequence[str]) -> int:
    """Run all, or those named."""
    known = names()
    unknown = set(arguments) - set(known)
    if unknown:
        print(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    failed = []
    for name in arguments or known:
        print(f"  {name} …", flush=True)
        command = [sys.executable, "-m", f"infra.bench.{name}"]
        result = subprocess.run(command, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE)
        print(result.stdout, flush=True)
        if result.returncode:
            failed.append(name)
        else:
            keep(name, result.stdout.strip())
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def keep(name: str, table: str) -> None:
    """Put one measurement's table into its place in the document."""
    text = DOCUMENT.read_text() if DOCUMENT.exists() else INTRODUCTION
    section = f"<!-- {name} -->\n{table}\n\n_{_conditions()}_\n<!-- /{name} -->\n"
    pattern = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->\n", re.DOTALL)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text}\n{section}"
    DOCUMENT.write_text(text)


def _conditions() -> str:
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {python}, load before {load:.1f}"
