"""What happened to an account, for its person to read."""

from functions.identity.models import SecurityEntry
from hearth.access import Principal
from hearth.keys import identity as keys
from hearth.table.query import Page, query


def list_entries(who: Principal, limit: int, cursor: str | None) -> Page[SecurityEntry]:
    """The entries, newest first."""
    log = keys.security_log(who.person_id)
    return query(SecurityEntry, log.pk, log.sk, limit=limit, cursor=cursor, newest_first=True, consistent=True)
