"""Organizations: the org itself, and the people in it."""

from hearth.access.roles import ADMINS, EVERYBODY, MANAGERS, OWNERS, VIEWERS, Rule

RULES = {
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
}
