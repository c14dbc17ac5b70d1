"""What happened to an account, for its person to read."""

from functions.identity.models import SecurityEntry
from hearth.context import PersonContext
from hearth.keys import identity as keys
from hearth.table.query import Page, query


def list_entries(context: PersonContext, limit: int, cursor: str | None) -> Page[SecurityEntry]:
    """The entries, newest first."""
    log = keys.security_log(context.who.person_id)
    return query(SecurityEntry, log.pk, log.sk, limit=limit, cursor=cursor, newest_first=True, consistent=True)
