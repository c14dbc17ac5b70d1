"""Where somebody comes from: what a request says about its device and place, and how their tokens travel."""

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from functions.identity.errors import OriginRefused
from functions.identity.models import SESSION_DAYS
from hearth.config import web_url
from hearth.http import Request

REFRESH_COOKIE = "hearth_refresh"
DEVICE_COOKIE = "hearth_device"
DEVICE_DAYS = 400
COOKIE = "cookie"
BODY = "body"


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """One request's device and place."""

    address: str
    agent: str
    country: str
    transport: str = BODY
    device_token: str | None = None
    refresh_token: str | None = None
    """What the browser's cookie says of a session it has already."""


def visit(request: Request[Any]) -> ClientInfo:
    """The visit of a request. Its body may choose the transport and show a device token."""
    body = request.body
    transport = getattr(body, "transport", None) or BODY
    jar = cookies(request)
    device = getattr(body, "device_token", None) or jar.get(DEVICE_COOKIE)
    already = jar.get(REFRESH_COOKIE) if transport == COOKIE else None
    country = request.headers.get("cloudfront-viewer-country", "")[:2]
    return ClientInfo(request.address, request.agent, country, transport, device, already)


def cookies(request: Request[Any]) -> dict[str, str]:
    """The cookies of a request; none if they cannot be read."""
    try:
        jar = SimpleCookie(request.headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def refresh_token(request: Request[Any]) -> tuple[str | None, str]:
    """The refresh token that a request shows, and how it came.

    A cookie is sent by the browser whoever made the page, so it only counts together with a header that a foreign page
    cannot set and the origin of our own pages. SameSite=Strict is the first wall; this is the second.
    """
    given = request.body.refresh_token
    if given:
        return given, BODY
    token = cookies(request).get(REFRESH_COOKIE)
    if token is None:
        return None, COOKIE
    if request.headers.get("x-hearth-client") != "web" or request.headers.get("origin", "") != web_url():
        raise OriginRefused("The cookie only counts on the workspace's own pages.")
    return token, COOKIE


def refresh_cookie(token: str | None) -> str:
    """The cookie that keeps a refresh token, or takes it away."""
    age = SESSION_DAYS * 86400 if token else 0
    return f"{REFRESH_COOKIE}={token or ''}; Max-Age={age}; Path=/v1/auth; HttpOnly; Secure; SameSite=Strict"


def device_cookie(token: str) -> str:
    """The cookie by which a device is known again."""
    return f"{DEVICE_COOKIE}={token}; Max-Age={DEVICE_DAYS * 86400}; Path=/v1/auth; HttpOnly; Secure; SameSite=Strict"
