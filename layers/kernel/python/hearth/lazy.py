"""Lazy modules: imported at first use, so that a cold start pays only for what the request needs."""

import importlib
from typing import Any


class LazyModule:
    """Stands for a module until an attribute of it is called for.

    `lazy("functions.documents.schemas").Rename` is a `Reference`: cheap to name in a declaration, loaded by `.load()`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return Reference(self._name, attribute)


class Reference:
    """A name in a module that has not been imported yet."""

    __slots__ = ("_loaded", "attribute", "module")

    def __init__(self, module: str, attribute: str) -> None:
        self.module = module
        self.attribute = attribute
        self._loaded: Any = None

    def load(self) -> Any:
        """The thing itself; imports its module the first time."""
        if self._loaded is None:
            self._loaded = getattr(importlib.import_module(self.module), self.attribute)
        return self._loaded


def lazy(name: str) -> Any:
    """A stand-in for module `name`. Pair it with an import under TYPE_CHECKING, so that types stay exact."""
    return LazyModule(name)


def resolve(thing: Any) -> Any:
    """The real thing behind a `Reference`; anything else is returned as it is."""
    return thing.load() if isinstance(thing, Reference) else thing
