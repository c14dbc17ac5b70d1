"""Replicas of the documents and of the trash that ask for what changed end as the lists say, whatever happened."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from functions.documents import repository
from hearth import clock, ids
from hearth.access import Member
from hearth.keys import organizations as keys
from hearth.table.item import Item
from hearth.table.query import Page, query
from hearth.table.write import Write
from tests.documents.factories import Org
from tests.support import whose

SEEDS = (3, 21)
STEPS = 40


@dataclass
class Replica:
    """A client's copy of a list, as the protocol says it is kept."""

    org: Org
    who: str
    noun: str
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str | None = None
    resets: int = 0

    @property
    def path(self) -> str:
        """Where what changed is told."""
        return f"/v1/orgs/{self.org.id}/changes/{self.noun}"

    def page(self) -> dict[str, Any]:
        """What changed since."""
        query = {"limit": "3", **({"since": self.cursor} if self.cursor else {})}
        answer = self.org.people[self.who]("GET", self.path, query=query)
        assert answer.status == 200, answer.body
        return dict(answer.body)

    def listed(self) -> dict[str, dict[str, Any]]:
        """The whole list."""
        rows: dict[str, dict[str, Any]] = {}
        query = {"limit": "100", **({"deleted": "true"} if self.noun == "trash" else {})}
        cursor = None
        while True:
            asked = {**query, **({"cursor": cursor} if cursor else {})}
            page = self.org.people[self.who]("GET", self.org.path, query=asked).body
            rows.update({item["id"]: item for item in page["items"]})
            cursor = page["next"]
            if cursor is None:
                return rows

    def sync(self) -> None:
        """Apply what changed, or read the whole list; forget what is purged by now."""
        while True:
            page = self.page()
            self.cursor = page["cursor"]
            if page["reset"]:
                self.resets += 1
                self.rows = self.listed()
                break
            self.rows.update({item["id"]: item for item in page["items"]})
            for gone in page["gone"]:
                self.rows.pop(gone, None)
            if not page["more"]:
                break
        now = clock.iso(clock.now())
        self.rows = {name: row for name, row in self.rows.items() if (row["purge_at"] or "~") > now}


def told(org: Org, who: str, noun: str = "documents") -> Replica:
    """A replica that has read the list."""
    replica = Replica(org, who, noun)
    replica.sync()
    return replica


def share(org: Org, document_id: str, *subjects: str) -> None:
    """Share a document with exactly these."""
    shares = [{f"{kind}_id": of, "role": "viewer"} for kind, _, of in (subject.partition(":") for subject in subjects)]
    answer = org.member("PUT", f"{org.path}/{document_id}/shares", {"shares": shares})
    assert answer.status == 200, answer.body


def become(org: Org, name: str, **attributes: Any) -> None:
    """Change somebody's membership."""
    actions = [getattr(Member, attribute).set(value) for attribute, value in attributes.items()]
    Write().update(Member, keys.member(org.id, org.people[name].person_id or ""), actions).commit()


# --- who is told what ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", ["documents", "trash"])
def test_nobody_and_strangers_are_told_nothing(org: Org, noun: str) -> None:
    org.create()
    replica = told(org, "member", noun)
    query = {"since": str(replica.cursor)}
    assert org.nobody("GET", replica.path, query=query).status == 401
    answer = org.stranger("GET", replica.path, query=query)
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


@pytest.mark.parametrize("noun", ["documents", "trash"])
def test_who_never_saw_a_document_hears_neither_of_it_nor_of_its_end(org: Org, noun: str) -> None:
    replicas = [told(org, who, noun) for who in ("owner", "admin", "viewer", "guest")]
    secret = org.create(visibility="private", title="secret")
    org.member("PATCH", f"{org.path}/{secret['id']}", {"title": "more secret"})
    org.member("DELETE", f"{org.path}/{secret['id']}")
    for replica in replicas:
        page = replica.page()
        assert (page["items"], page["gone"]) == ([], []), replica.who


def test_who_loses_sight_of_it_hears_that_it_is_gone_and_no_more(org: Org) -> None:
    document = org.create()
    org.create(title="another")
    share(org, document["id"], f"person:{org.guest.person_id}")
    admin, guest = told(org, "admin"), told(org, "guest")
    assert list(guest.rows) == [document["id"]]
    org.member("PATCH", f"{org.path}/{document['id']}", {"visibility": "private", "title": "secret"})
    share(org, document["id"])
    for replica in (admin, guest):
        page = replica.page()
        assert page["gone"] == [document["id"]], replica.who
        assert "secret" not in str(page)
        replica.sync()
        assert replica.rows == replica.listed()
    assert (admin.resets, guest.resets) == (1, 1)


def test_who_comes_into_a_team_or_out_of_it_reads_the_list_anew(org: Org) -> None:
    team = ids.new_id()
    Write().put(Member.at(keys.team(org.id, team), org_id=org.id, person_id="-", role="-")).commit()
    document = org.create(visibility="private")
    share(org, document["id"], f"team:{team}")
    guest = told(org, "guest")
    for teams, seen in (([team], [document["id"]]), ([], [])):
        become(org, "guest", teams=teams)
        guest.sync()
        assert list(guest.rows) == seen
    assert guest.resets == 3


def test_a_removed_member_is_told_nothing_more(org: Org) -> None:
    manager = told(org, "manager")
    become(org, "manager", status="removed")
    answer = org.manager("GET", manager.path, query={"since": str(manager.cursor)})
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


def test_a_cursor_of_another_list_org_or_person_begins_anew_and_garbage_is_refused(org: Org) -> None:
    document = org.create()
    mine = told(org, "member")
    for other in (told(org, "member", "trash"), told(org, "admin")):
        other.cursor, other.rows = mine.cursor, {}
        page = other.page()
        assert (page["reset"], page["items"], page["gone"]) == (True, [], [])
    org.member("DELETE", f"{org.path}/{document['id']}")
    answer = org.member("GET", mine.path, query={"since": "garbage"})
    assert (answer.status, answer.body["code"]) == (400, "invalid_cursor")
    answer = org.member("GET", mine.path, query={"since": "x" * 2001})
    assert (answer.status, answer.body["code"]) == (422, "invalid_query")


def test_what_is_deleted_goes_from_one_list_into_the_other_and_back(org: Org) -> None:
    document = org.create()
    both = [told(org, "viewer"), told(org, "viewer", "trash")]

    def seen() -> list[list[str]]:
        for replica in both:
            replica.sync()
            assert replica.rows == replica.listed()
        return [list(replica.rows) for replica in both]

    assert seen() == [[document["id"]], []]
    org.member("DELETE", f"{org.path}/{document['id']}")
    assert seen() == [[], [document["id"]]]
    org.member("POST", f"{org.path}/{document['id']}/restore")
    assert seen() == [[document["id"]], []]
    assert [replica.resets for replica in both] == [1, 1]


def test_a_cursor_older_than_the_retention_begins_anew(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    replica = told(org, "member")
    now = clock.now()
    for days, resets in ((29, 1), (31, 2)):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        copy = Replica(org, "member", "documents", cursor=replica.cursor, resets=1)
        copy.sync()
        assert copy.resets == resets


# --- whatever happens ---------------------------------------------------------------------------------------------


class World:
    """People who write with clocks that are apart, an index that shows some things late, and time that passes."""

    def __init__(self, org: Org, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.org, self.chance = org, random.Random(seed)
        self.now, self.skew = clock.now(), timedelta()
        self.lags: dict[str, int] = {}
        self.documents: list[str] = []
        self.team = ids.new_id()
        Write().put(Member.at(keys.team(org.id, self.team), org_id=org.id, person_id="-", role="-")).commit()
        become(org, "member", teams=[self.team])
        monkeypatch.setattr(clock, "now", lambda: self.now + self.skew)

        def behind(kind: type[Item], *arguments: Any, **named: Any) -> Page[Any]:
            """As an index that has not heard of the latest writes."""
            page = query(kind, *arguments, **named)
            return Page([item for item in page.items if not self._is_late(str(item.gsi1sk))], page.next)

        monkeypatch.setattr("hearth.sync.query", behind)

    def _is_late(self, place: str) -> bool:
        """Shown only when it has been asked for once or twice."""
        left = self.lags.setdefault(place, self.chance.choice((0, 0, 0, 1, 2)))
        self.lags[place] = left - 1
        return left > 0

    def settle(self) -> None:
        """The index has caught up."""
        self.lags = dict.fromkeys(self.lags, 0)
        self._is_late = lambda place: False  # type: ignore[method-assign]

    def step(self) -> None:
        """Something happens."""
        self.now += timedelta(seconds=self.chance.choice((0, 0, 1, 5, 20)))
        self.skew = timedelta(seconds=self.chance.uniform(-5, 5))
        ways = (self.share, self.join, self.move, self.close)
        acts = (self.create, self.rename, self.rename, self.delete, self.restore, *ways)
        self.chance.choice(acts)()
        self.skew = timedelta()

    def _at(self) -> str:
        return f"{self.org.path}/{self.chance.choice(self.documents)}"

    def create(self) -> None:
        """A document is made."""
        body = {"visibility": self.chance.choice(("org", "private"))}
        self.documents.append(str(self.org.create(**body)["id"]))

    def rename(self) -> None:
        """One has another title."""
        if self.documents:
            self.org.member("PATCH", self._at(), {"title": str(self.chance.random())})

    def delete(self) -> None:
        """One goes into the trash."""
        if self.documents:
            self.org.member("DELETE", self._at())

    def restore(self) -> None:
        """One comes out of it."""
        if self.documents:
            self.org.member("POST", self._at() + "/restore")

    def close(self) -> None:
        """One is opened or closed."""
        if self.documents:
            self.org.member("PATCH", self._at(), {"visibility": self.chance.choice(("org", "private"))})

    def move(self) -> None:
        """One goes into the team's space, or out of it."""
        if self.documents:
            self.org.member("PATCH", self._at(), {"space_id": self.chance.choice((self.team, None))})

    def share(self) -> None:
        """Others may see one, and some no longer."""
        if not self.documents:
            return
        subjects = [f"person:{self.org.guest.person_id}", f"team:{self.team}"]
        shares = [
            {f"{kind}_id": of, "role": "viewer"}
            for kind, _, of in (subject.partition(":") for subject in subjects if self.chance.random() < 0.5)
        ]
        self.org.member("PUT", f"{self._at()}/shares", {"shares": shares})

    def join(self) -> None:
        """Somebody comes into a team, or is made a guest, or no longer."""
        with whose.somebody_else():
            become(self.org, "viewer", teams=self.chance.choice(([], [self.team])))
            become(self.org, "viewer", role=self.chance.choice(("viewer", "guest")))

    def sleep(self) -> None:
        """Days pass, and what has been in the trash for too long is purged."""
        self.now += timedelta(days=self.chance.choice((1, 4, 20)))
        for document_id in self.documents:
            document = repository.find_document(self.org.id, document_id, deleted=True)
            if document is not None and document.ttl is not None and document.ttl <= clock.epoch(self.now):
                Write().delete(type(document), document.key).commit()


@pytest.mark.parametrize("seed", SEEDS)
def test_replicas_end_as_the_lists(org: Org, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(org, seed, monkeypatch)
    replicas = [told(org, who, noun) for who in ("member", "viewer", "guest") for noun in ("documents", "trash")]
    for step in range(STEPS):
        world.step()
        if world.chance.random() < 0.3:
            world.chance.choice(replicas).sync()
        if step % 15 == 14:
            world.sleep()
    world.settle()
    for replica in replicas:
        replica.sync()
        assert replica.rows == replica.listed(), (replica.who, replica.noun)
    assert any(replica.resets < STEPS for replica in replicas)
