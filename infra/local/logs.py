"""`hearth logs`: the lines of every function, told apart by function, request and person."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from infra.local import state

# Said once per line by the journal or already clear from it.
DULL = frozenset(("timestamp", "level", "message", "service", "location", "function_name", "function_arn", "cold_start",
                  "function_memory_size", "function_request_id", "xray_trace_id", "_aws"))  # fmt: skip


def show(function: str | None, request: str | None, person: str | None, *, follow: bool, lines: int) -> int:
    """Print the last lines that match, and with `follow` every new one."""
    path = state.home() / "logs" / "functions.log"
    if not path.exists():
        print("Nothing was logged yet; is the stack up?", file=sys.stderr)
        return 1

    def wanted(line: str) -> bool:
        name = line.split("\t", 2)[1] if "\t" in line else ""
        return (not function or function in name) and all(not part or part in line for part in (request, person))

    with path.open(encoding="utf-8", errors="replace") as file:
        for line in deque((line for line in file if wanted(line)), maxlen=lines):
            print(pretty(line))
        if follow:
            for line in _new_lines(path, file):
                if wanted(line):
                    print(pretty(line), flush=True)
    return 0


def pretty(line: str) -> str:
    """A journal line for a person: time, function, message, then what else a JSON line says."""
    moment, function, request, text = [*line.rstrip("\n").split("\t", 3), "", "", ""][:4]
    text = _told(text)
    return f"{moment[11:23]} {function:24} {request[:8]} {text}"


def _told(text: str) -> str:
    if not text.startswith("{"):
        return text
    try:
        content = json.loads(text)
    except ValueError:
        return text
    rest = " ".join(f"{key}={value}" for key, value in content.items() if key not in DULL and value not in (None, ""))
    return f"{content.get('level', ''):5} {content.get('message', '')} {rest}".strip()


def _new_lines(path: Path, file: TextIO) -> Iterator[str]:
    """Lines as they are written; goes over to the new journal when the old one was put aside."""
    while True:
        line = file.readline()
        if line:
            yield line
        elif path.exists() and not os.path.samestat(path.stat(), os.fstat(file.fileno())):
            file = path.open(encoding="utf-8", errors="replace")
        else:
            time.sleep(0.2)
