"""Backlinks: kept by folding, which may end anywhere, come twice, late and beside itself; told to who may see them."""

from typing import Any

import pytest

from functions.documents.models import Document
from functions.documents.service import fold, purge
from hearth import ids
from hearth.collab import repository as logs
from hearth.collab import writing
from hearth.keys import documents as keys
from hearth.links import keeping, repository
from hearth.table.write import Write
from tests.documents.factories import Org, log_of, make_org

Node = dict[str, Any]


class Killed(BaseException):
    """The process is gone."""


def says(org: Org, document: Node, *others: Node, by: str = "member", more: str = "") -> None:
    """Write into a document what points at others, and nothing else."""
    words = "\n\n".join([*(f"See [](hearth-document:{one['id']})." for one in others), more])
    headers = {"Content-Type": "text/markdown", "If-Match": "*"}
    assert org.people[by]("PUT", f"{org.path}/{document['id']}/content", raw=words, headers=headers).status == 200


def fold_it(org: Org, document: Node) -> None:
    writing.marks.forget()
    fold.fold(org.id, document["id"], 10**9)


def leading(org: Org, document: Node, by: str = "member", **query: str) -> list[str]:
    """The titles of what leads to a document."""
    answer = org.get(document, by, tail="/backlinks", **query)
    assert answer.status == 200, answer.body
    return [one["title"] for one in answer.body["items"]]


def linked(org: Org, document: Node) -> set[str]:
    """Where a document leads to."""
    return {link.target[1] for link in repository.list_links(keys.document_partition(org.id, document["id"]))}


# --- who is told --------------------------------------------------------------------------------------------------


def test_who_may_not_see_the_other_document_is_not_told_that_it_leads_here(org: Org) -> None:
    target = org.create(title="Target")
    for title, visibility in (("Open", "org"), ("Closed", "private")):
        page = org.create("admin", title=title, visibility=visibility)
        says(org, page, target, by="admin")
        fold_it(org, page)
    assert leading(org, target, "member") == ["Open"]
    assert leading(org, target, "admin") == ["Open", "Closed"]


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("guest", 404)])
def test_who_may_not_see_the_document_is_not_told_what_leads_to_it(org: Org, who: str, status: int) -> None:
    target = org.create(title="Target")
    assert org.get(target, who, tail="/backlinks").status == status


def test_an_id_of_another_org_leads_nowhere(org: Org) -> None:
    other = make_org()
    theirs = other.create(title="Theirs")
    page = org.create(title="Ours")
    says(org, page, theirs)
    fold_it(org, page)
    assert leading(other, theirs) == []


# --- what is kept -------------------------------------------------------------------------------------------------


def test_what_points_at_a_document_stands_in_its_list_until_it_is_taken_out(org: Org) -> None:
    one, two, page = org.create(title="One"), org.create(title="Two"), org.create(title="Page")
    says(org, page, one, two)
    assert leading(org, one) == []
    fold_it(org, page)
    assert (leading(org, one), leading(org, two)) == (["Page"], ["Page"])
    says(org, page, two)
    fold_it(org, page)
    assert (leading(org, one), leading(org, two)) == ([], ["Page"])


def test_a_document_that_begins_with_links_is_folded_without_being_written_in(org: Org) -> None:
    target = org.create(title="Target")
    page = org.create(title="Page", markdown=f"[](hearth-document:{target['id']})")
    (first,) = logs.read_log(log_of(org.id, page["id"]), 0).updates
    assert [event["type"] for event in first.ev] == ["document.changed"]
    fold_it(org, page)
    assert leading(org, target) == ["Page"]


def test_a_card_leads_there_too_and_a_document_that_names_itself_does_not(org: Org) -> None:
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, page, more=f"![](hearth-document:{target['id']})")
    fold_it(org, page)
    assert (leading(org, target), leading(org, page)) == (["Page"], [])


def test_a_deleted_page_leads_nowhere_until_it_is_restored_and_a_purged_one_for_ever(org: Org) -> None:
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, target)
    fold_it(org, page)
    org.member("DELETE", f"{org.path}/{page['id']}")
    assert leading(org, target) == []
    org.member("POST", f"{org.path}/{page['id']}/restore")
    assert leading(org, target) == ["Page"]
    Write().delete(Document, keys.document(org.id, page["id"])).commit()
    purge.purge(org.id, page["id"])
    assert leading(org, target) == []
    assert linked(org, page) == set(), "and nothing is left of it"


def test_a_document_that_comes_back_has_its_backlinks(org: Org) -> None:
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, target)
    fold_it(org, page)
    org.member("DELETE", f"{org.path}/{target['id']}")
    assert org.get(target, tail="/backlinks").status == 404
    org.member("POST", f"{org.path}/{target['id']}/restore")
    assert leading(org, target) == ["Page"]


def test_going_back_to_a_version_brings_its_links_back(org: Org) -> None:
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, target)
    fold_it(org, page)
    says(org, page)
    fold_it(org, page)
    assert leading(org, target) == []
    assert org.member("POST", f"{org.path}/{page['id']}/revert", {"seq": 1}).status == 200
    fold_it(org, page)
    assert leading(org, target) == ["Page"]


# --- twice, late, beside itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize("done", [0, 1])
def test_a_fold_that_is_cut_at_any_of_its_writes_is_made_good_by_the_next(
    org: Org, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    one, two, page = org.create(title="One"), org.create(title="Two"), org.create(title="Page")
    says(org, page, one, two)
    left = [done]
    commit = Write.commit

    def cut(write: Write, token: str | None = None) -> None:
        if any("LINK#" in repr(operation.kwargs) for operation in write._operations):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
        commit(write, token)

    monkeypatch.setattr(Write, "commit", cut)
    with pytest.raises(Killed):
        fold_it(org, page)
    assert len(linked(org, page)) == done
    monkeypatch.setattr(Write, "commit", commit)
    fold_it(org, page)
    assert linked(org, page) == {one["id"], two["id"]}


def test_a_late_fold_does_not_bring_back_what_was_taken_out(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reads, and stops before it writes a link; B folds further, where there is none; A goes on."""
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, target)
    listed = repository.list_links

    def overtaken(partition: str) -> Any:
        there = listed(partition)
        monkeypatch.setattr(repository, "list_links", listed)
        says(org, page)
        fold_it(org, page)
        return there

    monkeypatch.setattr(repository, "list_links", overtaken)
    fold_it(org, page)
    assert linked(org, page) == set()
    assert leading(org, target) == []


def test_a_fold_that_comes_again_writes_nothing(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    target, page = org.create(title="Target"), org.create(title="Page")
    says(org, page, target)
    fold_it(org, page)
    says(org, page, target, more="More words.")
    written: list[str] = []
    commit = Write.commit

    def counting(write: Write, token: str | None = None) -> None:
        written.extend("link" for operation in write._operations if "LINK#" in repr(operation.kwargs))
        commit(write, token)

    monkeypatch.setattr(Write, "commit", counting)
    fold_it(org, page)
    assert written == []
    assert leading(org, target) == ["Page"]


# --- bounds -------------------------------------------------------------------------------------------------------


def test_hundreds_of_links_are_kept_by_fifties_and_no_more_than_the_bound(
    org: Org, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "MOST", 120)
    page = org.create(title="Page")
    others = [{"id": ids.new_id()} for _ in range(130)]
    says(org, page, *others)
    fold_it(org, page)
    assert linked(org, page) == {one["id"] for one in others[:120]}


def test_a_page_of_them_takes_three_round_trips_however_many_there_are(org: Org) -> None:
    target = org.create(title="Target")
    for number in range(4):
        page = org.create(title=f"Page {number}")
        says(org, page, target)
        fold_it(org, page)
    answer = org.get(target, tail="/backlinks", limit="3")
    assert ([one["title"] for one in answer.body["items"]], answer.table_calls) == (["Page 0", "Page 1", "Page 2"], 3)
    rest = org.get(target, tail="/backlinks", cursor=answer.body["next"])
    assert ([one["title"] for one in rest.body["items"]], rest.body["next"]) == (["Page 3"], None)
