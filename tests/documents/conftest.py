"""An org with everybody in it, and fresh processes' memories."""

import pytest

from hearth import ids
from hearth.access import Member
from hearth.collab import log, writing
from hearth.keys import organizations as keys
from hearth.table.write import Write
from tests.documents.factories import Org, make_org
from tests.documents.spaces import TEAMS, Events, Spaces
from tests.documents.test_changes import become


@pytest.fixture(autouse=True)
def fresh_memories() -> None:
    """What a worker remembers between calls is gone, as in a new process."""
    log.ends.forget()
    writing.marks.forget()


@pytest.fixture
def org(table: str) -> Org:
    """An org with a member of every role."""
    return make_org()


@pytest.fixture
def on(org: Org, events_made: Events) -> Spaces:
    """Two teams with their spaces."""
    teams = ids.new_id(), ids.new_id()
    for team in teams:
        Write().put(Member.at(keys.team(org.id, team), org_id=org.id, person_id="-", role="-")).commit()
    made = Spaces(org, events_made, *teams)
    for name, names in TEAMS.items():
        become(org, name, teams=[getattr(made, one) for one in names])
    return made
