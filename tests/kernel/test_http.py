"""The HTTP kernel: what a declaration gives, and what bad requests get."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer
from pynamodb.attributes import UnicodeAttribute

from hearth import access, config, errors, ids
from hearth.access import Member
from hearth.http import Api, InOrg, Limit, Number, Public, Request, SignedIn, idempotency
from hearth.keys import Key
from hearth.keys import organizations as keys
from hearth.schema import Body, Name
from hearth.table.item import Item, connection
from hearth.table.write import Write
from infra import openapi
from tests.support.faults import Clock, Table, error
from tests.support.http import Answer, Caller

ORG = ids.new_id()
PERSON = ids.new_id()


class Note(Item, discriminator="test-note"):
    text = UnicodeAttribute()


class NotTwice(errors.Conflict):
    code = "not_twice"


class NewNote(Body):
    text: Name


@pytest.fixture
def api() -> Api:
    api = Api("notes")

    @api.get("/ping", allow=Public(), query={"n": Number("a number", 1, 1, 9)})
    def ping(request: Request[None]) -> dict[str, Any]:
        """Answer."""
        return {"n": request.query["n"]}

    @api.get("/limited", allow=Public(), limit=Limit(2, 60))
    def limited(request: Request[None]) -> dict[str, Any]:
        """Answer, but not for ever."""
        return {}

    @api.post(
        "/orgs/{org_id}/notes",
        body=NewNote,
        allow=InOrg("team.create"),
        status=201,
        creates=True,
        shown_once={"secret": None},
        raises=(NotTwice,),
    )
    def create_note(request: Request[NewNote], org_id: str) -> dict[str, Any]:
        """Make a note."""
        note = Note.at(Key(f"ORG#{org_id}", f"NOTE#{ids.new_id()}"), text=request.body.text)
        if note.text == "twice":
            raise NotTwice("Not twice.")

        def present(made: Note) -> dict[str, Any]:
            return {"id": made.sk[5:], "version": 1, "text": made.text, "secret": "s3cret"}

        commit = request.commit(present)
        return present(commit(access.guard(Write().create(note), request.member, "team.create"), note))

    @api.post("/orgs/{org_id}/nothing", allow=InOrg("team.create"), creates=True)
    def create_nothing(request: Request[None], org_id: str) -> dict[str, Any]:
        """Answer without having written."""
        return {"at": ids.new_id()}

    @api.get("/orgs/{org_id}/forgotten", allow=InOrg("document.read"))
    def forgotten(request: Request[None], org_id: str) -> dict[str, Any]:
        """Answer without having asked."""
        return {"secret": True}

    @api.get("/boom", allow=SignedIn("me:read"))
    def boom(request: Request[None]) -> dict[str, Any]:
        """Fail."""
        raise ZeroDivisionError("secret detail")

    return api


@pytest.fixture
def manager(table: str, api: Api) -> Caller:
    Write().create(Member.at(keys.member(ORG, PERSON), org_id=ORG, person_id=PERSON, role="manager")).commit()
    return Caller(api, PERSON)


def test_a_public_route_answers_nobody(table: str, api: Api) -> None:
    answer = Caller(api)("GET", "/v1/ping", query={"n": "3"})
    assert (answer.status, answer.body) == (200, {"n": 3})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_wrong_and_unknown_query_parameters_are_named(table: str, api: Api) -> None:
    answer = Caller(api)("GET", "/v1/ping", query={"n": "10", "m": "1"})
    assert answer.status == 422
    assert {fault["pointer"] for fault in answer.body["errors"]} == {"/query/n", "/query/m"}


def test_nobody_is_told_to_sign_in_before_the_body_is_read(table: str, api: Api) -> None:
    answer = Caller(api)("POST", f"/v1/orgs/{ORG}/notes", raw="{")
    assert (answer.status, answer.body["code"]) == (401, "unauthenticated")


def test_a_stranger_may_not_learn_that_the_org_exists(table: str, api: Api, manager: Caller) -> None:
    answer = Caller(api, ids.new_id())("POST", f"/v1/orgs/{ORG}/notes", {"text": "x"})
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        ("{", 400, "malformed_json"),
        ("", 400, "malformed_json"),
        ("NaN", 400, "malformed_json"),
        ("[" * 5000 + "]" * 5000, 400, None),
        ('{"text":"\\ud800"}', 400, "invalid_unicode"),
        ('{"text":"' + "x" * 300_000 + '"}', 413, "body_too_large"),
        ('{"text":""}', 422, "invalid_body"),
        ('{"text":"x","extra":1}', 422, "invalid_body"),
        ("[]", 422, "invalid_body"),
    ],
)
def test_a_bad_body_is_named_and_writes_nothing(manager: Caller, raw: str, status: int, code: str | None) -> None:
    answer = manager("POST", f"/v1/orgs/{ORG}/notes", raw=raw)
    assert answer.status == status
    assert code is None or answer.body["code"] == code
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_text_of_every_plane_comes_back_as_it_was(manager: Caller) -> None:
    answer = manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "é 漢字 🏕️ 𝔘 \U0010fffd"})
    assert answer.body["text"] == "é 漢字 🏕️ 𝔘 \U0010fffd"


def test_a_create_costs_two_round_trips_with_a_key_too(manager: Caller) -> None:
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}).table_calls == 2
    for _ in range(2):
        answer = manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})
        assert answer.table_calls == 2


def test_the_same_key_gives_the_same_answer_once(manager: Caller) -> None:
    first = manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})
    again = manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})
    assert (first.status, again.status) == (201, 201)
    assert again.body == {**first.body, "secret": None}
    assert first.body["secret"] == "s3cret"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    other = manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "b"}, headers={"Idempotency-Key": "k"})
    assert (other.status, other.body["code"]) == (422, "idempotency_key_reused")


def test_what_is_shown_once_is_kept_nowhere(manager: Caller) -> None:
    manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})
    rows = connection().scan().get("Items", [])
    assert "idempotency" in {row["kind"]["S"] for row in rows}
    assert "s3cret" not in str(rows)


def test_answers_that_an_earlier_release_kept_are_found() -> None:
    class Store(BasePersistenceLayer):
        def _get_record(self, idempotency_key: str) -> Any: ...
        def _put_record(self, data_record: Any) -> None: ...
        def _update_record(self, data_record: Any) -> None: ...
        def _delete_record(self, data_record: Any) -> None: ...

    store = Store()  # type: ignore[no-untyped-call]
    store.hash_function = hashlib.sha256
    for text in ("k", "an order of 5 €", '{"body": "{}"}'):
        assert idempotency._hash(text) == store._generate_hash(text)


def test_an_error_is_not_kept(manager: Caller) -> None:
    key = {"Idempotency-Key": "k"}
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "twice"}, headers=key).body["code"] == "not_twice"
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "once"}, headers=key).status == 201
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "twice"}, headers=key).body["code"] == (
        "idempotency_key_reused"
    )


def test_an_answer_of_nothing_written_is_kept_by_itself(manager: Caller) -> None:
    key = {"Idempotency-Key": "k"}
    first = manager("POST", f"/v1/orgs/{ORG}/nothing", headers=key)
    assert (first.status, first.table_calls) == (200, 2)
    assert manager("POST", f"/v1/orgs/{ORG}/nothing", headers=key).body == first.body


def test_whoever_has_lost_their_role_gets_no_kept_answer(manager: Caller) -> None:
    key = {"Idempotency-Key": "k"}
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers=key).status == 201
    Write().update(Member, keys.member(ORG, PERSON), [Member.role.set("viewer")]).commit()
    assert manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers=key).status == 403


def test_of_the_same_request_at_once_one_writes_and_all_get_its_answer(manager: Caller) -> None:
    def ask(_: int) -> Answer:
        return manager("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1


def test_a_key_does_not_open_doors(table: str, api: Api, manager: Caller) -> None:
    stranger = Caller(api, ids.new_id())
    answer = stranger("POST", f"/v1/orgs/{ORG}/notes", {"text": "a"}, headers={"Idempotency-Key": "k"})
    assert (answer.status, answer.body["code"]) == (404, "org_not_found")


def test_a_route_that_never_asked_answers_nothing(manager: Caller) -> None:
    answer = manager("GET", f"/v1/orgs/{ORG}/forgotten")
    assert answer.status == 500
    assert "secret" not in str(answer.body)


def test_an_unforeseen_error_is_answered_blank(manager: Caller) -> None:
    answer = manager("GET", "/v1/boom")
    assert (answer.status, answer.body["code"]) == (500, "internal")
    assert "secret detail" not in str(answer.body)


def test_over_the_limit_is_429_with_when_to_come_back(table: str, api: Api) -> None:
    caller = Caller(api)
    assert caller("GET", "/v1/limited").headers["RateLimit-Remaining"] == "1"
    assert caller("GET", "/v1/limited").status == 200
    refused = caller("GET", "/v1/limited")
    assert (refused.status, refused.body["code"]) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert Caller(api, address="192.0.2.9")("GET", "/v1/limited").status == 200


def test_an_address_is_believed_from_the_edge_only(table: str, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_EDGE_KEY", "edge-secret")
    config.settings.cache_clear()
    try:
        for forged in ("1", "2", "3"):
            caller = Caller(api, headers={"X-Hearth-Viewer": f"198.51.100.{forged}", "X-Hearth-Edge": "guess"})
            answer = caller("GET", "/v1/limited")
        assert answer.status == 429, "a header that anybody can send must not buy a fresh allowance"
        honest = Caller(api, headers={"X-Hearth-Viewer": "198.51.100.9", "X-Hearth-Edge": "edge-secret"})
        assert honest("GET", "/v1/limited").status == 200
    finally:
        config.settings.cache_clear()


def test_an_api_key_reaches_only_its_scopes(table: str, api: Api, manager: Caller) -> None:
    narrow = Caller(api, PERSON, key_id=ids.new_id(), scopes="documents:read")
    answer = narrow("POST", f"/v1/orgs/{ORG}/notes", {"text": "x"})
    assert (answer.status, answer.body["code"]) == (403, "scope_missing")


def test_an_api_key_with_no_scopes_reaches_nothing(table: str, api: Api, manager: Caller) -> None:
    answer = Caller(api, PERSON, key_id=ids.new_id(), scopes="")("POST", f"/v1/orgs/{ORG}/notes", {"text": "x"})
    assert (answer.status, answer.body["code"]) == (403, "scope_missing")


def test_an_error_class_maps_to_one_status() -> None:
    from hearth.http import problems

    assert problems.status_of(errors.PreconditionFailed) == 412


@pytest.fixture
def versioned(api: Api) -> Caller:
    """Calls a route that says which version was meant."""

    @api.put("/versioned", allow=SignedIn("me:write"))
    def versioned(request: Request[None]) -> dict[str, Any]:
        """Say which version is meant."""
        return {"expected": request.expected_version}

    return Caller(api, person_id=PERSON)


@pytest.mark.parametrize(("tag", "version"), [('"7"', 7), ('W/"7"', 7), ("7", 7), ("*", None), ("", None)])
def test_a_version_is_an_etag_of_ours(versioned: Caller, tag: str, version: int | None) -> None:
    assert versioned("PUT", "/v1/versioned", headers={"If-Match": tag}).body == {"expected": version}


@pytest.mark.parametrize("tag", ["\u00b2", '"\u00b2"', "\u0663", "1\u00b9", "1" * 16, "-1", "1.0", "0x1", "a"])
def test_what_is_no_etag_of_ours_matches_nothing(versioned: Caller, tag: str) -> None:
    answer = versioned("PUT", "/v1/versioned", headers={"If-Match": tag})
    assert (answer.status, answer.body["code"]) == (412, "precondition_failed")


def test_a_code_alone_is_no_declaration_of_an_error(api: Api) -> None:
    with pytest.raises(TypeError, match="no class of errors"):
        api.get("/typed", allow=Public(), raises=("not_twice",))(lambda request: {})


def test_a_database_that_gives_no_answer_is_a_503(api: Api, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Clock.install(monkeypatch)
    Table.install(monkeypatch).always = error("ThrottlingException")
    answer = Caller(api)("GET", "/v1/limited")
    assert (answer.status, answer.body["code"], answer.headers["Retry-After"]) == (503, "unavailable", "1")


def test_the_declaration_promises_every_error_with_its_own_status(api: Api) -> None:
    (route,) = [route for route in api.routes if route.name == "create_note"]
    promised = set(openapi.faults(route))
    assert (409, "not_twice") in promised
    assert {(400, "malformed_json"), (400, "invalid_unicode"), (409, "busy"), (403, "membership_suspended")} <= promised


def test_an_answer_that_was_not_promised_fails_its_test(api: Api) -> None:
    @api.get("/surprise", allow=Public())
    def surprise(request: Request[None]) -> None:
        """Refuse for a reason that nobody was told of."""
        raise NotTwice("Not twice.")

    with pytest.raises(AssertionError, match="does not promise"):
        Caller(api)("GET", "/v1/surprise")
