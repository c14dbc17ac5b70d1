"""Quotas of orgs and people: who sees them, what is refused, and that races and repeats count once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from functions.organizations.handler import api
from functions.organizations.service import event_handlers
from hearth import config, keys, quotas
from hearth.errors import QuotaExceeded
from hearth.keys import organizations as org_keys
from hearth.quotas import Quota, Usage
from hearth.quotas.documents import DOCUMENTS, STORAGE
from hearth.table.write import Write
from tests.organizations.conftest import House, build_person, mails, stranger
from tests.support.http import Answer, Caller

Allow = Callable[[str], None]


@pytest.fixture
def allow(table: str, monkeypatch: pytest.MonkeyPatch) -> Allow:
    """Set quotas, as a deployment does: `allow("orgs=2")`."""

    def set_to(text: str) -> None:
        monkeypatch.setenv("HEARTH_QUOTAS", text)
        config.settings.cache_clear()

    return set_to


def new_org(by: Caller, **headers: str) -> Answer:
    return by("POST", "/v1/orgs", {"name": "Another"}, headers=headers)


def used(by: Caller, path: str, quota: str) -> tuple[int, int]:
    answer = by("GET", path)
    assert answer.status == 200, answer.body
    [found] = [item for item in answer.body["items"] if item["quota"] == quota]
    return found["used"], found["limit"]


def mine(by: Caller, quota: str) -> tuple[int, int]:
    return used(by, "/v1/me/usage", quota)


# --- who sees them ------------------------------------------------------------------------------------------------


def test_strangers_and_guests_see_nothing_of_an_org(house: House) -> None:
    assert stranger()("GET", house.path("/usage")).body["code"] == "org_not_found"
    assert house.join("Gus", "guest")("GET", house.path("/usage")).body["code"] == "forbidden"


def test_a_viewer_sees_what_the_org_has_in_one_round_trip(house: House) -> None:
    answer = house.join("Vera", "viewer")("GET", house.path("/usage"))
    assert [item["quota"] for item in answer.body["items"]] == [
        "documents",
        "storage",
        "templates",
        "jobs",
        "mails_a_day",
    ]
    assert [item["quota"] for item in answer.body["items"] if item["unit"] == "byte"] == ["storage"]
    assert answer.table_calls == 1


def test_people_see_what_is_theirs(house: House) -> None:
    assert mine(house.owner, "orgs") == (1, 20)
    assert mine(stranger(), "orgs") == (0, 20)
    assert mine(house.owner, "connections") == (0, 20)


# --- orgs ---------------------------------------------------------------------------------------------------------


def test_nobody_makes_more_orgs_than_they_may(ada: Caller, allow: Allow) -> None:
    allow("orgs=2")
    assert [new_org(ada).status for _ in range(2)] == [201, 201]
    refused = new_org(ada)
    assert (refused.status, refused.body["code"]) == (409, "quota_exceeded")
    assert {name: refused.body[name] for name in ("quota", "limit", "used")} == {"quota": "orgs", "limit": 2, "used": 2}
    assert len(ada("GET", "/v1/me/orgs").body["items"]) == 2
    assert new_org(stranger()).status == 201, "another person has their own"


def test_a_deleted_org_gives_its_place_back_and_takes_it_again(ada: Caller, allow: Allow) -> None:
    allow("orgs=1")
    first = new_org(ada).body["id"]
    assert ada("DELETE", f"/v1/orgs/{first}").status == 204
    second = new_org(ada).body["id"]
    assert ada("POST", f"/v1/orgs/{first}/restore").body["code"] == "quota_exceeded"
    assert ada("DELETE", f"/v1/orgs/{second}").status == 204
    assert ada("POST", f"/v1/orgs/{first}/restore").status == 200
    assert mine(ada, "orgs") == (1, 1)


def test_a_repeat_under_a_key_takes_no_second_place(ada: Caller, allow: Allow) -> None:
    allow("orgs=1")
    made = [new_org(ada, **{"Idempotency-Key": "the-same"}) for _ in range(2)]
    assert [answer.status for answer in made] == [201, 201]
    assert mine(ada, "orgs") == (1, 1)


# --- invitations --------------------------------------------------------------------------------------------------


def test_many_orgs_of_one_person_mail_no_more_than_one_person_may(ada: Caller, allow: Allow) -> None:
    """Eight orgs, each with 500 mails a day, were 4,000 mails of one person."""
    allow("invitations_a_day=10")
    orgs = [new_org(ada).body["id"] for _ in range(8)]
    answers = [
        ada("POST", f"/v1/orgs/{org}/invitations", {"email": f"p{number}@example.org"})
        for number, org in enumerate(orgs * 2)
    ]
    assert [answer.status for answer in answers] == [201] * 10 + [409] * 6
    assert {answer.body["quota"] for answer in answers[10:]} == {"invitations_a_day"}
    many = ada("POST", f"/v1/orgs/{orgs[0]}/invitations/bulk", {"csv": "email\nx@example.org\ny@example.org"})
    assert many.body["code"] == "quota_exceeded"
    assert len(mails()) == 10


def test_several_people_of_an_org_share_its_mails(house: House, allow: Allow) -> None:
    allow("mails_a_day=2")
    admin = house.join("Ann", "admin")
    asked = [
        by("POST", house.path("/invitations"), {"email": f"p{number}@example.org"}).status
        for number, by in enumerate((house.owner, admin, house.owner))
    ]
    assert asked == [201, 201, 409]
    assert used(admin, house.path("/usage"), "mails_a_day") == (2, 2)
    assert house.invite().status == 201, "a link mails nobody"


def test_a_day_that_is_over_counts_no_more(house: House, allow: Allow, monkeypatch: pytest.MonkeyPatch) -> None:
    allow("invitations_a_day=1")
    assert house.invite().status == 201
    assert house.invite().body["code"] == "quota_exceeded"
    monkeypatch.setattr(quotas, "today", lambda: "2999-01-01")
    assert house.invite().status == 201


# --- counting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", [1, 7])
def test_of_many_at_once_exactly_the_limit_gets_in(house: House, allow: Allow, limit: int) -> None:
    allow(f"documents={limit}")
    outcomes: list[bool] = []

    def take() -> None:
        try:
            quotas.take(Write(), DOCUMENTS, house.org_id).commit()
            outcomes.append(True)
        except QuotaExceeded:
            outcomes.append(False)

    threads = [threading.Thread(target=take) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * (16 - limit) + [True] * limit
    assert used(house.owner, house.path("/usage"), "documents") == (limit, limit)


def test_one_that_takes_more_than_there_is_at_all_is_refused(house: House, allow: Allow) -> None:
    allow("storage=100")
    with pytest.raises(QuotaExceeded):
        quotas.take(Write(), STORAGE, house.org_id, 101)


def test_what_was_never_counted_shows_as_nothing_and_frees_a_place(house: House, allow: Allow) -> None:
    allow("documents=1")
    quotas.give_back(Write(), DOCUMENTS, house.org_id).commit()
    assert used(house.owner, house.path("/usage"), "documents") == (0, 1)


@pytest.mark.parametrize("quota", quotas.declared(), ids=lambda quota: str(quota.name))
def test_each_quota_has_a_limit_that_the_deployment_may_set(quota: Quota, allow: Allow) -> None:
    assert quota.limit == quota.default > 0
    allow(f"{quota.name}=3 another=9")
    assert quota.limit == 3


def test_what_is_counted_of_a_person_goes_with_them(ada: Caller) -> None:
    new_org(ada)
    person = str(ada.person_id)
    assert Usage.find(keys.person_usage(person)) is not None
    event_handlers.forget_person(person)
    assert Usage.find(keys.person_usage(person)) is None


def test_what_is_counted_of_an_org_goes_with_it(house: House) -> None:
    quotas.take(Write(), DOCUMENTS, house.org_id).commit()
    Write().delete(Usage, org_keys.org(house.org_id)).commit()
    event_handlers.purge(house.org_id)
    assert Usage.find(keys.org_usage(house.org_id)) is None


def test_an_error_of_the_thing_itself_comes_before_a_full_quota(house: House, allow: Allow) -> None:
    """Whoever repeats what they have done already must hear of that, not that there is no room for more."""
    allow("invitations_a_day=1")
    body: dict[str, Any] = {"email": "eve@example.org"}
    assert house.owner("POST", house.path("/invitations"), body).status == 201
    assert house.owner("POST", house.path("/invitations"), body).body["code"] == "already_invited"
    assert Caller(api, build_person("Eve"))("GET", "/v1/me/usage").status == 200
