"""Templates of documents. What is one's own, others do not even see; of those of the org, whose they are and admins
decide (`functions/documents/service/templates.py`)."""

from hearth.access.roles import ADMINS, MEMBERS, VIEWERS, Rule

RULES = {
    "template.list": Rule("documents:read", VIEWERS),
    "template.create": Rule("documents:write", MEMBERS),
    "template.change": Rule("documents:write", MEMBERS),
    "template.others": Rule("documents:write", ADMINS),  # change or delete one that somebody else has made
}
