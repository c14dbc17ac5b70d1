"""Quotas of live connections, which are counted by who is there and not in an item of usage."""

from hearth.quotas import Quota

CONNECTIONS = Quota(
    name="connections",
    of="person",
    default=20,
    least=1,
    full="You are connected as often as you may be.",
    parameter="LiveConnections",
    description="Live connections of one person. One more closes the one that was idle the longest.",
)
PLACES = Quota(
    name="places",
    of="person",
    default=10,
    least=1,
    full="You are here as often as you may be.",
    parameter="LivePlaces",
    description="Places of one person on one live topic.",
)

QUOTAS = (CONNECTIONS, PLACES)
