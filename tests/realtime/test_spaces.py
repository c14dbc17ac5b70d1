"""The topic of a team's space: who hears what happens in it."""

import pytest

from hearth import ids
from hearth.live import gateway as live
from hearth.live import topics
from hearth.live.items import subscriptions
from tests.realtime.conftest import Join
from tests.realtime.test_socket import set_member, subscribe
from tests.support import world
from tests.support.live import Gateway


@pytest.mark.parametrize("who", ["owner", "admin", "guest", "stranger", "elsewhere", "removed", "suspended"])
def test_what_happens_in_a_space_is_told_to_its_team_only(who: str, join: Join, at: world.World) -> None:
    team = ids.new_id()
    set_member(at.org_id, at.people["member"], teams=[team])
    if who in {"removed", "suspended"}:
        set_member(at.org_id, at.people[who], teams=[team])
    space = f"team:{at.org_id}/{team}"
    assert join(who).send(subscribe(space))[0]["code"] == "not_found"
    assert join("member").send(subscribe(space))[0]["type"] == "subscribed"
    assert join("member").send(subscribe(f"team:{at.other_org_id}/{team}"))[0]["code"] == "not_found"


def test_who_leaves_a_team_hears_no_more_of_its_space(join: Join, at: world.World, gateway: Gateway) -> None:  # L20
    team, member = ids.new_id(), join("member")
    set_member(at.org_id, member.person_id, teams=[team])
    member.send(subscribe(f"team:{at.org_id}/{team}"))
    live.end_access(at.org_id, member.person_id)
    assert gateway.to(member.id, "access-ended") == []
    set_member(at.org_id, member.person_id, teams=[])
    live.end_access(at.org_id, member.person_id)
    (ended,) = gateway.to(member.id, "access-ended")
    assert ended["topic"] == f"team:{at.org_id}/{team}"
    assert subscriptions(topics.team(at.org_id, team)) == []
