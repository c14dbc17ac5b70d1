"""The directions that imports may take. `make check` runs this; a test runs it on the whole tree and on bad examples.

- A capability imports the kernel (`hearth`) and its own package, never another capability: it listens to events.
- The kernel imports no capability, and neither imports what never ships (`infra`, `tests`).
- Only `schemas.py` (and what it is split into, `schemas_*.py`) imports the validator, and nobody the tracer at the top
  of a module: both cost a cold start.
- No two modules import each other, directly or through others. An import inside a function counts: it hides a circle,
  and does not open it. One that only the type checker reads does not run, and does not count.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from infra.environments import ROOT

NEVER_SHIPPED = ("infra", "tests")
KERNEL = ROOT / "layers" / "kernel" / "python" / "hearth"
PLACES = ((ROOT, "functions"), (KERNEL.parent, "hearth"), (ROOT, "infra"), (ROOT, "tests"))
"""Where modules are, and the package of each place."""


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


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it that can run: what stands under `if TYPE_CHECKING` does not."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield from _running(child)


def _meant(node: ast.AST, own: str, modules: Collection[str]) -> Iterator[str]:
    """What an import names: in `from package import name` a module of that name, if there is one, else the package."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = _absolute(node, own, modules)
        named = (f"{module}.{alias.name}" for alias in node.names)
        yield from (name if name in modules else module for name in named)


def _absolute(node: ast.ImportFrom, own: str, modules: Collection[str]) -> str:
    """The whole name of the module that `own` imports from; only the Python client imports relatively."""
    if not node.level:
        return node.module or ""
    is_package = any(name.startswith(f"{own}.") for name in modules)
    above = own.split(".") if is_package else own.split(".")[:-1]
    base = above[: len(above) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)


def circles(modules: Mapping[str, str]) -> list[str]:
    """The circles among modules, given by name with their source; each as the way round, `a -> b -> a`."""
    graph: dict[str, set[str]] = {}
    for name, source in modules.items():
        asked = {module for node in _running(ast.parse(source)) for module in _meant(node, name, modules)}
        graph[name] = asked & modules.keys() - {name}
    found: list[str] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            way = list(reversed(error.args[1]))
            found.append(" -> ".join(way))
            graph[way[0]].discard(way[1])
        else:
            return found


def modules() -> dict[str, str]:
    """The source of every module of ours, by name."""
    sources: dict[str, str] = {}
    for root, package in PLACES:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            sources[".".join(parts).removesuffix(".__init__")] = path.read_text()
    return sources


def faults() -> list[str]:
    """Everything wrong in the tree, each named once."""
    found: list[str] = []
    for path in sorted((ROOT / "functions").glob("*/**/*.py")):
        capability = path.relative_to(ROOT / "functions").parts[0]
        found += faults_in(path.relative_to(ROOT), path.read_text(), capability)
    for path in sorted(KERNEL.rglob("*.py")):
        found += faults_in(path.relative_to(ROOT), path.read_text(), None)
    found += [f"a circle of imports: {way}" for way in circles(modules())]
    return list(dict.fromkeys(found))


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    found = faults()
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
