"""Every operation of the API by its name (`operationId` in docs/openapi.yaml): none needs a method of its own."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

LIST = Path(__file__).with_name("operations.json")
"""Written by `python -m infra.openapi`: method, path and the names in the query."""


class Operation(NamedTuple):
    """How one is called."""

    method: str
    path: str
    query: list[str]


@cache
def operations() -> dict[str, Operation]:
    """All of them, by name."""
    told: dict[str, list[object]] = json.loads(LIST.read_text())
    return {name: Operation(*one) for name, one in told.items()}  # type: ignore[arg-type]


def request_of(name: str, given: dict[str, object]) -> tuple[str, str]:
    """Method and address of a call. TypeError for an unknown operation, and for names that it has not or lacks."""
    if name not in operations():
        raise TypeError(f"the API has no operation {name}")
    operation = operations()[name]
    places = re.findall(r"\{([^}]+)\}", operation.path)
    if missing := [place for place in places if place not in given]:
        raise TypeError(f"{name} needs {', '.join(missing)}")
    if unknown := sorted(given.keys() - {*places, *operation.query}):
        raise TypeError(f"{name} does not know {', '.join(unknown)}")
    path = re.sub(r"\{([^}]+)\}", lambda place: quote(str(given[place[1]]), safe=""), operation.path)
    query = {key: value for key, value in given.items() if key in operation.query and value is not None}
    return operation.method, path + (f"?{urlencode(query)}" if query else "")
