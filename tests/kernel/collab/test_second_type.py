"""A second type of collaborative object on the same log, declared here and known nowhere else, without documents.

It writes over both ways, folds, keeps and names versions, goes back, and catches up.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import boto3
import pytest

from hearth import collab, files
from hearth.access import RULES, TYPES
from hearth.collab import blobs, catch_up, folding, history, log, repository, revert, versions, writing
from hearth.collab.broadcast import Written
from hearth.collab.errors import EpochChanged, UpdateNotAllowed, UpdatesFolded
from hearth.config import settings
from hearth.events import Event, record
from hearth.mentions import reading
from hearth.table.write import Write
from hearth.watching import repository as watched
from tests.kernel.collab.gardens import GARDENS, LOG, Asking, Garden, GardenNotFound, Pen, asks, plant
from tests.support.world import World, build


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TYPES, "garden", GARDENS)
    for action, rule in GARDENS.rules.items():
        monkeypatch.setitem(RULES, action, rule)
    log.ends.forget()
    writing.marks.forget()


@pytest.fixture
def world(table: str) -> World:
    return build()


@pytest.fixture
def keeper(world: World) -> Asking:
    return asks(world.org_id, world.people["member"])


@pytest.fixture
def garden(world: World) -> Garden:
    return plant(world.org_id, world.people["member"])


def put(by: Asking, garden: Garden, data: bytes, after: int = 0, epoch: int = 1) -> Written:
    return writing.write_update(LOG, by, garden.object_id, epoch=epoch, after=after, data=data)[0]


def now(garden: Garden) -> Garden:
    head = LOG.get_head(str(garden.org_id), garden.object_id)
    assert isinstance(head, Garden)
    return head


def says(garden: Garden) -> str:
    """What a client has that loads it now."""
    head = now(garden)
    state = catch_up.get_state(LOG, head, asks(str(head.org_id), str(head.owner_id)).prefetched)
    return str(LOG.content.read(catch_up.assemble(LOG, state.snapshot, state.updates).made))


def fold(garden: Garden) -> bool:
    writing.marks.forget()
    return folding.fold(LOG, str(garden.org_id), garden.object_id, 10**9)


def go_back(by: Asking, garden: Garden, seq: int | None = None, version_id: str | None = None) -> Garden:
    head = now(garden)

    def save(write: Write, happened: Sequence[Event], changed: Sequence[str]) -> None:
        record(head, *happened)
        actions = [getattr(Garden, name).set(getattr(head, name)) for name in (*changed, "ev")]
        write.update(Garden, head.key, actions).commit()

    revert.revert(LOG, by, head, seq=seq, version_id=version_id, save=save)
    return head


# --- writing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["admin", "owner", "elsewhere", "guest"])
def test_whoever_has_no_role_in_it_writes_nothing(world: World, garden: Garden, person: str) -> None:
    org_id = world.other_org_id if person == "elsewhere" else world.org_id
    with pytest.raises(GardenNotFound):
        put(asks(org_id, world.people[person]), garden, Pen().write("weeds"))
    assert says(garden) == ""


def test_what_is_written_stands_in_its_own_partition_and_is_read_back(keeper: Asking, garden: Garden) -> None:
    pen = Pen()
    assert put(keeper, garden, pen.write("roses ")).seq == 1
    assert put(keeper, garden, pen.write("tulips"), after=1).seq == 2
    assert says(garden) == "roses tulips"
    first = LOG.update.find(LOG.place_of(garden).update_key(1))
    assert first is not None
    assert first.pk == garden.pk
    assert first.ev[0]["type"] == "test.garden_changed"


def test_its_own_check_decides_what_may_be_in_it(keeper: Asking, garden: Garden) -> None:
    pen = Pen()
    other = Pen()
    other.notes = other.doc.get("elsewhere", type=type(pen.notes))
    with pytest.raises(UpdateNotAllowed, match="A garden cannot hold this: a garden has notes only"):
        put(keeper, garden, other.write("weeds"))
    assert says(garden) == ""


def test_two_types_with_one_id_have_places_of_their_own(keeper: Asking, garden: Garden) -> None:
    """A client may choose an id, so that of a thing of another type too: what a worker knows of one is not of both."""
    put(keeper, garden, Pen().write("roses"))
    place = LOG.place_of(garden)
    assert log.ends.recall(place) == 1
    assert log.ends.recall(place._replace(kind=replace(LOG))) is None


# --- folding and catching up --------------------------------------------------------------------------------------


def test_it_is_folded_and_a_late_comer_loads_the_snapshot_and_the_tail(keeper: Asking, garden: Garden) -> None:
    pen = Pen()
    for after, words in enumerate(("roses ", "tulips ", "asters ")):
        put(keeper, garden, pen.write(words), after)
    assert fold(garden)
    head = now(garden)
    assert (int(head.folded_seq), int(head.words), str(head.first_words)) == (3, 3, "roses tuli")
    put(keeper, garden, pen.write("lilies"), 3)
    state = catch_up.get_state(LOG, now(garden), keeper.prefetched)
    assert state.snapshot is not None
    assert (int(state.snapshot.seq), [one.seq for one in state.updates], state.head) == (3, [4], 4)
    assert says(garden) == "roses tulips asters lilies"
    assert not fold(plant(str(garden.org_id), str(garden.owner_id)))


def test_what_was_trimmed_is_named_and_the_state_has_it(
    keeper: Asking, garden: Garden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "KEPT", timedelta(seconds=-10))
    pen = Pen()
    for after, words in enumerate(("roses ", "tulips ", "asters ")):
        put(keeper, garden, pen.write(words), after)
        assert fold(garden)
    assert [one.seq for one in repository.read_log(LOG.place_of(garden), 0).updates] == [3]
    with pytest.raises(UpdatesFolded):
        catch_up.get_updates(LOG, now(garden), 0)
    assert [one.seq for one in catch_up.get_updates(LOG, now(garden), 2).updates] == [3]
    assert says(garden) == "roses tulips asters "


def test_large_updates_lie_in_its_own_folder(keeper: Asking, garden: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "INLINE_UPDATE", 10)
    put(keeper, garden, Pen().write("a very long word about roses"))
    (lying,) = files.list_keys("gardens/")
    assert lying.startswith(f"gardens/{garden.org_id}/{garden.object_id}/updates/")
    assert says(garden) == "a very long word about roses"


# --- versions and the way back ------------------------------------------------------------------------------------


def test_a_version_is_kept_named_and_gone_back_to(keeper: Asking, garden: Garden) -> None:
    pen = Pen()
    put(keeper, garden, pen.write("roses"))
    kept = versions.keep(LOG, keeper, now(garden), "spring")
    assert (str(kept.name), int(kept.words), int(now(garden).named)) == ("spring", 1, 1)
    put(keeper, garden, pen.write(" and weeds"), 1)
    renamed = versions.rename(LOG, keeper, lambda: now(garden), str(kept.version_id), name="May", expected=None)
    assert renamed.ev[0]["data"] == {"name": "May", "before": "spring"}
    go_back(keeper, garden, version_id=str(kept.version_id))
    assert (int(now(garden).epoch), says(garden)) == (2, "roses")
    history_of = repository.list_all_versions(LOG, str(garden.org_id), garden.object_id)
    assert [str(one.reason) for one in history_of] == ["named", "before_revert"]
    assert LOG.content.read(versions.rebuild(LOG, history_of[1])) == "roses and weeds"
    with pytest.raises(EpochChanged, match="The history of this garden was replaced"):
        put(keeper, garden, pen.write("late"), 2)
    assert put(keeper, garden, Pen().write("new "), 1, epoch=2).seq == 2


def test_a_place_is_gone_back_to_and_the_new_epoch_folds(keeper: Asking, garden: Garden) -> None:
    pen = Pen()
    for after, words in enumerate(("roses ", "tulips ", "weeds ")):
        put(keeper, garden, pen.write(words), after)
    assert fold(garden)
    head = go_back(keeper, garden, seq=2)
    assert [one["type"] for one in head.ev] == ["test.garden_reverted", "test.garden_changed"]
    assert says(garden) == "roses tulips "
    assert fold(garden)
    assert (int(now(garden).folded_seq), says(garden)) == (1, "roses tulips ")


def test_versions_without_a_name_are_thinned_out_beside_those_of_nobody_else(keeper: Asking, garden: Garden) -> None:
    other = plant(str(garden.org_id), str(garden.owner_id))
    for one in (garden, other):
        put(keeper, one, Pen().write("roses"))
        versions.keep(LOG, keeper, now(one), "spring")
    history.thin(LOG, str(garden.org_id), garden.object_id)
    assert len(repository.list_all_versions(LOG, str(garden.org_id), other.object_id)) == 1
    assert len(files.list_keys(versions.folder(LOG, str(garden.org_id), garden.object_id))) == 1


def test_the_log_of_the_kernel_loads_no_capability_and_nothing_heavy() -> None:
    folder = Path(str(collab.__file__)).parent
    modules = [f"hearth.collab.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"]
    script = f"import sys, {', '.join(modules)}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(folder.parents[1]), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert loaded >= set(modules)
    assert not {name for name in loaded if name.split(".")[0] in {"functions", "pycrdt", "pydantic", "boto3"}}


# --- what folding notices -----------------------------------------------------------------------------------------


def test_who_is_mentioned_in_it_is_told_once_if_it_is_shared_with_them(
    world: World, keeper: Asking, garden: Garden
) -> None:
    guest, admin = world.people["guest"], world.people["admin"]
    shares = {"M": {f"person:{guest}": {"S": "guest"}}}
    boto3.client("dynamodb").update_item(
        TableName=settings().table,
        Key={"pk": {"S": garden.pk}, "sk": {"S": garden.sk}},
        UpdateExpression="SET shares = :s",
        ExpressionAttributeValues={":s": shares},
    )
    words = f"{reading.written('Guest', guest)} and {reading.written('Admin', admin)}, look: {'roses ' * 100}"
    put(keeper, garden, Pen().write(words))
    assert fold(garden)
    assert not fold(garden)
    found = watched.list_watchers(world.org_id, "garden", garden.object_id, 10, None).items
    assert sorted((str(one.person_id), str(one.reason), int(one.mentioned)) for one in found) == sorted(
        [(guest, "mentioned", 1), (world.people["member"], "edited", 0)]
    )
