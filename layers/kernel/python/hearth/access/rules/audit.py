"""What happened that matters for security."""

from hearth.access.roles import ADMINS, Rule

RULES = {
    "audit.list": Rule("audit:read", ADMINS),
    "audit.export": Rule("audit:read", ADMINS),
}
