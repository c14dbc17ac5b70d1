"""What several operations say alike is said once: `components.responses` and `components.parameters`.

A shared response is named after its codes (`busy.email_taken`), so the reference says what a reader came for, and a new
route changes no name of another. What only one operation says stays where it is read; so do headers, a few lines each:
behind a reference openapi-typescript takes them for always there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
Place = tuple[Any, Any, str]
"""A list or an object, the index or key of a part in it, and the name that the part would have if it were shared."""


def share(paths: dict[str, Node]) -> dict[str, Node]:
    """Replace in `paths` what is repeated by references. Returns the components they refer to, by kind and name."""
    operations = [operation for path in paths.values() for operation in path.values()]
    return {
        "parameters": _shared("parameters", [place for one in operations for place in _parameters(one)]),
        "responses": _shared("responses", [place for one in operations for place in _problems(one)]),
    }


def _parameters(operation: Node) -> Iterator[Place]:
    for index, parameter in enumerate(operation["parameters"]):
        yield operation["parameters"], index, parameter["name"]


def _problems(operation: Node) -> Iterator[Place]:
    for status, answer in operation["responses"].items():
        if "application/problem+json" in answer.get("content", {}):
            yield operation["responses"], status, ".".join(re.findall(r"`(\w+)`", answer["description"]))


def _shared(kind: str, places: list[Place]) -> Node:
    """Share what stands twice or more. Of two that want one name the more frequent gets it, the next is `name.2`."""
    times = Counter((name, json.dumps(where[key])) for where, key, name in places)
    chosen: dict[tuple[str, str], str] = {}
    for (name, text), count in sorted(times.items(), key=lambda one: (-one[1], one[0])):
        if count > 1:
            same = sum(taken == name for taken, _ in chosen)
            chosen[name, text] = f"{name}.{same + 1}" if same else name
    for where, key, name in places:
        if shared := chosen.get((name, json.dumps(where[key]))):
            where[key] = {"$ref": f"#/components/{kind}/{shared}"}
    return {shared: json.loads(text) for (_, text), shared in sorted(chosen.items(), key=lambda one: one[1])}
