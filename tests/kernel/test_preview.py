"""Previews of pages: where a request may go, and what a server may do to whoever asks it."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hearth.preview import fetching, reading
from hearth.preview.addresses import Rules, is_public, place_of
from hearth.preview.errors import AddressNotAllowed, NotAPage, PageUnreachable
from hearth.preview.fetching import MOST_BYTES, Page, fetch
from hearth.preview.reading import read

HERE = Rules(allows=lambda address: address == "127.0.0.1", own_ports=False)
"""What tests allow, and production refuses: this machine."""

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "169.254.100.1",
    "100.64.0.1",
    "0.0.0.0",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:1::1",
    "2001:db8::1",
    "no address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_network_that_is_not_everybodys_is_refused_however_it_is_written(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_the_public_web_is_reached(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/latest/meta-data/",
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "https://",
        "https://ada:secret@1.1.1.1/",
        "https://1.1.1.1:22/",
        "http://1.1.1.1:99999/",
        "http://1.1.1.1/\r\nX-Evil: 1",
        "http://[",
        "http://1.1.1.1/" + "x" * 2000,
    ],
)
def test_an_address_that_is_no_page_of_the_web_is_refused_before_anybody_is_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connected(*_: Any, **__: Any) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket, "create_connection", connected)
    with pytest.raises(AddressNotAllowed):
        fetch(url)


def answers(*found: str) -> Callable[..., list[Any]]:
    """A name service that answers so."""
    return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in found]


def test_a_name_with_one_bad_address_among_good_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("1.1.1.1", "10.0.0.1"))
    with pytest.raises(AddressNotAllowed):
        place_of("http://rebind.example/", Rules())


def test_a_name_that_says_something_else_the_second_time_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return answers("1.1.1.1" if len(asked) == 1 else "127.0.0.1")()

    def connect(to: tuple[str, int], *_: Any) -> None:
        connected.append(to)
        raise OSError("far away")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(PageUnreachable):
        fetch("http://rebind.example/")
    assert (asked, connected) == (["rebind.example"], [("1.1.1.1", 80)])


# --- servers ------------------------------------------------------------------------------------------------------

Serve = Callable[[socket.socket], None]


@contextmanager
def serving(*serves: Serve) -> Iterator[tuple[str, list[bytes]]]:
    """A server that meets each connection as it likes, and its address; what it was sent is kept."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def run() -> None:
        for serve in serves:
            try:
                one, _ = listener.accept()
            except OSError:
                return
            with one:
                one.settimeout(20)
                try:
                    heard.append(one.recv(65536))
                    serve(one)
                except OSError:
                    continue

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", heard
    finally:
        listener.close()


def says(head: str, body: bytes = b"") -> Serve:
    return lambda to: to.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)


def page(body: bytes, more: str = "") -> Serve:
    return says(f"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8{more}", body)


def moved(to: str) -> Serve:
    return says(f"HTTP/1.1 302 Found\nLocation: {to}")


HEAD = b"<html><head><title>A page</title></head><body>words</body>"


def test_a_page_is_read_and_nothing_of_ours_is_sent_along() -> None:
    with serving(page(HEAD)) as (address, heard):
        found = fetch(f"{address}/a?b=c", HERE)
    assert (found.url, found.body) == (f"{address}/a?b=c", HEAD)
    sent = heard[0].decode().lower()
    assert sent.startswith("get /a?b=c http/1.1\r\n")
    assert not any(name in sent for name in ("cookie", "authorization", "referer", "x-amz"))


def test_a_redirect_is_followed_a_few_times() -> None:
    with serving(moved("/two"), moved("three"), page(HEAD)) as (address, _):
        assert fetch(f"{address}/one", HERE).url == f"{address}/three"
    with serving(*[moved("/again")] * 10) as (address, heard), pytest.raises(NotAPage):
        fetch(address, HERE)
    assert len(heard) == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://ada:secret@127.0.0.1/",
    ],
)
def test_a_redirect_to_where_no_request_may_go_is_not_followed(to: str) -> None:
    with serving(moved(to), page(HEAD)) as (address, heard), pytest.raises(AddressNotAllowed):
        fetch(address, HERE)
    assert len(heard) == 1


@pytest.mark.parametrize(
    "serve",
    [
        says("HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG"),
        says("HTTP/1.1 200 OK\nContent-Type: application/octet-stream", HEAD),
        says("HTTP/1.1 200 OK", HEAD),
        says("HTTP/1.1 404 Not Found\nContent-Type: text/html", HEAD),
        says("HTTP/1.1 500 No\nContent-Type: text/html", HEAD),
        page(HEAD, "\nContent-Encoding: br"),
    ],
)
def test_what_is_no_page_is_none(serve: Serve) -> None:
    with serving(serve) as (address, _), pytest.raises(NotAPage):
        fetch(address, HERE)


def _drip(what: bytes) -> Serve:
    """A byte now and then, for ever: no single wait is long."""

    def serve(to: socket.socket) -> None:
        pause = threading.Event()
        to.sendall(what)
        while not pause.wait(0.02):
            to.sendall(b"x")

    return serve


def _silent(to: socket.socket) -> None:
    to.recv(1)


@pytest.mark.parametrize(
    "serve",
    [
        _silent,
        _drip(b"HTTP/1.1 200 OK\r\nContent-Type: "),
        _drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n"),
        _drip(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 "),
        says("SSH-2.0-OpenSSH_9.6"),
        says("HTTP/1.1 200 OK\n" + "\n".join(f"X-{n}: y" for n in range(300))),
        page(b"no gzip at all", "\nContent-Encoding: gzip"),
        says("HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked", b"zz\r\n"),
        lambda to: to.close(),
    ],
)
def test_who_answers_slowly_for_ever_or_not_as_the_web_does_is_left(serve: Serve) -> None:
    with serving(serve) as (address, _), pytest.raises(PageUnreachable):
        fetch(address, HERE, seconds=0.5)


def test_of_an_endless_page_the_beginning_is_read() -> None:
    def endless(to: socket.socket) -> None:
        to.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HEAD)
        while True:
            to.sendall(b"x" * 65536)

    with serving(endless) as (address, _):
        assert len(fetch(address, HERE).body) == MOST_BYTES


def test_of_a_page_that_unpacks_to_a_gigabyte_the_beginning_is_unpacked() -> None:
    bomb = gzip.compress(HEAD + b"\0" * 64_000_000)
    assert len(bomb) < MOST_BYTES
    with serving(page(bomb, f"\nContent-Encoding: gzip\nContent-Length: {len(bomb)}")) as (address, _):
        found = fetch(address, HERE)
    assert found.body.startswith(HEAD)
    assert len(found.body) == MOST_BYTES


# --- what a page says ---------------------------------------------------------------------------------------------


def said(head: str, kind: str = "text/html", url: str = "https://example.com/a") -> tuple[str | None, str | None, str]:
    found = read(Page(url, kind, head.encode()))
    return found.title, found.description, found.site


def test_a_card_says_what_the_page_says_of_itself() -> None:
    whole = (
        "<head><title>Plain</title><meta property='og:title' content='For &amp; cards'>"
        '<META name="description" content="About it"><meta content="A site" property="og:site_name"></head>'
        "<meta property='og:title' content='Behind its head'>"
    )
    assert said(whole) == ("For & cards", "About it", "A site")
    assert said("<title>\n Only \t this </title>") == ("Only this", None, "example.com")
    assert said("nothing") == (None, None, "example.com")


def test_words_of_a_page_cannot_change_how_others_are_shown() -> None:
    title, _, _ = said("<title>a\u202eb\x00c&#8238;d&lt;script&gt;</title>")
    assert title == "abcd<script>"
    title, about, _ = said(f"<title>{'x' * 3000}</title><meta name=description content='{'y' * 3000}'>")
    assert (len(title or ""), len(about or "")) == (reading.TITLE, reading.DESCRIPTION)


@pytest.mark.parametrize("name", ["utf-8", "latin-1", "base64", "no-such", "idna", "unicode_escape"])
def test_an_encoding_that_is_none_harms_nothing(name: str) -> None:
    assert said("<title>plain</title>", f"text/html; charset={name}")[0] == "plain"


@pytest.mark.parametrize("piece", ["<meta ", "<meta a=", "<title", "<meta a='", "<!--", "<", "&#", "<meta content=x>"])
def test_a_page_made_to_take_long_is_read_in_a_step_for_each_letter(piece: str) -> None:
    assert said(piece * (MOST_BYTES // len(piece)))[2] == "example.com"
