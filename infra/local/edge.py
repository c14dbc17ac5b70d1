"""One origin in front of the local engine, as CloudFront is in front of AWS: site, /v1, /live and /docs.

Routes and headers come from infra/edge.yaml, of which CloudFront's part in template.yaml is made as well.
"""

from __future__ import annotations

import asyncio
import fnmatch
import gzip
import mimetypes
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, WSMsgType, WSServerHandshakeError, web
from aiohttp.client_exceptions import ClientError
from multidict import CIMultiDict

from infra.environments import ROOT
from infra.local.state import Stack

if TYPE_CHECKING:
    from collections.abc import Mapping

# Headers about one connection are not passed on to the next.
HOP_BY_HOP = frozenset(
    (
        "connection", "host", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    )
)  # fmt: skip
LARGEST_BODY = 10 * 1024 * 1024
# What CloudFront compresses, of files between a kilobyte and ten megabytes.
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
LEAST, MOST = 1_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Config:
    """infra/edge.yaml, with the placeholders of its headers filled in."""

    routes: tuple[dict[str, str], ...]
    headers: dict[str, str]
    fallback: str
    immutable: str

    @classmethod
    def read(cls, *, files: str, live: str) -> Config:
        """Read the file for an edge whose signed links and sockets have these origins."""
        content = yaml.safe_load((ROOT / "infra" / "edge.yaml").read_text())
        headers = {
            name: " ".join(value.replace("{files}", files).replace("{live}", live).split())
            for name, value in content["headers"].items()
        }
        return cls(tuple(content["routes"]), headers, content["fallback"], content["immutable"])

    def route(self, path: str) -> dict[str, str]:
        """The first route that matches."""
        return next(route for route in self.routes if fnmatch.fnmatchcase(path, route["path"]))


class Site:
    """Files of the built client if there is one, else a plain page; the API page always."""

    def __init__(self, config: Config) -> None:
        import swagger_ui_bundle

        self._config = config
        built = ROOT / "web" / "dist"
        plain = ROOT / "infra" / "site"
        self._places = [("", built), ("", plain), ("docs/", Path(swagger_ui_bundle.swagger_ui_path))]

    def find(self, path: str) -> Path | None:
        """The file behind a path, or None; never one outside the served folders."""
        if path == "docs/openapi.yaml":
            return ROOT / "docs" / "openapi.yaml"
        for prefix, folder in self._places:
            if path.startswith(prefix):
                found = (folder / path.removeprefix(prefix)).resolve()
                if found.is_file() and found.is_relative_to(folder.resolve()):
                    return found
        return None

    def answer(self, path: str, route: dict[str, str], asked: Mapping[str, str] | None = None) -> web.StreamResponse:
        """The file, or the client's page for a path that names none: a file that is missing is missing."""
        wanted = route.get("file") or path.lstrip("/")
        if "." not in wanted.rpartition("/")[2]:
            wanted = self._config.fallback
        found = self.find(wanted)
        if found is None:
            return web.Response(status=404, text="Not found")
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        cache = (
            "public, max-age=31536000, immutable" if fnmatch.fnmatchcase(path, self._config.immutable) else "no-cache"
        )
        headers = {"Content-Type": kind, "Cache-Control": cache}
        state = found.stat()
        if not (kind.startswith(COMPRESSED) and LEAST <= state.st_size <= MOST):
            return web.FileResponse(found, headers=headers)
        headers["Vary"] = "Accept-Encoding"
        asked = asked or {}
        if "gzip" not in asked.get("Accept-Encoding", ""):
            return web.FileResponse(found, headers=headers)
        headers["ETag"] = f'W/"{state.st_mtime_ns:x}-{state.st_size:x}"'
        if headers["ETag"] in asked.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=_compressed(found, state.st_mtime_ns), headers=headers)


@lru_cache(maxsize=512)
def _compressed(file: Path, _written: int) -> bytes:
    """A file as it goes over the line; once for each time that it was written."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class Edge:
    """Forwards what belongs to the engine and serves the rest."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._edge_key = stack.outputs.get("EdgeKey", "")
        web_origin = urlsplit(stack.web_url).netloc
        self._config = Config.read(files=stack.endpoint, live=f"ws://{web_origin}")
        self._site = Site(self._config)
        self._session: ClientSession | None = None

    def application(self) -> web.Application:
        """The aiohttp application."""
        application = web.Application(client_max_size=LARGEST_BODY, handler_args={"auto_decompress": False})
        application.router.add_get("/-/health", self._health)
        application.router.add_route("*", "/{path:.*}", self.handle)
        application.cleanup_ctx.append(self._with_session)
        return application

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One request, whatever it is for."""
        route = self._config.route(request.path)
        if route["to"] == "live":
            answer = await self._live(request)
        elif route["to"] == "rest":
            answer = await self._rest(request)
        elif request.method in ("GET", "HEAD"):
            answer = self._site.answer(request.path, route, request.headers)
        else:
            answer = web.Response(status=405, text="Method not allowed")
        if not answer.prepared:  # a socket has had its answer
            for name, value in self._config.headers.items():
                answer.headers.setdefault(name, value)
        return answer

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        assert self._session is not None
        try:
            body = await request.read() if request.body_exists else None
            async with self._session.request(
                request.method,
                f"{self._stack.rest_url}{request.raw_path}",
                headers=_forwarded(request, self._edge_key),
                data=body,
                allow_redirects=False,
            ) as answer:
                content = await answer.read()
                headers = CIMultiDict(
                    (name, value) for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP
                )
                headers.popall("Content-Length", None)
                return web.Response(status=answer.status, body=content, headers=headers)
        except web.HTTPRequestEntityTooLarge:
            return _problem(413, "request_too_large", "Request too large")
        except (ClientError, TimeoutError):
            return _problem(502, "engine_unreachable", "The local engine does not answer")

    async def _live(self, request: web.Request) -> web.StreamResponse:
        assert self._session is not None
        target = f"{self._stack.ws_url}?{request.query_string}"
        try:
            # No compression and no pings of its own: what a client sees should be the engine's doing.
            upstream = await self._session.ws_connect(
                target, headers=_forwarded(request, self._edge_key), max_msg_size=0, autoping=False
            )
        except WSServerHandshakeError as refusal:
            return _problem(refusal.status, "connection_refused", "The live endpoint refused the connection")
        except (ClientError, TimeoutError):
            return _problem(502, "engine_unreachable", "The local engine does not answer")
        downstream = web.WebSocketResponse(max_msg_size=0, autoping=False, compress=False)
        await downstream.prepare(request)
        one, other = asyncio.create_task(_pump(downstream, upstream)), asyncio.create_task(_pump(upstream, downstream))
        await asyncio.wait({one, other}, return_when=asyncio.FIRST_COMPLETED)
        for task in (one, other):
            task.cancel()
        await upstream.close(code=_code(downstream.close_code))
        await downstream.close(code=_code(upstream.close_code))
        return downstream

    async def _with_session(self, _: web.Application) -> Any:
        self._session = ClientSession(
            connector=TCPConnector(limit=0, keepalive_timeout=60),
            cookie_jar=DummyCookieJar(),
            timeout=ClientTimeout(total=60),
            auto_decompress=False,
        )
        yield
        await self._session.close()

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(text="ok")


async def _pump(source: Any, target: Any) -> None:
    async for message in source:
        if message.type == WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await target.send_bytes(message.data)
        elif message.type == WSMsgType.PING:
            await target.ping(message.data)
        elif message.type == WSMsgType.PONG:
            await target.pong(message.data)


def _code(code: int | None) -> int:
    """A close code that may be sent: 1005 and 1006 only describe what happened."""
    return code if code and code not in (1005, 1006) else 1000


def _forwarded(request: web.Request, edge_key: str) -> CIMultiDict[str]:
    headers = CIMultiDict(
        (name, value)
        for name, value in request.headers.items()
        if name.lower() not in HOP_BY_HOP
        and not name.lower().startswith(("sec-websocket", "x-hearth-edge", "x-hearth-viewer"))
    )
    # Only the address that connected here is known; what the sender claims of itself is dropped.
    headers["X-Forwarded-For"] = headers["X-Hearth-Viewer"] = str(request.remote)
    headers["X-Hearth-Edge"] = edge_key
    headers["X-Forwarded-Proto"] = request.scheme
    headers["X-Forwarded-Host"] = request.host
    return headers


def _problem(status: int, code: str, title: str) -> web.Response:
    problem = {"type": f"https://hearth.dev/problems/{code}", "title": title, "status": status, "code": code}
    return web.json_response(problem, status=status, content_type="application/problem+json")


def main() -> None:
    """Serve the stack that stack.json describes on the port in HEARTH_EDGE."""
    port = int(os.environ["HEARTH_EDGE"])
    web.run_app(
        Edge(Stack.load()).application(), host="127.0.0.1", port=port, access_log=None, print=None, handle_signals=True
    )


if __name__ == "__main__":
    main()
