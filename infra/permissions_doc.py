"""Writes `docs/permissions.md` from the permission table, so that what is written and what is done cannot part."""

from pathlib import Path

from hearth.access import RULES, SCOPES, TYPES, ObjectType, Role
from hearth.access.roles import ANY_ROLE

PATH = Path(__file__).resolve().parent.parent / "docs" / "permissions.md"

INTRODUCTION = """# Who may do what

Written by `python -m infra.openapi` from the table in `layers/kernel/python/hearth/access/`; do not edit.

A person has a **role in an org**. Some actions are decided by it alone; those on a document are also decided by the
person's **role in that document**: the strongest of what its place gives, what was shared with the person or one of
their teams, and editor for whoever made it. A place makes members editors and viewers viewers: with `visibility: org`
everyone but guests; with `org` or `space` the team whose space it stands in (`space_id`), whose guests look as well. A
private document is closed to everybody else, admins and owners included. Guests see only what was shared with them, and
what stands in the spaces of their teams.

Whoever may not know of a thing is told 404; whoever may know of it but not do this is told 403. Removed members are
strangers; suspended ones are told that they are. An API key also needs the **scope** of the action. Routes, live
topics, feeds, exports and file links all ask the same function, and every write repeats the check in its condition.
"""


def text() -> str:
    """The whole page."""
    roles = list(Role)
    lines = [
        INTRODUCTION,
        "## By role in the org\n",
        "| action | scope | " + " | ".join(roles) + " |",
        "|---|---|" + "---|" * len(roles),
    ]
    for action, rule in RULES.items():
        if rule.object_roles is None:
            allowed = " | ".join("yes" if role in rule.org else "" for role in roles)
            lines.append(f"| `{action}` | `{rule.scope}` | {allowed} |")
    for kind in TYPES.values():
        lines += _by_object(kind)
    lines += ["", "## Scopes of API keys\n", *[f"- `{scope}`" for scope in SCOPES], ""]
    return "\n".join(lines)


def _by_object(kind: ObjectType) -> list[str]:
    """The section about one type of object: its own actions, and those on an object of any type."""
    of_roles = list(kind.roles)
    lines = [
        "",
        f"## By role in the {kind.name}\n",
        "| action | scope | in the org at least one of | " + " | ".join(of_roles) + " |",
        "|---|---|---|" + "---|" * len(of_roles),
    ]
    for action, rule in RULES.items():
        if rule.object_roles is not None and (action in kind.rules or rule.object_roles is ANY_ROLE):
            org = "any" if rule.org == frozenset(Role) else ", ".join(role for role in Role if role in rule.org)
            allowed = " | ".join("yes" if rule.allows_in_object(role) else "" for role in of_roles)
            lines.append(f"| `{action}` | `{rule.scope}` | {org} | {allowed} |")
    return lines
