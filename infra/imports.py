"""The directions that imports may take. `make check` runs this; a test runs it on the whole tree and on bad examples.

- A capability imports the kernel (`hearth`) and its own package, never another capability: it listens to events.
- The kernel imports no capability, and neither imports what never ships (`infra`, `tests`).
- Only `schemas.py` (and what it is split into, `schemas_*.py`) imports the validator, and nobody the tracer at the top
  of a module: both cost a cold start.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from infra.environments import ROOT

NEVER_SHIPPED = ("infra", "tests")
KERNEL = ROOT / "layers" / "kernel" / "python" / "hearth"


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base, node.lineno
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def _capability_fault(module: str, own: str, file: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "functions" and len(parts) > 1 and parts[1] != own:
        return f"{own} imports {parts[1]}; capabilities meet in events and the kernel"
    if parts[0] == "pydantic" and not file.startswith("schemas"):
        return "only schemas.py imports the validator"
    return None


def faults_in(path: Path, source: str, capability: str | None) -> Iterator[str]:
    """What is wrong with the imports of one module; `capability` is None for the kernel."""
    tree = ast.parse(source)
    top = {node.lineno for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}
    for module, line in _imports(tree):
        root = module.split(".")[0]
        fault = None
        if module.startswith("."):
            fault = "relative import"
        elif root in NEVER_SHIPPED:
            fault = f"{root} never ships to Lambda"
        elif root == "aws_xray_sdk" and line in top:
            fault = "the tracer is imported only when tracing is on"
        elif capability is None and root == "functions":
            fault = "the kernel knows no capability"
        elif capability is not None:
            fault = _capability_fault(module, capability, path.name)
        if fault:
            yield f"{path}:{line}: {fault} ({module})"


def faults() -> list[str]:
    """Everything wrong in the tree, each named once."""
    found: list[str] = []
    for path in sorted((ROOT / "functions").glob("*/**/*.py")):
        capability = path.relative_to(ROOT / "functions").parts[0]
        found += faults_in(path.relative_to(ROOT), path.read_text(), capability)
    for path in sorted(KERNEL.rglob("*.py")):
        found += faults_in(path.relative_to(ROOT), path.read_text(), None)
    return list(dict.fromkeys(found))


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    found = faults()
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
