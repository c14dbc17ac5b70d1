"""Fetching a page from somebody else's server, which may be anybody's: bounded in time, bytes and steps.

Each redirect is an address like the first, looked at anew; the connection goes to the address that was looked at.
Nothing of ours is sent along: no cookie, no credential, no referrer.
"""

import http.client
import socket
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from hearth.preview.addresses import PUBLIC, Place, Rules, place_of
from hearth.preview.errors import NotAPage, PageUnreachable
from hearth.tcp import trust

SECONDS = 8.0
"""For all of it, however many redirects."""

MOST_REDIRECTS = 4
MOST_BYTES = 512 * 1024
"""Of a page, packed or unpacked: what a card shows stands in its head. The rest is not read."""

AGENT = "Hearth-Preview/1.0"
TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PIECE = 16 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Page:
    """The beginning of a page, and where it was found in the end."""

    url: str
    content_type: str
    body: bytes


def fetch(url: str, rules: Rules = PUBLIC, seconds: float = SECONDS) -> Page:
    """The page at an address. AddressNotAllowed, NotAPage or PageUnreachable."""
    end = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        place = place_of(url, rules)
        found = _ask(place, url, end)
        if isinstance(found, Page):
            return found
        url = quote(urljoin(url, found), safe="%/:?#[]@!$&'()*+,;=~-._")
    raise NotAPage("It leads on and on.")


def _ask(place: Place, url: str, end: float) -> Page | str:
    """A page, or the address that it has moved to."""
    left = end - time.monotonic()
    if left <= 0:
        raise PageUnreachable("It took too long.")
    connection = _Pinned(place, left)
    stop = threading.Timer(left, connection.cut)  # a server that sends a byte now and then never times out by itself
    stop.daemon = True
    stop.start()
    try:
        connection.request("GET", place.path, headers=_headers())
        answer = connection.getresponse()
        connection.check()
        if answer.status in _REDIRECTS and answer.headers.get("Location"):
            return str(answer.headers["Location"])
        found = _page(answer)
        connection.check()
        return Page(url, *found)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise PageUnreachable("Nobody answered in time, or not as the web does.") from error
    finally:
        stop.cancel()
        connection.close()


def _headers() -> dict[str, str]:
    return {
        "User-Agent": AGENT,
        "Accept": "text/html,application/xhtml+xml",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _page(answer: http.client.HTTPResponse) -> tuple[str, bytes]:
    content_type = answer.headers.get("Content-Type", "")
    if answer.status != 200 or content_type.partition(";")[0].strip().lower() not in TYPES:
        raise NotAPage("What is there is no page.")
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip"}:
        raise NotAPage("It is packed in a way that was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if packing == "gzip" else None
    body = bytearray()
    read = 0
    while len(body) < MOST_BYTES and read < MOST_BYTES and (piece := answer.read1(_PIECE)):
        read += len(piece)
        body += unpack.decompress(piece, MOST_BYTES - len(body)) if unpack else piece
    return content_type, bytes(body[:MOST_BYTES])


class _Pinned(http.client.HTTPConnection):
    """A connection to the one address that was looked at, whatever the name says by now."""

    def __init__(self, place: Place, seconds: float) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self._place = place
        self._cut = False

    def connect(self) -> None:
        """To that address; with TLS, as the host that was asked for."""
        self.sock = socket.create_connection((self._place.address, self._place.port), self.timeout)
        if self._place.scheme == "https":
            # the handshake comes after, so that there is something to cut while it waits
            self.sock = trust().wrap_socket(self.sock, server_hostname=self._place.host, do_handshake_on_connect=False)
            self.sock.do_handshake()
        self.check()

    def check(self) -> None:
        """TimeoutError once it was cut: what was read then looks like an end, and is none."""
        if self._cut:
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread: whoever waits for a byte waits no longer."""
        self._cut = True
        found = self.sock
        if found is not None:
            try:
                found.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
