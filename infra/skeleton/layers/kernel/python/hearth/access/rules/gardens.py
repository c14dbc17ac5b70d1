"""Gardens: what each role in the org may do."""

from hearth.access.roles import MEMBERS, VIEWERS, Rule

RULES = {
    "garden.list": Rule("gardens:read", VIEWERS),
    "garden.create": Rule("gardens:write", MEMBERS),
    "garden.update": Rule("gardens:write", MEMBERS),
    "garden.delete": Rule("gardens:write", MEMBERS),
}
