"""The network that an address belongs to: what rate limits by address count."""

from ipaddress import IPv6Address, ip_address


def network(address: str) -> str:
    """The one form in which an address is counted: an IPv6 one by its /64, an IPv4 one as itself.

    A provider gives a household or a server 2^64 addresses of IPv6 and seldom fewer, so counting each counts nobody.
    IPv4 written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. What is no address is counted as it stands.
    """
    text = address.strip()
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return text[:100]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(found)
