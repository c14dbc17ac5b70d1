"""The HTTP kernel: one declaration a route; everything else follows from it."""

from hearth.http.allow import InOrg, Public, SignedIn
from hearth.http.api import Api
from hearth.http.params import CHANGES, PAGE, Flag, IdParam, Number, Param, Text, Time
from hearth.http.ratelimit import Limit
from hearth.http.request import Request
from hearth.http.route import Reply, Route

__all__ = [
    "CHANGES",
    "PAGE",
    "Api",
    "Flag",
    "IdParam",
    "InOrg",
    "Limit",
    "Number",
    "Param",
    "Public",
    "Reply",
    "Request",
    "Route",
    "SignedIn",
    "Text",
    "Time",
]
