"""All routes as one WSGI application, as API Gateway puts them together: for tools that speak HTTP and know no Lambda.

`Authorization: Bearer <person id>.<session id>` stands for a session; there is no token to check here.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

from hearth import ids
from hearth.http import Api, Route
from hearth.ids import is_id
from tests.support.http import _Context

Start = Callable[[str, list[tuple[str, str]]], object]


class Gateway:
    """A WSGI application over the routes of `apis`; `/openapi.json` shows `document`."""

    def __init__(self, apis: list[Api], document: dict[str, Any]) -> None:
        self._routes = [(route, api) for api in apis for route in api.routes]
        self._document = json.dumps(document).encode()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == "/openapi.json":
            start("200 OK", [("Content-Type", "application/json")])
            return [self._document]
        found = self._match(method, path)
        if found is None:
            start("404 Not Found", [("Content-Type", "application/problem+json")])
            return [b'{"type":"about:blank","title":"Not found","status":404,"code":"route_not_found"}']
        route, api, parameters = found
        answer = api.handler(self._event(environ, route, parameters), _Context())
        headers = [(name, str(value)) for name, value in answer["headers"].items()]
        for name, values in (answer.get("multiValueHeaders") or {}).items():
            headers += [(name, value) for value in values]
        start(f"{answer['statusCode']} -", headers)
        return [str(answer["body"]).encode()]

    def _match(self, method: str, path: str) -> tuple[Route, Api, dict[str, str]] | None:
        given = path.split("/")
        best: tuple[int, Route, Api, dict[str, str]] | None = None
        for route, api in self._routes:
            parts = route.path.split("/")
            if route.method != method or len(parts) != len(given):
                continue
            pairs = list(zip(parts, given, strict=True))
            if not all(part == value or (part.startswith("{") and value) for part, value in pairs):
                continue
            exact = sum(not part.startswith("{") for part in parts)
            if best is None or exact > best[0]:  # as the gateway does: the longest literal match wins
                parameters = {part[1:-1]: unquote(value) for part, value in pairs if part.startswith("{")}
                best = (exact, route, api, parameters)
        return best[1:] if best else None

    def _event(self, environ: dict[str, Any], route: Route, parameters: dict[str, str]) -> dict[str, Any]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length) if length else b""
        headers = {
            name[5:].replace("_", "-").title(): value for name, value in environ.items() if name.startswith("HTTP_")
        }
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        many: dict[str, list[str]] = {}
        for name, value in query:
            many.setdefault(name, []).append(value)
        person, _, session = headers.get("Authorization", "").removeprefix("Bearer ").partition(".")
        authorizer = {"person_id": person, "session_id": session, "name": "Somebody"} if is_id(person) else {}
        return {
            "resource": route.path,
            "path": environ["PATH_INFO"],
            "httpMethod": route.method,
            "headers": headers,
            "multiValueHeaders": {},
            "queryStringParameters": dict(query) or None,
            "multiValueQueryStringParameters": many or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": route.path,
                "httpMethod": route.method,
                "requestId": ids.new_id(),
                "identity": {"sourceIp": "192.0.2.1"},
                "authorizer": authorizer,
            },
            "body": body.decode("utf-8", "replace") if body else None,
            "isBase64Encoded": False,
        }
