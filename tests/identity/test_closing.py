"""Leaving: signed out at once, gone after a while, and never an org without an owner."""

import json
from datetime import timedelta
from typing import Any

import boto3
import pytest

from functions.identity.jobs import worker
from functions.identity.models import Login, Person
from functions.identity.schedule import handler as schedule
from functions.identity.service import account, closing, revocation
from functions.jobs import queue as jobs_queue
from functions.jobs.handler import api as jobs_api
from hearth import clock, ids, keys
from hearth.access import Member
from hearth.keys import identity as identity_keys
from hearth.keys import organizations as org_keys
from hearth.keys.jobs import jobs_of_person
from hearth.table.write import Write
from tests.identity.conftest import Somebody, mails, who_is
from tests.identity.test_api_keys import make_key
from tests.support import jobs, local_table
from tests.support.deliveries import CONTEXT
from tests.support.http import Caller
from tests.support.local_table import BUCKET


def org_of(*owners: str, name: str = "Acme") -> str:
    """An org as organizations keeps it, as far as its owners go."""
    org_id = ids.new_id()
    raw = {"pk": f"ORG#{org_id}", "sk": "ORG", "kind": "org", "name": name}
    boto3.resource("dynamodb").Table("hearth-unit").put_item(Item={**raw, "owners": set(owners), "version": 1})
    for owner in owners:
        member = Member.at(org_keys.member(org_id, owner), org_id=org_id, person_id=owner, role="owner")
        member.gsi1pk, member.gsi1sk = org_keys.membership_index(org_id, owner)
        Write().create(member).commit()
    return org_id


def left_in(partition: str) -> list[str]:
    """Every item of a partition, whoever put it there."""
    key = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": partition}}
    return [str(item["sk"]) for item in boto3.resource("dynamodb").Table("hearth-unit").query(**key)["Items"]]


def test_leaving_needs_a_fresh_session(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "FRESH", timedelta(seconds=-1))
    answer = ada("DELETE", "/me")
    assert (answer.status, answer.body["code"]) == (403, "recent_sign_in_required")
    assert ada("GET", "/me").status == 200


def test_who_leaves_is_signed_out_everywhere_at_once(ada: Somebody, events_made: list[dict[str, Any]]) -> None:
    script, phone = make_key(ada), Somebody()
    phone.login()
    mails()
    answer = ada("DELETE", "/me")
    assert (answer.status, answer.table_calls) == (204, 3)
    assert (
        who_is(f"Bearer {ada.access}") is who_is(f"Bearer {phone.access}") is who_is(f"Bearer {script.access}") is None
    )
    assert phone.refresh().status == 401
    refused = ada.try_login()
    assert (refused.status, refused.body["code"]) == (403, "account_closing")
    assert Somebody(password="wrong wrong wrong").try_login().body["code"] == "bad_credentials"
    (mail,) = mails()
    assert (mail["template"], mail["to"]) == ("account_deleted", ada.email)
    assert {"person.closing", "session.ended"} <= {event["type"] for event in events_made}


def test_who_comes_back_in_time_finds_everything(ada: Somebody) -> None:
    ada("PATCH", "/me", {"title": "Countess"})
    ada("DELETE", "/me")
    ada.login(restore=True)
    assert ada("GET", "/me").body["title"] == "Countess"
    schedule({}, None)
    assert closing.delete_due(clock.now() + timedelta(days=30)) == (0, 0)
    ada.login()


def test_no_org_is_left_without_an_owner(ada: Somebody, bob: Somebody) -> None:
    both = org_of(ada.person_id, bob.person_id)
    alone = org_of(ada.person_id, name="Mine")
    answer = ada("DELETE", "/me")
    assert (answer.status, answer.body["code"]) == (409, "sole_owner")
    assert answer.body["orgs"] == [{"id": alone, "name": "Mine"}]
    assert ada("GET", "/me").status == 200
    boto3.resource("dynamodb").Table("hearth-unit").update_item(
        Key={"pk": f"ORG#{alone}", "sk": "ORG"},
        UpdateExpression="SET deleted_at = :now",
        ExpressionAttributeValues={":now": "2026"},
    )
    answer = ada("DELETE", "/me")
    assert (answer.status, answer.table_calls) == (204, 3)
    assert both


def owners_of(org_id: str) -> set[str]:
    """Who owns an org, as organizations keeps it."""
    item = boto3.resource("dynamodb").Table("hearth-unit").get_item(Key={"pk": f"ORG#{org_id}", "sk": "ORG"})["Item"]
    return set(item["owners"])


def test_of_two_owners_who_close_their_accounts_one_stays(ada: Somebody, bob: Somebody) -> None:
    org_id = org_of(ada.person_id, bob.person_id)
    assert ada("DELETE", "/me").status == 204
    answer = bob("DELETE", "/me")
    assert (answer.status, answer.body["code"]) == (409, "sole_owner")
    assert [org["id"] for org in answer.body["orgs"]] == [org_id]
    assert owners_of(org_id) == {bob.person_id}
    assert closing.delete_due(clock.now() + timedelta(days=15)) == (1, 0)
    assert bob("GET", "/me").status == 200


def test_of_two_owners_who_close_at_the_same_moment_one_stays(
    ada: Somebody, bob: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    org_id = org_of(ada.person_id, bob.person_id)
    original: Any = revocation.end_all
    faster: list[int] = []

    def meanwhile(*args: Any, **more: Any) -> Any:
        monkeypatch.setattr(closing, "end_all", original)
        faster.append(bob("DELETE", "/me").status)
        return original(*args, **more)

    monkeypatch.setattr(closing, "end_all", meanwhile)
    assert ada("DELETE", "/me").body["code"] == "sole_owner"
    assert faster == [204]
    assert owners_of(org_id) == {ada.person_id}


def test_who_comes_back_owns_again_what_nobody_took(ada: Somebody, bob: Somebody) -> None:
    both, taken = (org_of(ada.person_id, bob.person_id) for _ in range(2))
    ada("DELETE", "/me")
    assert owners_of(both) == owners_of(taken) == {bob.person_id}
    Write().update(Member, org_keys.member(taken, ada.person_id), [Member.role.set("member")]).commit()
    ada.login(restore=True)
    assert owners_of(both) == {ada.person_id, bob.person_id}
    assert owners_of(taken) == {bob.person_id}


def test_the_last_owner_stays_even_if_the_others_left_meanwhile(ada: Somebody, bob: Somebody) -> None:
    org_id = org_of(ada.person_id, bob.person_id)
    ada("DELETE", "/me")
    boto3.resource("dynamodb").Table("hearth-unit").update_item(
        Key={"pk": f"ORG#{org_id}", "sk": "ORG"},
        UpdateExpression="SET owners = :left",
        ExpressionAttributeValues={":left": {ada.person_id}},
    )
    later = clock.now() + timedelta(days=15)
    assert closing.delete_due(later) == (0, 1)
    assert closing.delete_due(later) == (0, 0)
    ada.login(restore=True)


def test_after_the_grace_nothing_is_left(
    ada: Somebody, bob: Somebody, events_made: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_key(ada)
    ada("PUT", "/me/preferences", {"values": {"a": 1}})
    s3 = boto3.client("s3")
    shown, sent = f"pictures/{ada.person_id}/x/96.webp", f"incoming/pictures/{ada.person_id}/y"
    for key in (shown, sent):
        s3.put_object(Bucket=BUCKET, Key=key, Body=b"x")
    bench = jobs.bench(monkeypatch, worker)
    assert ada("POST", "/me/export").status == 202
    bench.run()
    assert len(s3.list_objects_v2(Bucket=BUCKET)["Contents"]) == 4
    ada("DELETE", "/me")
    mails()
    assert len(left_in(keys.person_partition(ada.person_id))) > 4
    assert closing.delete_due(clock.now() + timedelta(days=13)) == (0, 0)
    assert closing.delete_due(clock.now() + timedelta(days=15)) == (1, 0)
    assert left_in(keys.person_partition(ada.person_id)) == []
    assert Login.find(identity_keys.login(ada.email)) is None
    (gone,) = (event for event in events_made if event["type"] == "person.deleted")
    jobs_queue.handler({"source": "hearth", "detail-type": "person.deleted", "detail": gone}, CONTEXT)
    assert left_in(jobs_of_person(ada.person_id)) == []
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 0
    assert bob("GET", "/me").status == 200
    again = Somebody().join()
    assert again.person_id != ada.person_id


def test_a_deletion_that_was_cut_short_is_finished(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    ada("DELETE", "/me")
    later = clock.now() + timedelta(days=15)

    def cut(*_: Any) -> None:
        raise TimeoutError

    with monkeypatch.context() as patch:
        patch.setattr(closing, "discard", cut)
        with pytest.raises(TimeoutError):
            closing.delete_due(later)
    assert ada.try_login().body["code"] == "bad_credentials"
    assert closing.delete_due(later) == (1, 0)
    assert Person.find(identity_keys.person(ada.person_id)) is None


def test_one_takes_ones_data_along(ada: Somebody, bob: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    org_id = org_of(ada.person_id)
    ada("PUT", "/me/preferences", {"values": {"theme": "dark"}})
    mails()
    bench = jobs.bench(monkeypatch, worker)
    answer = ada("POST", "/me/export")
    assert (answer.status, answer.body["state"], answer.table_calls) == (202, "queued", 1), answer.body
    assert ada("POST", "/me/export").status == 429
    bench.run()
    mine = Caller(jobs_api, ada.person_id, session_id="s")
    assert Caller(jobs_api, bob.person_id, session_id="s")("GET", answer.body["path"]).status == 404
    assert mine("GET", answer.body["path"]).body["state"] == "succeeded"
    key = Caller(jobs_api, ada.person_id, key_id="k", scopes="me:read")
    assert key("GET", answer.body["path"] + "/result").status == 403
    link = mine("GET", answer.body["path"] + "/result").body["url"]
    file = "jobs/people/" + link.partition("?")[0].partition("jobs/people/")[2]
    content = json.loads(boto3.client("s3").get_object(Bucket=BUCKET, Key=file)["Body"].read())
    assert content["profile"]["email"] == ada.email
    assert content["preferences"] == {"theme": "dark"}
    assert [entry["org_id"] for entry in content["memberships"]] == [org_id]
    assert {"session.started"} <= {entry["type"] for entry in content["security_log"]}
    assert bob.email not in json.dumps(content)
    assert "argon2" not in json.dumps(content)
    assert [mail["template"] for mail in mails()] == ["export_ready"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(4))
def test_a_worker_may_die_while_it_gathers(
    ada: Somebody, monkeypatch: pytest.MonkeyPatch, number: int, after: bool
) -> None:
    mails()
    bench = jobs.bench(monkeypatch, worker)
    job = ada("POST", "/me/export").body
    jobs.kill_at(monkeypatch, Write, "commit", {number}, after=after)
    bench.run()
    assert Caller(jobs_api, ada.person_id, session_id="s")("GET", job["path"]).body["state"] == "succeeded"
    orders = local_table.take_orders()
    assert {order["template"] for order in orders} == {"export_ready"}
    assert len({order["id"] for order in orders}) == 1  # so it is sent once


def test_who_is_gone_meanwhile_takes_nothing_along(ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = jobs.bench(monkeypatch, worker)
    job = ada("POST", "/me/export").body
    Write().delete(Person, identity_keys.person(ada.person_id)).commit()
    bench.run()
    told = Caller(jobs_api, ada.person_id, session_id="s")("GET", job["path"]).body
    assert (told["state"], told["reason"]["code"]) == ("failed", "person_not_found")
