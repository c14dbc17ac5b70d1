"""Files of an object, of a type that exists nowhere else: gardens hold plans. The wrong people first."""

from collections.abc import Callable
from typing import Any

import pytest

from hearth import files, ids
from hearth.access import RULES, TYPES
from hearth.attachments import keeping, repository
from hearth.attachments.items import Attachment
from hearth.attachments.types import AttachmentType
from hearth.errors import AlreadyExists, Forbidden, Invalid, NotFound, QuotaExceeded, TooLarge
from hearth.keys import Key
from hearth.quotas import Usage
from hearth.quotas.documents import STORAGE
from hearth.table.write import Write
from tests.kernel.collab.gardens import GARDENS, Asking, Garden, GardenNotFound, asks, key, plant
from tests.support.world import World, build


class Plan(Attachment, discriminator="test-garden-plan"):
    pass


PLANS = AttachmentType(
    name="plan",
    object_type=GARDENS,
    item=Plan,
    key=lambda org_id, garden_id, plan_id: Key(key(org_id, garden_id).pk, f"PLAN-{plan_id}"),
    prefix="PLAN-",
    folder="gardens",
    media_types=frozenset({"application/pdf"}),
    largest=1000,
    unsupported=lambda: Invalid("Plans are PDF.", code="not_a_plan"),
    absent=lambda: NotFound("There is no such plan.", code="plan_not_found"),
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TYPES, "garden", GARDENS)
    for action, rule in GARDENS.rules.items():
        monkeypatch.setitem(RULES, action, rule)


@pytest.fixture
def world(table: str) -> World:
    return build()


@pytest.fixture
def keeper(world: World) -> Asking:
    return asks(world.org_id, world.people["member"])


@pytest.fixture
def garden(world: World) -> Garden:
    return plant(world.org_id, world.people["member"])


def announce(by: Asking, garden: Garden, plan_id: str | None = None, **more: Any) -> Any:
    said = {"name": "beds.pdf", "media_type": "application/pdf", "size": 100, **more}
    return keeping.start(PLANS, by, garden, attachment_id=plan_id, **said)


def arrives(plan: Any) -> None:
    files.put(str(plan.blob), b"x" * int(plan.size), str(plan.media_type))


def taken(world: World) -> int:
    usage = Usage.find(STORAGE.key(world.org_id))
    return int(getattr(usage, STORAGE.counts) or 0) if usage else 0


def plans(garden: Garden) -> list[str]:
    return [str(one.attachment_id) for one in repository.list_attachments(PLANS, str(garden.org_id), garden.object_id)]


@pytest.mark.parametrize("who", ["admin", "owner", "guest"])
def test_whoever_may_not_see_the_object_neither_adds_fetches_nor_copies(
    world: World, garden: Garden, keeper: Asking, who: str
) -> None:
    plan = announce(keeper, garden)
    arrives(plan)
    stranger = asks(world.org_id, world.people[who])
    own = plant(world.org_id, world.people[who])
    acts: list[Callable[[], object]] = [
        lambda: announce(stranger, garden),
        lambda: keeping.get_link(PLANS, stranger, garden, str(plan.attachment_id)),
        lambda: keeping.copy((PLANS, garden), (PLANS, own), stranger, str(plan.attachment_id)),
    ]
    for act in acts:
        with pytest.raises(GardenNotFound):
            act()
    assert (plans(garden), plans(own), taken(world)) == ([str(plan.attachment_id)], [], 100)


def test_nobody_copies_into_what_they_may_not_edit(world: World, garden: Garden, keeper: Asking) -> None:
    plan = announce(keeper, garden)
    arrives(plan)
    theirs = plant(world.org_id, world.people["admin"])
    with pytest.raises((GardenNotFound, Forbidden)):
        keeping.copy((PLANS, garden), (PLANS, theirs), keeper, str(plan.attachment_id))
    assert plans(theirs) == []


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"media_type": "image/svg+xml"}, Invalid),
        ({"size": 1001}, TooLarge),
    ],
)
def test_what_the_type_does_not_take_is_refused_and_takes_no_room(
    world: World, garden: Garden, keeper: Asking, said: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        announce(keeper, garden, **said)
    assert (plans(garden), taken(world)) == ([], 0)


def test_the_same_id_again_is_the_same_file_and_counted_once(world: World, garden: Garden, keeper: Asking) -> None:
    plan_id = ids.new_id()
    first, again = announce(keeper, garden, plan_id), announce(keeper, garden, plan_id)
    assert first.key == again.key
    assert first.blob == f"gardens/{world.org_id}/{garden.object_id}/plans/{plan_id}"
    assert taken(world) == 100
    with pytest.raises(AlreadyExists):
        announce(keeper, garden, plan_id, size=99)


def test_the_form_takes_that_file_to_that_place_and_the_link_leads_there(garden: Garden, keeper: Asking) -> None:
    plan = announce(keeper, garden)
    place = (str(garden.org_id), garden.object_id, str(plan.attachment_id))
    form = keeping.upload_form(PLANS, *place, size=100, media_type="application/pdf")
    assert (form["fields"]["key"], form["fields"]["Content-Type"]) == (plan.blob, "application/pdf")
    assert str(plan.blob) in keeping.get_link(PLANS, keeper, garden, str(plan.attachment_id))
    with pytest.raises(NotFound, match="no such plan"):
        keeping.get_link(PLANS, keeper, garden, ids.new_id())


def test_a_copy_is_a_file_of_its_own(world: World, garden: Garden, keeper: Asking) -> None:
    plan, other = announce(keeper, garden), plant(world.org_id, world.people["member"])
    with pytest.raises(NotFound, match="no such plan"):  # it was announced, and has not come
        keeping.copy((PLANS, garden), (PLANS, other), keeper, str(plan.attachment_id))
    arrives(plan)
    made = keeping.copy((PLANS, garden), (PLANS, other), keeper, str(plan.attachment_id))
    assert (made.name, made.by, taken(world)) == ("beds.pdf", world.people["member"], 200)
    Write().delete(Garden, garden.key).commit()
    keeping.purge(PLANS, world.org_id, garden.object_id)
    assert (files.get(str(made.blob)), files.find_size(str(plan.blob))) == (b"x" * 100, None)
    assert (plans(garden), plans(other), taken(world)) == ([], [str(made.attachment_id)], 100)


def test_a_copy_without_room_leaves_no_bytes(
    world: World, garden: Garden, keeper: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, other = announce(keeper, garden), plant(world.org_id, world.people["member"])
    arrives(plan)
    full = QuotaExceeded("Full.", quota="storage", limit=100, used=100)

    def commit(self: Write, token: str | None = None) -> None:
        raise full

    monkeypatch.setattr(Write, "commit", commit)
    with pytest.raises(QuotaExceeded):
        keeping.copy((PLANS, garden), (PLANS, other), keeper, str(plan.attachment_id))
    assert files.list_keys(f"gardens/{world.org_id}/{other.object_id}/") == []
    assert files.find_size(str(plan.blob)) == 100


def test_purging_gives_room_back_once_and_goes_on_where_it_was_cut(
    world: World, garden: Garden, keeper: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        arrives(announce(keeper, garden))
    original, count = Write.commit, [0]

    def commit(self: Write, token: str | None = None) -> None:
        count[0] += 1
        if count[0] == 2:
            raise RuntimeError("killed")
        original(self, token)

    with monkeypatch.context() as patch:
        patch.setattr(Write, "commit", commit)
        with pytest.raises(RuntimeError):
            keeping.purge(PLANS, world.org_id, garden.object_id)
    assert (len(plans(garden)), taken(world)) == (2, 200)
    for _ in range(2):
        keeping.purge(PLANS, world.org_id, garden.object_id)
    assert (plans(garden), taken(world)) == ([], 0)
    assert files.list_keys("gardens/") == []
