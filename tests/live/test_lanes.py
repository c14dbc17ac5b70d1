"""Requests of one thread over kept-open connections: answers of every shape, TLS, and connections that die."""

from pathlib import Path

import pytest

from hearth import tcp
from hearth.live import pool
from hearth.live.pool import Answer, ConnectionPool, Job, status_of
from tests.support import scripted
from tests.support.scripted import Asked, http

REQUEST = b"POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}"


def run(lanes: ConnectionPool, *names: str, seconds: float = 10.0, size: int = 0) -> dict[str, Answer]:
    """Do a job for each name; each is tried once."""
    request = REQUEST if not size else b"POST / HTTP/1.1\r\ncontent-length: %d\r\n\r\n%s" % (size, b"x" * size)
    answers: dict[str, Answer] = {}
    lanes.run([Job(name, lambda: request, seconds) for name in names], lambda job, got: answers.update({job.to: got}))
    return answers


@pytest.mark.parametrize(
    ("received", "means"),
    [
        (b"", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", None),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", (200, True)),
        (b"HTTP/1.1 200 OK\r\ncontent-length:2\r\n\r\n{", None),
        (b"HTTP/1.1 410 Gone\r\nContent-Length: 2\r\n\r\n{}", (410, True)),
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, True)),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", (200, True)),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", (200, False)),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", (200, False)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (200, False)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore", (200, False)),
    ],
)
def test_what_an_answer_means(received: bytes, means: tuple[int, bool] | None) -> None:
    assert status_of(bytearray(received)) == means


@pytest.mark.parametrize("received", [b"SSH-2.0\r\n\r\n", b"HTTP/1.1 what\r\n\r\n", b"x" * 70_000])
def test_what_is_no_answer(received: bytes) -> None:
    with pytest.raises(ValueError):
        status_of(bytearray(received))


def test_many_share_a_few_connections_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "HANG", 60.0)  # on a busy machine any answer may take as long as one that hangs
    with scripted.running(lambda _: http(200)) as server:
        lanes = ConnectionPool(server.url)
        names = [f"c{number}" for number in range(200)]
        for _ in range(2):
            assert run(lanes, *names) == dict.fromkeys(names, 200)
        assert len(server.connections) <= pool.LANES
        assert len(server.asked) == 400


def test_an_answer_in_pieces_and_one_that_ends_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LARGEST_HEAD", 64)  # so that an answer comes in more than one reading
    with scripted.running(lambda _: http(200, b"y" * 300, connection="close")) as server:
        assert run(ConnectionPool(server.url), "a", "b") == {"a": 200, "b": 200}
        assert len(server.connections) == 2


def test_a_request_larger_than_the_socket_takes_at_once() -> None:
    with scripted.running(lambda _: http(200)) as server:
        assert run(ConnectionPool(server.url), "a", size=8_000_000) == {"a": 200}
        assert len(server.asked[0].body) == 8_000_000


def test_a_kept_connection_that_dies_under_a_request_is_replaced_without_a_failure() -> None:
    """The other side may close it just as we write; a new one gets the same request once."""

    def answer(asked: Asked) -> bytes | None:
        return http(200) if asked.of_connection == 1 else None

    with scripted.running(answer) as server:
        lanes = ConnectionPool(server.url)
        for _ in range(3):
            assert run(lanes, "a") == {"a": 200}


def test_a_new_connection_that_is_closed_or_refused_is_a_failure() -> None:
    with scripted.running(lambda _: None) as server:
        assert run(ConnectionPool(server.url), "a", "b") == {"a": 503, "b": 503}
    assert run(ConnectionPool(server.url), "a") == {"a": 503}
    assert run(ConnectionPool("http://name.invalid"), "a") == {"a": 503}


def test_another_try_comes_after_the_pause_and_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted.running(lambda asked: http(429 if asked.number < 4 else 200)) as server:
        heard: list[Answer] = []

        def done(_: Job, answer: Answer) -> float | None:
            heard.append(answer)
            return 0.001 if answer == 429 else None

        ConnectionPool(server.url).run([Job("a", lambda: REQUEST, 10)], done)
        assert heard == [429, 429, 429, 200]
    with scripted.running(lambda _: http(429)) as server:
        heard.clear()
        ConnectionPool(server.url).run([Job("a", lambda: REQUEST, 0.05)], done)
        assert set(heard) == {429, "late"}
        assert heard.count("late") == 1


def test_over_tls_and_only_to_whom_it_trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = scripted.certified(tmp_path)
    names = [f"c{number}" for number in range(50)]
    with scripted.running(lambda _: http(200), theirs) as server:
        assert run(ConnectionPool(server.url), "a") == {"a": 503}
        assert not server.asked
        monkeypatch.setattr(tcp, "trust", lambda: ours)
        lanes = ConnectionPool(server.url)
        for _ in range(2):
            assert run(lanes, *names) == dict.fromkeys(names, 200)
        assert run(lanes, "large", size=2_000_000) == {"large": 200}
        server.drop_connections()
        assert run(lanes, "a", "b") == {"a": 200, "b": 200}


def test_a_handshake_that_never_comes_is_late() -> None:
    with scripted.running(lambda _: http(200)) as server:  # which waits for a request, and not for a handshake
        assert run(ConnectionPool(server.url.replace("http:", "https:")), "a", seconds=0.2)["a"] in {"late", 503}
