"""Mentions in documents: who is told, once, and who is not. Found by folding, which may end anywhere and come again."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import XmlElement, XmlText

from functions.activity import stream
from functions.activity.handler import api as feeds
from functions.documents.service import fold
from hearth import ids
from hearth.access import DOCUMENT, Member
from hearth.collab import folding, log, noticing, writing
from hearth.keys import documents as document_keys
from hearth.keys import organizations as org_keys
from hearth.mentions import announcing
from hearth.mentions.announcing import Mention, announce
from hearth.table.item import connection
from hearth.table.write import Write
from hearth.watching import repository
from hearth.watching.items import CHOSEN, EDITED, MENTIONED, Watch
from tests.documents.factories import Org, Writer, make_org
from tests.support.deliveries import CONTEXT, change, changes
from tests.support.http import Caller

Document = dict[str, Any]


class Pen(Writer):
    """Somebody's editor."""

    def mention(self, person_id: str, words: str = "") -> bytes:
        """Add a paragraph with a mention."""
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            self.root.children.append(paragraph)
            paragraph.children.append(XmlElement("mention", {"id": person_id, "label": "Somebody"}))
            if words:
                paragraph.children.append(XmlText(words))
        return self.made[-1]

    def remove(self, place: int = 0) -> bytes:
        """Take a block out."""
        del self.root.children[place]
        return self.made[-1]

    def split(self, place: int = 0) -> bytes:
        """What an editor does where a paragraph is split: what stands behind it is made anew."""
        before: Any = self.root.children[place]
        attributes = dict(before.children[0].attributes)
        with self.doc.transaction():
            paragraph = XmlElement("paragraph")
            self.root.children.insert(place, paragraph)
            paragraph.children.append(XmlElement("mention", attributes))
            del self.root.children[place + 1]
        return self.made[-1]


@pytest.fixture
def org(table: str) -> Org:
    log.ends.forget()
    writing.marks.forget()
    made = make_org()
    for name, one in made.people.items():
        if one.person_id and name != "stranger":
            place = org_keys.membership_index(made.id, one.person_id)
            known = [Member.name.set(name.title()), Member.gsi1pk.set(place.pk), Member.gsi1sk.set(place.sk)]
            Write().update(Member, org_keys.member(made.id, one.person_id), known).commit()
    return made


def put(org: Org, document: Document, update: bytes, by: str = "member") -> None:
    places[document["id"]] = places.get(document["id"], 0) + 1
    answer = org.write(document, update, by, places[document["id"]] - 1)
    assert answer.status == 200, answer.body


places: dict[str, int] = {}


def fold_it(org: Org, document: Document) -> None:
    writing.marks.forget()
    fold.fold(org.id, document["id"], 10**9)


def person(org: Org, who: str) -> str:
    return str(org.people[who].person_id)


def told(org: Org, document: Document, who: str) -> list[Any]:
    """The events of mentions that reach the stream of somebody's item: the latest, and how often they were told."""
    item = repository.find_watch(org.id, "document", document["id"], person(org, who))
    return [] if item is None or not item.ev else [(one["actor"]["name"], one["data"]["times"]) for one in item.ev]


def watches(org: Org, document: Document, who: str) -> tuple[bool, str] | None:
    item = repository.find_watch(org.id, "document", document["id"], person(org, who))
    return (bool(item.watching), str(item.reason)) if item else None


def counted(events_made: list[dict[str, Any]]) -> int:
    return sum(event["type"] == "object.mentioned" for event in events_made)


# --- who is not told ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["stranger", "guest", "member"])
def test_who_is_elsewhere_or_cannot_see_it_or_wrote_it_is_not_told(org: Org, who: str) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, who)))
    put(org, document, pen.mention(ids.new_id()))
    fold_it(org, document)
    assert (told(org, document, who), watches(org, document, who)) == ([], None)


def test_an_admin_is_not_told_of_a_private_document(org: Org) -> None:
    document, pen = org.create(visibility="private"), Pen()
    put(org, document, pen.mention(person(org, "admin")))
    fold_it(org, document)
    assert told(org, document, "admin") == []


def test_who_leaves_or_loses_sight_at_this_very_moment_is_not_told(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document = org.create()
    place = org_keys.member(org.id, person(org, "viewer"))
    original = Write.commit

    def commit(self: Write, token: str | None = None) -> None:
        monkeypatch.setattr(Write, "commit", original)
        Write().update(Member, place, [Member.status.set("removed")]).commit()
        original(self, token)

    monkeypatch.setattr(Write, "commit", commit)
    found = {person(org, "viewer"): Mention(1, person(org, "member"))}
    assert announce(DOCUMENT, org.id, document["id"], found) == []
    assert watches(org, document, "viewer") is None


# --- once ---------------------------------------------------------------------------------------------------------


def test_who_is_mentioned_is_told_once_and_watches_it(org: Org) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer"), "look at this"))
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Member", 1)]
    assert watches(org, document, "viewer") == (True, MENTIONED)


ACTS: dict[str, Callable[[Org, Document, Pen], None]] = {
    "more words": lambda on, document, pen: put(on, document, pen.type("and so on")),
    "a paragraph that is split": lambda on, document, pen: put(on, document, pen.split()),
    "somebody else moves it": lambda on, document, pen: put(on, document, pen.split(), "owner"),
    "taken out": lambda on, document, pen: put(on, document, pen.remove()),
    "folded again": lambda on, document, pen: None,
}


@pytest.mark.parametrize("act", ACTS)
def test_an_edit_does_not_mention_again(org: Org, act: str, events_made: list[dict[str, Any]]) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    fold_it(org, document)
    once = told(org, document, "viewer")
    made = counted(events_made)
    ACTS[act](org, document, pen)
    fold_it(org, document)
    assert told(org, document, "viewer") == once
    assert counted(events_made) == made, "nothing was even built"


def test_taken_out_and_put_back_is_no_new_one_and_one_more_is(org: Org) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    fold_it(org, document)
    put(org, document, pen.remove())
    fold_it(org, document)
    put(org, document, pen.mention(person(org, "viewer")), "owner")
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Member", 1)]
    put(org, document, pen.mention(person(org, "viewer")), "owner")
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Owner", 2)]


def test_going_back_mentions_nobody_not_even_who_was_never_told(org: Org) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    late = ids.new_id()
    put(org, document, pen.mention(late))
    fold_it(org, document)
    put(org, document, pen.remove())
    put(org, document, pen.remove())
    fold_it(org, document)
    place = org_keys.member(org.id, late)
    Write().create(Member.at(place, org_id=org.id, person_id=late, role="viewer", status="active")).commit()
    before = told(org, document, "viewer")
    assert org.member("POST", f"{org.path}/{document['id']}/revert", {"seq": 2}).status == 200
    fold_it(org, document)
    assert told(org, document, "viewer") == before
    assert repository.find_watch(org.id, "document", document["id"], late) is None


def test_a_fold_that_is_killed_after_it_told_tells_nobody_again(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))

    def dies(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(folding, "_write", dies)
        with pytest.raises(RuntimeError):
            fold_it(org, document)
    first = repository.find_watch(org.id, "document", document["id"], person(org, "viewer"))
    fold_it(org, document)
    again = repository.find_watch(org.id, "document", document["id"], person(org, "viewer"))
    assert first is not None
    assert again is not None
    assert (first.version, first.ev) == (again.version, again.ev)


def test_a_fold_that_is_killed_before_it_told_tells_the_next_time(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    with monkeypatch.context() as patch:
        patch.setattr(announcing, "stand", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            fold_it(org, document)
    assert told(org, document, "viewer") == []
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Member", 1)]


def test_of_two_that_tell_at_once_one_does_and_what_comes_late_tells_nothing(
    org: Org, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, by = org.create(), person(org, "member")

    def say(times: int) -> list[str]:
        return announce(DOCUMENT, org.id, document["id"], {person(org, "viewer"): Mention(times, by)})

    original = Write.commit

    def commit(self: Write, token: str | None = None) -> None:
        monkeypatch.setattr(Write, "commit", original)
        assert say(2) == [person(org, "viewer")]
        original(self, token)

    monkeypatch.setattr(Write, "commit", commit)
    assert say(2) == []
    assert say(1) == []
    assert told(org, document, "viewer") == [("Member", 2)]
    assert say(3) == [person(org, "viewer")]


# --- who did it, and who watches ----------------------------------------------------------------------------------


def test_of_several_who_wrote_it_is_who_added_it(org: Org) -> None:
    document, pen = org.create(), Pen()
    viewer = person(org, "viewer")
    put(org, document, pen.mention(viewer), "admin")
    fold_it(org, document)
    put(org, document, pen.split(), "owner")
    put(org, document, pen.type("words"), "admin")
    put(org, document, pen.mention(viewer), "manager")
    put(org, document, pen.split(0), "owner")
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Manager", 2)]


def test_without_a_mention_nothing_is_compared(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    fold_it(org, document)
    put(org, document, pen.type("words"))
    monkeypatch.setattr(noticing, "_mentions", lambda *_: 1 / 0)
    fold_it(org, document)


def test_a_no_is_kept_and_a_mention_is_told_all_the_same(org: Org) -> None:
    document, pen = org.create(), Pen()
    no = Watch.new(org.id, "document", document["id"], person(org, "viewer"), watching=False, reason=CHOSEN)
    Write().create(no).commit()
    put(org, document, pen.mention(person(org, "viewer")))
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Member", 1)]
    assert watches(org, document, "viewer") == (False, CHOSEN)


def test_who_writes_a_good_part_watches_it_and_who_mends_a_word_does_not(org: Org) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.type("a word"), "admin")
    put(org, document, pen.type("a sentence of some length, and then another; " * 12), "owner")
    fold_it(org, document)
    assert watches(org, document, "owner") == (True, EDITED)
    assert watches(org, document, "admin") is None


def test_a_document_that_is_made_of_markdown_is_folded_for_its_mentions(org: Org) -> None:
    markdown = f"[@Viewer](mention:{person(org, 'viewer')}) please"
    document = org.create(markdown=markdown)
    plain = org.create(markdown="No mention.")
    logs = [
        connection().query(document_keys.document_partition(org.id, one["id"]))["Items"] for one in (document, plain)
    ]
    first = [item for items in logs for item in items if item["sk"]["S"].startswith("LOG#")]
    assert ["ev" in item for item in first] == [True, False]
    fold_it(org, document)
    assert told(org, document, "viewer") == [("Member", 1)]


# --- shown --------------------------------------------------------------------------------------------------------


def test_the_mention_is_in_the_feed_of_who_is_mentioned_and_nowhere_else(org: Org) -> None:
    document, pen = org.create(), Pen()
    put(org, document, pen.mention(person(org, "viewer")))
    fold_it(org, document)
    item = repository.find_watch(org.id, "document", document["id"], person(org, "viewer"))
    assert item is not None
    for _ in range(2):
        stream.handler(changes(change(item.ev)), CONTEXT)

    def feed(who: str, path: str) -> list[Any]:
        caller = Caller(feeds, person(org, who), session_id="s")
        items = caller("GET", path).body["items"]
        return [one for one in items if one["type"] == "object.mentioned"]

    (entry,) = feed("viewer", "/v1/me/activity")
    assert (entry["actor"]["name"], entry["object"]["title"], entry["data"]["times"]) == ("Member", "Plan", 1)
    assert feed("member", "/v1/me/activity") == feed("owner", "/v1/me/activity") == []
    assert feed("owner", f"/v1/orgs/{org.id}/activity") == []
    assert feed("owner", f"/v1/orgs/{org.id}/activity/document/{document['id']}") == []
