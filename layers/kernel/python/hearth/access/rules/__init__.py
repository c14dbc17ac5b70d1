"""The permission table: a row for each action.

A capability's rows stand in a module of its name beside this one, as `RULES`; what concerns one type of object stands
with that type (`hearth.access.objects`).
"""

from hearth.access.objects import TYPES
from hearth.access.roles import Rule
from hearth.registry import declared

OF_ORG: dict[str, Rule] = {
    action: rule for rules in declared(__name__, __path__, "RULES") for action, rule in rules.items()
}
"""Decided by the role in the org."""

RULES: dict[str, Rule] = OF_ORG | {action: rule for kind in TYPES.values() for action, rule in kind.rules.items()}
"""The whole table."""

SCOPES = tuple(sorted({"me:read", "me:write", *(rule.scope for rule in RULES.values())}))
"""Every scope that an API key can have."""
