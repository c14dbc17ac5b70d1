"""Posting to many: in parallel, each within its time, whatever one of them does (L23)."""

import threading
import time

import pytest

from hearth import signing
from hearth.live import pool, post
from tests.support.live import Gateway

PONG = b'{"type":"pong","now":"2026-11-21T10:30:00.123Z"}'
MANY = [f"c{number}=" for number in range(100)]


def outcomes(*connection_ids: str) -> dict[str, str]:
    return dict(post.post([(connection_id, PONG) for connection_id in connection_ids]))


def test_a_hundred_are_reached_and_each_once(gateway: Gateway) -> None:
    assert outcomes(*MANY) == dict.fromkeys(MANY, "sent")
    assert sorted(to for to, _ in gateway.posted) == sorted(MANY)


def test_one_that_hangs_is_late_and_holds_up_nobody(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others have theirs while it still hangs: it is let go only after they were all seen."""
    monkeypatch.setattr(post, "SECONDS", 30.0)
    gateway.hanging = {MANY[0]}
    result: dict[str, str] = {}
    thread = threading.Thread(target=lambda: result.update(outcomes(*MANY)))
    thread.start()
    gateway.wait_for(len(MANY) - 1)
    assert not result  # the call itself still waits for the one
    gateway.release.set()
    thread.join()
    assert set(result.values()) == {"sent"}


def test_more_that_hang_than_there_are_lanes_hold_up_nobody(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SECONDS", 30.0)
    gateway.hanging = set(MANY[: pool.LANES * 3])
    thread = threading.Thread(target=lambda: outcomes(*MANY))
    thread.start()
    gateway.wait_for(len(MANY) - pool.LANES * 3)
    gateway.release.set()
    thread.join()


def test_what_does_not_answer_is_given_up_in_time_and_goes_last_next_time(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "SECONDS", 0.3)
    gateway.hanging = {"slow"}
    began = time.monotonic()
    assert outcomes("slow", "a", "b") == {"slow": "late", "a": "sent", "b": "sent"}
    assert time.monotonic() - began < 5  # not for ever; how long exactly is the machine's affair
    assert post._slow.keys() == {"slow"}
    gateway.hanging.clear()
    assert outcomes("slow") == {"slow": "sent"}
    assert not post._slow


def test_an_answer_is_given_more_time_than_what_others_hear(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SECONDS", 0.2)
    monkeypatch.setattr(post, "PATIENCE", 30.0)
    gateway.hanging = {"asker", "other"}
    result: dict[str, str] = {}
    messages = [("asker", PONG), ("other", PONG)]
    thread = threading.Thread(target=lambda: result.update(post.post(messages, patient={"asker"})))
    thread.start()
    gateway.wait_until(lambda: "other" in post._slow)
    gateway.release.set()
    thread.join()
    assert result == {"asker": "sent", "other": "late"}


def test_too_many_requests_are_tried_again_within_the_limit(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway.answers = {"busy": [429, 429, 200], "broken": [500, 200]}
    assert outcomes("busy", "broken") == {"busy": "sent", "broken": "sent"}
    monkeypatch.setattr(post, "SECONDS", 0.2)
    gateway.answers = {"busy": [429] * 1000}
    assert outcomes("busy", "fine") == {"busy": "late", "fine": "sent"}


def test_gone_and_forbidden_are_told_apart(gateway: Gateway) -> None:
    gateway.gone = {"gone"}
    gateway.answers = {"forbidden": [403]}
    assert outcomes("gone", "forbidden", "fine") == {"gone": "gone", "forbidden": "failed", "fine": "sent"}


def test_a_kept_connection_that_was_dropped_is_opened_again(gateway: Gateway) -> None:
    """As after a function was frozen for a while: the gateway has closed what we kept open."""
    assert outcomes("a") == {"a": "sent"}
    gateway.drop_connections()
    assert outcomes("a") == {"a": "sent"}


def test_connections_are_kept_open(gateway: Gateway) -> None:
    for _ in range(20):
        outcomes("a")
    assert gateway.accepted == 1


def test_an_id_is_quoted_in_the_address(gateway: Gateway) -> None:
    assert outcomes("a+b/c=") == {"a+b/c=": "sent"}
    assert gateway.posted[0][0] == "a+b/c="


def test_nothing_to_say_asks_nobody(gateway: Gateway) -> None:
    assert post.post([]) == []
    assert gateway.requests == 0


def test_an_error_in_a_lane_ends_that_job_only(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    original = signing.signed

    def sometimes(service: str, method: str, host: str, path: str, body: bytes) -> dict[str, str]:
        if path.endswith("bad"):
            raise ZeroDivisionError
        return original(service, method, host, path, body)

    monkeypatch.setattr(signing, "signed", sometimes)
    assert outcomes("bad", "a", "b") == {"bad": "failed", "a": "sent", "b": "sent"}
