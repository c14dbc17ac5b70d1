"""Watching an object: everybody decides for themselves, about what they may know of."""

from hearth.access.roles import ANY_ROLE, EVERYBODY, Rule

RULES = {
    "watching.list": Rule("org:read", EVERYBODY),
    "watching.read": Rule("org:read", EVERYBODY, ANY_ROLE),
    "watching.change": Rule("org:write", EVERYBODY, ANY_ROLE),
}
