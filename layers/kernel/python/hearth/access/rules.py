"""The permission table: a row for each action. What concerns one type of object stands with that type."""

from hearth.access.objects import TYPES
from hearth.access.roles import ADMINS, ANY_ROLE, EVERYBODY, MANAGERS, OWNERS, VIEWERS, Rule

OF_ORG: dict[str, Rule] = {
    # the org itself
    "org.read": Rule("org:read", EVERYBODY),
    "org.usage": Rule("org:read", VIEWERS),  # how much of its quotas is taken
    "org.update": Rule("org:write", ADMINS),
    "org.delete": Rule("org:write", OWNERS),
    "org.transfer": Rule("org:write", OWNERS),
    "org.leave": Rule("org:write", EVERYBODY),
    # people
    "member.list": Rule("org:read", VIEWERS),
    "member.read": Rule("org:read", EVERYBODY),
    "member.update": Rule("org:write", ADMINS),
    "member.remove": Rule("org:write", ADMINS),
    "member.owners": Rule("org:write", OWNERS),  # change or remove somebody who is an owner, or make one
    "invitation.list": Rule("org:read", MANAGERS),
    "invitation.create": Rule("org:write", MANAGERS),
    "invitation.admins": Rule("org:write", ADMINS),  # invite somebody as an admin
    "invitation.revoke": Rule("org:write", MANAGERS),
    "team.list": Rule("org:read", VIEWERS),
    "team.create": Rule("org:write", MANAGERS),
    "team.update": Rule("org:write", MANAGERS),
    "team.delete": Rule("org:write", MANAGERS),
    # what happened
    "activity.list": Rule("org:read", VIEWERS),
    "activity.read": Rule("org:read", EVERYBODY, ANY_ROLE),  # of an object with its own access
    "audit.list": Rule("audit:read", ADMINS),
    "audit.export": Rule("audit:read", ADMINS),
}
"""Decided by the role in the org."""

RULES: dict[str, Rule] = OF_ORG | {action: rule for kind in TYPES.values() for action, rule in kind.rules.items()}
"""The whole table."""

SCOPES = tuple(sorted({"me:read", "me:write", *(rule.scope for rule in RULES.values())}))
"""Every scope that an API key can have."""
