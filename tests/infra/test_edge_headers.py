"""CloudFront and the local edge send the same headers, for whatever stands behind them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from hearth.http import answers
from infra.local.edge import Edge
from infra.local.state import Stack
from tests.infra.test_template import template

FILES = "https://files.test"
API = {**answers.SECURITY_HEADERS, **answers.CORS_HEADERS, "Content-Type": "application/json"}
SITE = {"Content-Type": "text/html"}
NAMES = {
    "ContentSecurityPolicy": ("Content-Security-Policy", "ContentSecurityPolicy"),
    "ReferrerPolicy": ("Referrer-Policy", "ReferrerPolicy"),
    "FrameOptions": ("X-Frame-Options", "FrameOption"),
}


def rules() -> list[tuple[str, str, bool]]:
    """The template's response headers policy: name, value, and whether it stands over what the origin said."""
    config = template()["Resources"]["EdgeHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    own = config["SecurityHeadersConfig"]
    found = [(one["Header"], one["Value"], one["Override"]) for one in config["CustomHeadersConfig"]["Items"]]
    for kind, (header, key) in NAMES.items():
        value = own[kind][key]
        text = value["Fn::Sub"] if isinstance(value, dict) else value
        found.append((header, text.replace("https://${FilesBucket.RegionalDomainName}", FILES), own[kind]["Override"]))
    found.append(("X-Content-Type-Options", "nosniff", own["ContentTypeOptions"]["Override"]))
    transport = own["StrictTransportSecurity"]
    text = f"max-age={transport['AccessControlMaxAgeSec']}" + "; includeSubDomains" * transport["IncludeSubdomains"]
    found.append(("Strict-Transport-Security", text, transport["Override"]))
    return found


def by_cloudfront(origin: dict[str, str]) -> dict[str, str]:
    """What CloudFront makes of an origin's headers."""
    made = dict(origin)
    for name, value, override in rules():
        if override or name not in made:
            made[name] = value
    return made


async def by_the_local_edge(origin: dict[str, str], path: str) -> dict[str, str]:
    """What the local edge makes of them, asked over HTTP."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers=origin)

    engine = web.Application()
    engine.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(engine) as behind:
        at = str(behind.make_url("")).rstrip("/")
        stack = Stack("t", at, at, "http://web.test", "", "", "", FILES, {})
        async with (
            TestServer(Edge(stack).application()) as edge,
            ClientSession() as session,
            session.get(edge.make_url(path)) as got,
        ):
            return dict(got.headers)


def seen(path: str, origin: dict[str, str]) -> dict[str, Any]:
    """The headers of the list, as a browser gets them here."""
    names = {name for name, _, _ in rules()} | set(origin)
    got = asyncio.run(by_the_local_edge(origin, path))
    # the local edge is another origin for sockets, which CloudFront is not
    return {name: value.replace(" ws://web.test", "") for name, value in got.items() if name in names}


def test_the_api_keeps_what_it_says_of_itself() -> None:
    got = seen("/v1/orgs", API)
    assert {name: got[name] for name in API} == API
    assert got["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert got["Referrer-Policy"] == "no-referrer"
    assert got["X-Frame-Options"] == "DENY", "and gets what it does not"


@pytest.mark.parametrize(
    ("path", "origin"), [("/v1/orgs", API), ("/v1/orgs", {}), ("/live", SITE)], ids=["api", "bare", "socket"]
)
def test_cloudfront_answers_as_the_local_edge(path: str, origin: dict[str, str]) -> None:
    here = seen(path, origin)
    there = by_cloudfront(origin)
    for kinds in (here, there):  # of what a socket was refused with here, the edge says the kind itself
        kinds.pop("Content-Type", None)
    assert here == there


def test_a_page_gets_every_header_of_the_list() -> None:
    got = seen("/", SITE)
    assert {**got, "Content-Type": "text/html"} == by_cloudfront(SITE)
