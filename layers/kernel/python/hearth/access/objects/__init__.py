"""Types of objects that have an access of their own: each declared once, in a module beside this one.

Routes, live topics, feeds, and the generated permission page and tests go over `TYPES`; none of them names a type.
To add one, write its module (`document.py` is the model) and name it in `TYPES`.
"""

from hearth.access.objects.document import DOCUMENT
from hearth.access.objects.types import ObjectAccess, ObjectType, Shared, strongest

TYPES: dict[str, ObjectType] = {kind.name: kind for kind in (DOCUMENT,)}
"""Every type, by its name."""

__all__ = ["TYPES", "ObjectAccess", "ObjectType", "Shared", "strongest"]
