"""Where a request on somebody's behalf may go: to networks that are everybody's, on the web's own ports."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from hearth.preview.errors import AddressNotAllowed, PageUnreachable

LONGEST = 2000
PORTS = {"http": 80, "https": 443}

_V4 = [
    ipaddress.ip_network(one)
    for one in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/3")
]
_V6_OF_ALL = ipaddress.IPv6Network("2000::/3")
_V6 = [ipaddress.IPv6Network(one) for one in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
"""Within that: Teredo, 6to4 and others that carry an address of IPv4 in them, and those of documentation."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody reaches: not private, of this machine, of this link (where clouds
    keep their metadata), shared, reserved or multicast, in whatever form it is written."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        return found in _V6_OF_ALL and found.is_global and not any(found in one for one in _V6)
    return found.is_global and not any(found in one for one in _V4)


@dataclass(frozen=True, slots=True)
class Rules:
    """Where requests may go. Only tests have others than these."""

    allows: Callable[[str], bool] = is_public
    own_ports: bool = True


PUBLIC = Rules()
"""Those of production."""


@dataclass(frozen=True, slots=True)
class Place:
    """A request's destination: what was asked for, and the one address that it goes to."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def place_of(url: str, rules: Rules) -> Place:
    """Where an address leads, resolved once: whoever connects takes `Place.address` and asks nobody again.

    AddressNotAllowed if any address of the host is not to be reached: who answers with a good and a bad one is up to
    no good. PageUnreachable if there is no such host.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError as error:  # a name that is none among them
        raise AddressNotAllowed("That is no address of a page.") from error
    scheme = parts.scheme.lower()
    clean = len(url) <= LONGEST and not any(char <= " " or char == "\x7f" for char in url)
    if scheme not in PORTS or not host or not clean or parts.username is not None or parts.password is not None:
        raise AddressNotAllowed("That is no address of a page.")
    if rules.own_ports and port not in {None, PORTS[scheme]}:
        raise AddressNotAllowed("Pages are on the web's own ports.")
    port = port or PORTS[scheme]
    found = _resolve(host, port)
    if not found or not all(rules.allows(one) for one in found):
        raise AddressNotAllowed("That address is not on the public web.")
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="%/:?#[]@!$&'()*+,;=~-._")
    return Place(scheme, host, port, found[0], path)


def _resolve(host: str, port: int) -> list[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PageUnreachable("There is no such host.") from error
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
