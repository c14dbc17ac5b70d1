"""The service says that it is up, and answers preflights without asking who it is."""

from typing import Any

import pytest

from functions.platform import handler as entry
from tests.support.http import Caller


def preflight(path: str) -> dict[str, Any]:
    return entry.handler({"httpMethod": "OPTIONS", "path": path, "headers": {}, "requestContext": {}}, None)


@pytest.mark.usefixtures("table")
def test_anybody_hears_that_it_is_up_and_the_table_is_not_asked() -> None:
    answer = Caller(entry.api)("GET", "/v1/health")
    assert (answer.status, answer.body, answer.table_calls) == (200, {"status": "ok"}, 0)


@pytest.mark.parametrize("path", ["/v1/health", "/v1/orgs", "/v1/nothing"])
def test_a_preflight_of_any_path_is_told_what_it_may_send(path: str) -> None:
    answer = preflight(path)
    assert (answer["statusCode"], answer["body"]) == (204, "")
    allowed = answer["headers"]["Access-Control-Allow-Headers"].split(",")
    assert {"Authorization", "Idempotency-Key", "If-Match", "X-Hearth-Client"} <= set(allowed)


def test_no_preflight_lets_a_foreign_page_use_cookies() -> None:
    assert "Access-Control-Allow-Credentials" not in preflight("/v1/auth/refresh")["headers"]
