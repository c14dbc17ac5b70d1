"""Pages that are gathered from the capabilities: `python -m infra.pages [--check]`.

`docs/data-model.md` is each capability's `data.md`, one after the other, and the kernel's. `docs/capabilities.md` tells
of each what it consists of, as its code says it: functions and what calls them, events, types of objects.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hearth.consumers import SECURITY, Consumer
from infra import openapi
from infra.environments import ROOT
from infra.template.capability import Capability, function_name
from infra.template.compose import capabilities

DATA_MODEL = ROOT / "docs" / "data-model.md"
OVERVIEW = ROOT / "docs" / "capabilities.md"

_WRITTEN = "Written by `python -m infra.pages` from {source}; do not edit."

_DATA = f"""# The table

{_WRITTEN.format(source="`functions/*/data.md` and `layers/kernel/data.md`")}

One table; keys are built in `hearth.keys` only, and everything an org owns starts with `ORG#<org>`. For every entity:
its keys, and each access pattern with the one Query or Get that serves it. Names in code type are the functions.
"""

_OVERVIEW = f"""# The capabilities

{_WRITTEN.format(source="the code of `functions/`")}

A function that nobody waits for is tried three times; then its call lies among the dead letters, and the command beside
it hands it over again ([operations.md](operations.md), under Dead letters). Three queues are shared: `pictures` by the
functions that draw pictures anew, `stream` by the readers of the table's stream, `jobs` by the workers of jobs.
"""


def data_model() -> str:
    """The page about the table."""
    parts = [*sorted((ROOT / "functions").glob("*/data.md")), ROOT / "layers" / "kernel" / "data.md"]
    return "\n".join([_DATA, *[path.read_text() for path in parts]])


def overview() -> str:
    """The page about the capabilities."""
    return "\n".join([_OVERVIEW, *["\n".join(_about(one)) for one in capabilities()]])


def _about(one: Capability) -> Iterator[str]:
    yield f"## {one.name}\n"
    yield f"{one.about}\n"
    readme = f"functions/{one.name}/README.md"
    if (ROOT / readme).exists():
        yield f"[{readme}](../{readme})\n"
    yield "| function | is called by | dead letters |"
    yield "|---|---|---|"
    for entry in one.files():
        yield f"| `{function_name(one.name, entry)}` | {_called_by(one, entry)} | {_letters(one, entry)} |"
    yield ""
    schemas = (ROOT / "events" / one.name).glob("*.schema.json")
    events = sorted({re.sub(r"\.v\d+\.schema\.json$", "", path.name) for path in schemas})
    if events:
        yield f"Tells of {', '.join(f'`{event}`' for event in events)}.\n"


def _letters(one: Capability, entry: str) -> str:
    shared = {"queue": one.name, "picture": "pictures", "stream": "stream", "jobs": "jobs"}.get(entry)
    return f"`hearth redrive {shared}`" if shared else ""


def _called_by(one: Capability, entry: str) -> str:
    told: dict[str, Callable[[], str]] = {
        "handler": lambda: _routes(one.name),
        "socket": lambda: "frames: " + ", ".join(f"`{route}`" for route in one.module("socket").socket.routes),
        "queue": lambda: _heard(one.module("queue").consumer),
        "stream": lambda: "changes of the table that carry events",
        "picture": lambda: f"uploads under `{one.told['picture']['Uploads']}`",
        "schedule": lambda: "the clock",
        "jobs": lambda: "jobs: " + ", ".join(f"`{kind.name}`" for kind in one.kinds_of_jobs),
        "authorizer": lambda: "API Gateway, before it calls another",
    }
    return told[entry]()


def _routes(capability: str) -> str:
    count = sum(route.tag == capability for route in openapi.routes())
    return f"{count} route{'s' if count != 1 else ''} of the API"


def _heard(consumer: Consumer) -> str:
    if consumer.hears == SECURITY:
        return "every event that bears on security"
    if not consumer.hears:
        return "other functions, by name"
    waiting = {name: f" ({seconds} s later)" for name, seconds in consumer.later.items()}
    return "events: " + ", ".join(f"`{name}`{waiting.get(name, '')}" for name in sorted(consumer.hears))


def outputs() -> dict[Path, str]:
    """Every page this writes, with its text."""
    return {DATA_MODEL: data_model(), OVERVIEW: overview()}


def main(arguments: Sequence[str] = ()) -> int:
    """Write, or with --check compare. Returns the exit status."""
    stale = {path: text for path, text in outputs().items() if not path.exists() or path.read_text() != text}
    for path, text in stale.items():
        name = path.relative_to(ROOT)
        if "--check" in arguments:
            sys.stderr.write(f"{name} is not what its parts say; run `python -m infra.pages`\n")
        else:
            path.write_text(text)
            sys.stdout.write(f"wrote {name}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
