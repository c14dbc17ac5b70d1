"""Finds declarations by their place: each module of a package declares one, and no list names them."""

import importlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def declared(package: str, path: Iterable[str], name: str, beside: Iterable[str] = ()) -> Iterator[Any]:
    """The value that each module of a package has under `name`, in the order of the modules' names.

    A module without it is an error, unless it is among those `beside` the declarations.
    """
    for folder in path:
        for file in sorted(Path(folder).glob("[a-z]*.py")):
            if file.stem not in beside:
                yield getattr(importlib.import_module(f"{package}.{file.stem}"), name)
