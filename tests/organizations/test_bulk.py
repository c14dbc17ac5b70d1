"""Inviting many by a CSV: each line has an answer of its own."""

from typing import Any

import pytest

from hearth.quotas.organizations import MAILS_A_DAY
from tests.organizations.conftest import House, Meanwhile, mails, token_in
from tests.support.http import Answer, Caller
from tests.support.usage import counted, set_count


def bulk(house: House, csv: str, by: Caller | None = None, **more: Any) -> Answer:
    return (by or house.owner)("POST", house.path("/invitations/bulk"), {"csv": csv, **more})


def outcome(answer: Answer) -> list[tuple[int, str, str | None]]:
    assert answer.status == 200, answer.body
    return [(line["line"], line["result"], line["reason"]) for line in answer.body["lines"]]


def test_members_invite_nobody_by_a_file_either(house: House) -> None:
    assert bulk(house, "email\neve@example.org", house.join("Bob")).body["code"] == "forbidden"


def test_each_line_is_answered(house: House) -> None:
    house.owner("POST", house.path("/invitations"), {"email": "old@example.org"})
    mails()
    manager = house.join("Bob", "manager")
    text = (
        "Name;Email;Role\r\n"
        "Eve;Eve@example.org;viewer\r\n"
        "Zoe;zoe@example.org;\r\n"
        ";;\r\n"
        "Bad;not an address;member\r\n"
        "Eve;eve@EXAMPLE.org;member\r\n"
        "Old;old@example.org;member\r\n"
        "High;high@example.org;admin\r\n"
        "King;king@example.org;king\r\n"
    )
    answer = bulk(house, "\ufeff" + text, manager, role="guest", locale="fr")
    assert outcome(answer) == [
        (2, "created", None),
        (3, "created", None),
        (5, "failed", "invalid_email"),
        (6, "skipped", "duplicate_line"),
        (7, "skipped", "already_invited"),
        (8, "failed", "role_too_high"),
        (9, "failed", "invalid_role"),
    ]
    assert {name: answer.body[name] for name in ("created", "skipped", "failed")} == {
        "created": 2, "skipped": 2, "failed": 3,
    }  # fmt: skip
    assert answer.table_calls == 3
    sent = sorted(mails(), key=lambda mail: str(mail["to"]))
    assert [(mail["to"], mail["data"]["role"], mail["locale"]) for mail in sent] == [
        ("eve@example.org", "viewer", "fr"),
        ("zoe@example.org", "guest", "fr"),
    ]
    looked = Caller(house.owner.api)("POST", "/v1/invitations/lookup", {"token": token_in(sent[0]["data"]["link"])})
    assert looked.body["role"] == "viewer"


def test_as_many_as_a_transaction_takes_are_invited_at_once(house: House) -> None:
    text = "email\n" + "".join(f"p{number}@example.org\n" for number in range(90))
    answer = bulk(house, text)
    assert (answer.body["created"], answer.table_calls) == (90, 3)
    assert bulk(house, text).body["skipped"] == 90
    assert bulk(house, text + "one@example.org\n").status == 422


@pytest.mark.parametrize("text", ["eve@example.org", "name\nEve", "email\n", "email,role\n\n", 'email\n"eve'])
def test_what_is_no_such_file_is_refused(house: House, text: str) -> None:
    answer = bulk(house, text)
    assert (answer.status, answer.body["errors"][0]["pointer"]) == (422, "/csv")


def test_somebody_else_inviting_the_same_person_costs_the_others_nothing(house: House, meanwhile: Meanwhile) -> None:
    meanwhile(lambda: house.owner("POST", house.path("/invitations"), {"email": "eve@example.org"}))
    answer = bulk(house, "email\nzoe@example.org\neve@example.org")
    assert outcome(answer) == [(2, "created", None), (3, "skipped", "already_invited")]


def test_a_file_counts_against_the_day(house: House) -> None:
    assert bulk(house, "email\neve@example.org\nzoe@example.org").body["created"] == 2
    assert counted(MAILS_A_DAY, house.org_id) == 2
    set_count(MAILS_A_DAY, house.org_id, MAILS_A_DAY.limit - 1)
    assert bulk(house, "email\nann@example.org\nbob@example.org").body["code"] == "quota_exceeded"
    assert bulk(house, "email\nann@example.org").body["created"] == 1
