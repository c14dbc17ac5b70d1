"""The way in: a ticket, its one use, and a session that must still last (L1)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from functions.realtime import authorizer, handler
from functions.realtime.models import Ticket
from functions.realtime.socket import handler as socket
from hearth import clock, ids
from hearth.keys import Key
from hearth.keys import identity as keys
from hearth.live.items import Connection, connections_of
from hearth.table.item import connection
from hearth.table.write import Write
from tests.support.http import Caller
from tests.support.live import Gateway, put_raw, socket_event

PERSON = "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a71"
SESSION = "01939100-7a4e-7cc2-9d3a-2b8f5e1c6a72"


def account(era: int = 1, session_era: int = 1, **person: Any) -> None:
    """A person and a session, as far as the way in looks at them."""
    key = keys.person(PERSON)
    put_raw({
        "pk": {"S": key.pk}, "sk": {"S": key.sk}, "kind": {"S": "person"}, "name": {"S": "Zoë 🏕️"},
        "picture": {"S": "pictures/1"}, "status": {"S": "active"}, "era": {"N": str(era)}, **person,
    })  # fmt: skip
    key = keys.session(PERSON, SESSION)
    put_raw({"pk": {"S": key.pk}, "sk": {"S": key.sk}, "kind": {"S": "session"}, "era": {"N": str(session_era)}})


def api_key(**more: Any) -> str:
    key_id = ids.new_id()
    key = keys.api_key(PERSON, key_id)
    put_raw({"pk": {"S": key.pk}, "sk": {"S": key.sk}, "kind": {"S": "api_key"}, **more})
    return key_id


def ask(ticket: str | None) -> dict[str, Any]:
    """The authorizer's answer to a handshake."""
    query = None if ticket is None else {"ticket": ticket}
    arn = "arn:aws:execute-api:eu-central-1:123456789012:live/live/$connect"
    return authorizer.handler({"methodArn": arn, "queryStringParameters": query, "requestContext": {}}, None)


def effect(answer: dict[str, Any]) -> str:
    return str(answer["policyDocument"]["Statement"][0]["Effect"])


def enter(context: dict[str, Any]) -> tuple[int, str]:
    """$connect with what the authorizer said."""
    place = Connection(connection_id=ids.new_id(), person_id="", name="")
    event = socket_event(place, "CONNECT")
    event["requestContext"]["authorizer"] = context
    return int(socket(event, None)["statusCode"]), str(place.connection_id)


@pytest.fixture
def caller(table: str) -> Caller:
    return Caller(handler.api, PERSON, SESSION, name="Zoë")


def test_nobody_gets_no_ticket(table: str) -> None:
    assert Caller(handler.api)("POST", "/v1/live/tickets").status == 401


def test_a_ticket_lets_its_holder_in_once(caller: Caller, gateway: Gateway) -> None:
    account()
    answer = caller("POST", "/v1/live/tickets")
    assert (answer.status, answer.body["expires_in"], answer.body["url"]) == (201, 30, "wss://hearth.test/live")
    assert answer.table_calls == 3  # the limit, the name, the ticket
    allowed = ask(answer.body["ticket"])
    assert effect(allowed) == "Allow"
    assert allowed["context"] == {"person_id": PERSON, "session_id": SESSION, "name": "Zoë 🏕️", "picture": "pictures/1"}
    assert all(isinstance(value, str) for value in allowed["context"].values())
    assert effect(ask(answer.body["ticket"])) == "Deny"
    status, connection_id = enter(allowed["context"])
    assert status == 200
    [made] = connections_of(PERSON)
    assert (made.connection_id, made.session_id, made.person["name"]) == (connection_id, SESSION, "Zoë 🏕️")
    assert made.ttl - clock.epoch(clock.now()) in range(7700, 7900)  # L: two hours and ten minutes


def test_of_two_at_once_one_gets_in(caller: Caller) -> None:
    account()
    ticket = caller("POST", "/v1/live/tickets").body["ticket"]
    with ThreadPoolExecutor(8) as pool:
        effects = list(pool.map(lambda _: effect(ask(ticket)), range(8)))
    assert sorted(effects) == ["Allow"] + ["Deny"] * 7


@pytest.mark.parametrize("ticket", [None, "", "x", "A" * 43, "é" * 43, "A" * 100_000, "../../etc/passwd" * 2])
def test_what_is_no_ticket_is_denied(ticket: str | None, table: str) -> None:
    denied = ask(ticket)
    assert effect(denied) == "Deny"
    assert denied["context"] == {}


def test_an_old_ticket_is_denied_even_while_the_table_still_has_it(caller: Caller) -> None:
    account()
    ticket = caller("POST", "/v1/live/tickets").body["ticket"]
    [place] = [item["pk"]["S"] for item in everything() if item["pk"]["S"].startswith("TICKET#")]
    Write().update(Ticket, Key(place, "TICKET"), [Ticket.ttl.set(clock.epoch(clock.now()) - 1)]).commit()
    assert effect(ask(ticket)) == "Deny"


def test_the_table_does_not_know_the_ticket_itself(caller: Caller) -> None:
    account()
    ticket = caller("POST", "/v1/live/tickets").body["ticket"]
    assert ticket not in str(everything())


def test_a_table_that_does_not_answer_denies(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any) -> None:
        raise OSError("table is away")

    monkeypatch.setattr("functions.realtime.service.tickets.take", fail)
    assert effect(ask("A" * 43)) == "Deny"


@pytest.mark.parametrize("name", ["ended", "signed out everywhere", "closing", "never was"])
def test_a_session_that_ended_after_the_ticket_was_given_does_not_get_in(name: str, gateway: Gateway) -> None:  # L20
    account()
    if name == "ended":
        connection().delete_item(*keys.session(PERSON, SESSION))
    if name == "signed out everywhere":
        account(era=2)
    if name == "closing":
        account(status={"S": "closing"})
    person = ids.new_id() if name == "never was" else PERSON
    assert enter({"person_id": person, "session_id": SESSION, "name": "Zoë"})[0] == 401
    assert connections_of(person) == []


def test_the_session_that_was_spared_gets_in(gateway: Gateway) -> None:
    account(era=2, spared={"S": SESSION})
    assert enter({"person_id": PERSON, "session_id": SESSION})[0] == 200


def test_an_api_key_gets_in_while_it_lasts_with_its_scopes(gateway: Gateway) -> None:
    account()
    later, earlier = clock.iso(clock.in_(days=1)), clock.iso(clock.in_(days=-1))
    good, expired = api_key(expires_at={"S": later}), api_key(expires_at={"S": earlier})
    keyed = Caller(handler.api, PERSON, key_id=good, scopes="me:read documents:read")
    context = ask(keyed("POST", "/v1/live/tickets").body["ticket"])["context"]
    assert context["scopes"] == "documents:read me:read"
    assert enter(context)[0] == 200
    assert connections_of(PERSON)[0].who.scopes == frozenset({"documents:read", "me:read"})
    assert connections_of(PERSON)[0].session_id == good
    assert enter({"person_id": PERSON, "key_id": expired, "scopes": "me:read"})[0] == 401
    assert enter({"person_id": PERSON, "key_id": ids.new_id(), "scopes": "me:read"})[0] == 401


def test_what_a_key_opened_does_not_outlive_it(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    account()
    end = clock.in_(hours=1)
    keyed = Caller(handler.api, PERSON, key_id=api_key(expires_at={"S": clock.iso(end)}), scopes="me:read")
    answer = keyed("POST", "/v1/live/tickets")
    assert answer.table_calls == 3
    context = ask(answer.body["ticket"])["context"]
    status, connection_id = enter(context)
    assert (status, context["until"]) == (200, clock.iso(end))
    [made] = connections_of(PERSON)
    assert made.ttl == clock.epoch(end)  # and so its subscriptions: who tells others passes over what is past its time

    def send(kind: str) -> list[str]:
        event = socket_event(made, "MESSAGE", f'{{"type": "{kind}", "id": "1", "topic": "user:{PERSON}"}}')
        event["requestContext"]["authorizer"] = context
        gateway.clear()
        socket(event, None)
        return [str(frame.get("code", frame["type"])) for frame in gateway.to(connection_id)]

    assert send("subscribe") == ["subscribed"]
    [held] = [item for item in everything() if item["sk"]["S"].startswith("SUBSCRIBER#")]
    assert held["ttl"]["N"] == str(clock.epoch(end))
    monkeypatch.setattr("hearth.clock.now", lambda: end)
    assert "session_ended" in send("ping")
    assert connections_of(PERSON) == []


def test_a_key_of_before_the_account_was_taken_back_does_not_get_in(gateway: Gateway) -> None:
    account(keys_era={"N": "1"})
    assert enter({"person_id": PERSON, "key_id": api_key(), "scopes": "me:read"})[0] == 401
    assert enter({"person_id": PERSON, "key_id": api_key(era={"N": "1"}), "scopes": "me:read"})[0] == 200


def test_a_key_without_a_scope_has_none_and_not_all(gateway: Gateway) -> None:
    account()
    assert enter({"person_id": PERSON, "key_id": api_key()})[0] == 200
    assert connections_of(PERSON)[0].who.scopes == frozenset()
    assert Caller(handler.api, PERSON, key_id="k", scopes="org:read")("POST", "/v1/live/tickets").status == 403


def test_a_connection_that_nobody_authorized_is_refused(gateway: Gateway) -> None:
    assert enter({})[0] in {401, 500}


def everything() -> list[dict[str, Any]]:
    """All items, as only a test may read them."""
    found: list[dict[str, Any]] = connection().scan()["Items"]
    return found
