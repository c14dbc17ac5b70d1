"""Types of objects that have an access of their own: each declared once, in a module beside this one, as `OBJECT`.

Routes, live topics, feeds, and the generated permission page and tests go over `TYPES`; none of them names a type.
To add one, write its module (`document.py` is the model): it is found by where it stands.
"""

from hearth.access.objects.types import ObjectAccess, ObjectType, Shared, by_space, strongest
from hearth.registry import declared

TYPES: dict[str, ObjectType] = {kind.name: kind for kind in declared(__name__, __path__, "OBJECT", beside=["types"])}
"""Every type, by its name."""

__all__ = ["TYPES", "ObjectAccess", "ObjectType", "Shared", "by_space", "strongest"]
