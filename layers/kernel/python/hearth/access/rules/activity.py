"""What happened."""

from hearth.access.roles import ANY_ROLE, EVERYBODY, VIEWERS, Rule

RULES = {
    "activity.list": Rule("org:read", VIEWERS),
    "activity.read": Rule("org:read", EVERYBODY, ANY_ROLE),  # of an object with its own access
}
