"""Whatever is sent to whatever route, the answer is never a 5xx.

`HEARTH_FUZZ_REQUESTS=20000 pytest tests/fuzz/test_requests.py` sends more than CI does; `--seed 17` replays one slice.
A request that once got a 5xx stands in KEPT, where it is sent every time.
"""

import json
import os
from copy import deepcopy
from typing import Any

import pytest

from hearth.http import Api, Route
from hearth.lazy import resolve
from hearth.live import limits
from infra import openapi
from infra.openapi_schemas import Schemas
from tests.documents.factories import update
from tests.support.live import Gateway
from tests.support.odd import Odd
from tests.support.ready import ENDS, KNOWN
from tests.support.replay import replayable
from tests.support.workspace import Workspace, quick_hashes

SLICE = 400
REQUESTS = int(os.environ.get("HEARTH_FUZZ_REQUESTS", "2000"))
APIS = {api.name: api for api in openapi.apis()}
ROUTES = [(api, route) for api in APIS.values() for route in api.routes]
OFTEN = {"put_content": 12, "post_update": 6, "create_document": 3}
"""Routes that take more than a form: what can be odd about their requests has more room."""
DRAWN = [pair for pair in ROUTES for _ in range(OFTEN.get(pair[1].name, 1))]
HEADERS = ("If-Match", "If-None-Match", "Idempotency-Key", "Content-Type", "User-Agent", "Cookie", "Accept-Encoding",
           "X-Hearth-Viewer", "X-Hearth-Edge", "X-Forwarded-For", "CloudFront-Viewer-Country", "Origin")  # fmt: skip
WORDS = {
    "type": "text",
    "text": "Words",
    "marks": [{"type": "link", "attrs": {"href": "https://example.org", "target": "_blank"}}, {"type": "bold"}],
}
PARAGRAPH = {"type": "paragraph", "content": [WORDS, {"type": "hardBreak"}]}
CELL = {"type": "tableCell", "attrs": {"colspan": 1, "rowspan": 1, "colwidth": [100]}, "content": [PARAGRAPH]}
DOCUMENT = {
    "type": "doc",
    "content": [
        {"type": "heading", "attrs": {"level": 2}, "content": [WORDS]},
        PARAGRAPH,
        {"type": "image", "attrs": {"src": "hearth-image:1", "alt": "a", "title": None, "width": 100}},
        {"type": "taskList", "content": [{"type": "taskItem", "attrs": {"checked": True}, "content": [PARAGRAPH]}]},
        {"type": "orderedList", "attrs": {"start": 1}, "content": [{"type": "listItem", "content": [PARAGRAPH]}]},
        {"type": "table", "content": [{"type": "tableRow", "content": [CELL, CELL]}]},
        {"type": "codeBlock", "attrs": {"language": "py"}, "content": [{"type": "text", "text": "x = 1"}]},
    ],
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One slice when asked for, else as many as hold the requests."""
    if "seed" in metafunc.fixturenames:
        given = metafunc.config.getoption("--seed", None)
        metafunc.parametrize("seed", [int(given)] if given is not None else range(1, 1 + -(-REQUESTS // SLICE)))


class Place:
    """A workspace, and requests to it that are odd in some way."""

    def __init__(self, seed: int) -> None:
        self.odd = Odd(seed)
        self.random = self.odd.random
        self.space = Workspace(APIS)
        self.schemas = Schemas()
        self.known = {name: there(self.space) for name, there in KNOWN.items()}

    def event(self, route: Route) -> dict[str, Any]:
        """A request to a route."""
        names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
        path = {name: self._part(name, route) for name in names}
        headers = {"Content-Type": route.raw[0] if route.raw else "application/json", "If-Match": "*"}
        for _ in range(self.random.randrange(3)):
            headers[self.random.choice(HEADERS)] = self.odd.text()
        query = {name: self.odd.text() for name in route.query if self.random.random() < 0.3}
        if self.random.random() < 0.1:
            query[self.odd.text()] = self.odd.text()
        person = self.random.choice([self.space.ada] * 8 + [self.space.bob, self.space.cy])
        authorizer = {"person_id": person.person_id, "session_id": person.session_id, "name": "Somebody"}
        return event_of(route, path, headers, query, authorizer, self._body(route, headers))

    def _part(self, name: str, route: Route) -> str:
        if route.name in ENDS and name.endswith("_id"):
            return "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
        known = self.known.get(name)
        return known if known is not None and self.random.random() < 0.93 else self.odd.text()

    def _body(self, route: Route, headers: dict[str, str]) -> str | None:
        if route.raw:
            headers["Content-Type"] = kind = self.random.choice(route.raw)
            if "json" not in kind:
                return "\n\n".join(self.odd.text() for _ in range(self.random.randrange(6)))
            match self.random.randrange(4):
                case 0 | 1:
                    return self.odd.json(self.odd.document(DOCUMENT))
                case 2:
                    return self.odd.json(self.odd.changed(DOCUMENT))
            return self.odd.json({"type": "doc", "content": [self.odd.node(1)]})
        if route.body is None:
            return self.odd.json(self.odd.value()) if self.random.random() < 0.1 else None
        example = deepcopy(self.schemas.example(self.schemas.ref(resolve(route.body))))
        if route.name == "post_update":
            example.update(update=self.odd.update(UPDATE), upload=None, epoch=1)
        return self.odd.json(self.odd.changed(example) if self.random.random() < 0.85 else self.odd.value())


UPDATE = update("words")


def event_of(
    route: Route,
    path: dict[str, str],
    headers: dict[str, str],
    query: dict[str, str],
    authorizer: dict[str, Any],
    body: str | None,
) -> dict[str, Any]:
    """A request as API Gateway hands it on."""
    return {
        "resource": route.path,
        "path": route.path,
        "httpMethod": route.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} or None,
        "pathParameters": path or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": route.path,
            "httpMethod": route.method,
            "requestId": "fuzz",
            "identity": {"sourceIp": "192.0.2.1"},
            "authorizer": authorizer,
        },
        "body": body,
        "isBase64Encoded": False,
    }


@pytest.fixture(autouse=True)
def unlimited(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who is told to wait would find nothing."""
    monkeypatch.setattr("hearth.http.api.spend", lambda *_: {})
    monkeypatch.setattr(limits, "BURST", 10**9)
    quick_hashes(monkeypatch)


class _Context:
    function_name, memory_limit_in_mb, aws_request_id = "fuzz", 512, "fuzz"
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:fuzz"

    def get_remaining_time_in_millis(self) -> int:
        """Enough."""
        return 29_000


def answer_to(api: Api, event: dict[str, Any]) -> tuple[int, str]:
    """Status and body."""
    answer = api.handler(event, _Context())
    json.dumps(answer)  # Lambda must be able to hand it on
    str(answer["body"]).encode()
    return int(answer["statusCode"]), str(answer["body"])


def test_no_request_gets_a_5xx(seed: int) -> None:
    with replayable("tests/fuzz/test_requests.py", seed):
        place = Place(seed)
        for _ in range(SLICE):
            api, route = place.random.choice(DRAWN)
            event = place.event(route)
            status, body = answer_to(api, event)
            assert status < 500, (route.name, event["pathParameters"], event["headers"], event["body"], body)


KEPT: list[tuple[str, dict[str, str], str | None]] = [
    ("put_content", {"If-Match": "²", "Content-Type": "text/markdown"}, "Words."),
    ("change_document", {"If-Match": '"²"'}, '{"title":"x"}'),
    ("end_other_sessions", {"User-Agent": "\ud800"}, None),
]
"""Route, headers and body of requests that got a 5xx once."""


@pytest.mark.parametrize(("name", "headers", "body"), KEPT)
def test_what_failed_once_fails_no_more(name: str, headers: dict[str, str], body: str | None) -> None:
    place = Place(0)
    [(api, route)] = [(api, route) for api, route in ROUTES if route.name == name]
    names = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    who = {"person_id": place.space.ada.person_id, "session_id": place.space.ada.session_id, "name": "Ada"}
    status, answer = answer_to(api, event_of(route, {n: place.known[n] for n in names}, headers, {}, who, body))
    assert status < 500, answer
