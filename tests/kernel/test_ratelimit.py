"""Rates: whom an address counts for, and that a person's limit costs most requests nothing."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import pytest

from hearth import ids
from hearth.addresses import network
from hearth.http import Api, Limit, Public, Request, SignedIn, ratelimit
from hearth.http.ratelimit import _Seen
from tests.support.http import Caller

MOST, BLOCK = 20, 5


@pytest.fixture
def api(table: str, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setattr("hearth.http.ratelimit.time.time", lambda: 1_000_000.0)
    api = Api("rates")

    @api.get("/by-address", allow=Public(), limit=Limit(2, 60))
    def by_address(request: Request[None]) -> dict[str, Any]:
        """Answer strangers."""
        return {}

    @api.get("/by-person", allow=SignedIn("me:read"), limit=Limit(MOST, 60, "person", block=BLOCK))
    def by_person(request: Request[None]) -> dict[str, Any]:
        """Answer people."""
        return {}

    return api


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    kept = ratelimit._seen
    yield
    ratelimit._seen = kept
    ratelimit.forget()


# --- addresses (M8) -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::FFFF:cb00:7107", "203.0.113.7"),
        ("2001:db8:85a3:1::8a2e:370:7334", "2001:db8:85a3:1::/64"),
        ("2001:0DB8:85A3:0001:0000:8A2E:0370:7334", "2001:db8:85a3:1::/64"),
        ("2001:db8:85a3:1:ffff:ffff:ffff:ffff", "2001:db8:85a3:1::/64"),
        ("2001:db8:85a3:2::1", "2001:db8:85a3:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (" 198.51.100.1 ", "198.51.100.1"),
        ("", ""),
        ("unknown", "unknown"),
        ("203.0.113.007", "203.0.113.007"),
    ],
)
def test_an_address_counts_for_the_network_it_is_given_from(address: str, counted: str) -> None:
    assert network(address) == counted


def test_what_is_no_address_makes_no_long_key() -> None:
    assert len(network("x" * 5000)) == 100


def test_another_address_of_the_same_network_is_no_way_around_a_limit(api: Api) -> None:
    def status(address: str) -> int:
        return Caller(api, address=address)("GET", "/v1/by-address").status

    assert [status(f"2001:db8:1:1::{number:x}") for number in (1, 0xFFFF, 0xABCD)] == [200, 200, 429]
    assert status("2001:db8:1:2::1") == 200
    assert [status(address) for address in ("192.0.2.1", "::ffff:192.0.2.1", "::ffff:c000:201")] == [200, 200, 429]


# --- people -------------------------------------------------------------------------------------------------------


def test_a_persons_limit_asks_the_table_once_in_a_block(api: Api) -> None:
    caller = Caller(api, ids.new_id())
    answers = [caller("GET", "/v1/by-person") for _ in range(MOST)]
    assert [answer.table_calls for answer in answers] == ([0] * (BLOCK - 1) + [1]) * (MOST // BLOCK)
    assert answers[6].headers["RateLimit-Remaining"] == str(MOST - 7)


def test_who_is_over_their_limit_is_told_when_to_come_back_and_costs_nothing(api: Api) -> None:
    caller, other = Caller(api, ids.new_id()), Caller(api, ids.new_id())
    assert {caller("GET", "/v1/by-person").status for _ in range(MOST)} == {200}
    refused = [caller("GET", "/v1/by-person") for _ in range(3)]
    assert [(answer.status, answer.table_calls) for answer in refused] == [(429, 1), (429, 0), (429, 0)]
    assert refused[0].body["code"] == "rate_limited"
    assert refused[0].headers["Retry-After"] == str(60 - 1_000_000 % 60)
    assert other("GET", "/v1/by-person").status == 200


def test_however_many_workers_serve_a_person_a_block_of_each_is_the_most_that_passes_more(api: Api) -> None:
    caller, workers = Caller(api, ids.new_id()), 4
    memories: list[OrderedDict[tuple[str, str], _Seen]] = [OrderedDict() for _ in range(workers)]
    through = 0
    for turn in range(200):
        ratelimit._seen = memories[turn % workers]
        through += caller("GET", "/v1/by-person").status == 200
    assert MOST <= through <= MOST + workers * (BLOCK - 1)


def test_another_window_begins_anew(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = Caller(api, ids.new_id())
    assert [caller("GET", "/v1/by-person").status for _ in range(MOST + 1)][-1] == 429
    monkeypatch.setattr("hearth.http.ratelimit.time.time", lambda: 1_000_060.0)
    assert caller("GET", "/v1/by-person").status == 200
