"""Pages that are gathered from the capabilities: `python -m infra.pages [--check]`.

`docs/data-model.md` is each capability's `data.md`, one after the other, and the kernel's. `docs/capabilities.md` tells
of each what it consists of, as its code says it: functions and what calls them, events, types of objects.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra.environments import ROOT
from infra.template.capability import Capability, function_name
from infra.template.compose import capabilities
from infra.template.kinds import KINDS

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
        yield f"| `{function_name(one.name, entry)}` | {KINDS[entry].called_by(one)} | {_letters(one, entry)} |"
    yield ""
    schemas = (ROOT / "events" / one.name).glob("*.schema.json")
    events = sorted({re.sub(r"\.v\d+\.schema\.json$", "", path.name) for path in schemas})
    if events:
        yield f"Tells of {', '.join(f'`{event}`' for event in events)}.\n"


def _letters(one: Capability, entry: str) -> str:
    queue = KINDS[entry].letters
    return f"`hearth redrive {one.name if queue == '*' else queue}`" if queue else ""


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
