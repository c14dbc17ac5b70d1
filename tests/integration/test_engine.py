"""The engine with our runtime answers as API Gateway and Lambda do, good functions and bad."""

from __future__ import annotations

import asyncio
import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import websockets

from infra.bench.bare import Bare
from infra.environments import ROOT, python_of
from infra.local.state import Stack, client
from tests.support.web import Answer, call


def test_a_route_answers(bare: Bare) -> None:
    answer = call("GET", f"{bare.rest_url}/open")
    assert (answer.status, answer.json) == (200, {"status": "ok"})


def test_fifty_calls_at_once_are_answered(bare: Bare) -> None:
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda _: call("GET", f"{bare.rest_url}/open").status, range(50)))
    assert statuses == [200] * 50


@pytest.mark.parametrize("act", ["raise", "exit", "hang", "large", "memory"])
def test_a_bad_call_is_a_502_that_tells_nothing_and_harms_nobody(bare: Bare, act: str) -> None:
    answer = call("GET", f"{bare.rest_url}/open?do={act}")
    assert answer.status == 502
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["code"] == "internal"
    assert "asked to fail" not in answer.text
    assert call("GET", f"{bare.rest_url}/open").status == 200


def test_a_body_over_six_megabytes_is_refused(bare: Bare) -> None:
    answer = call("POST", f"{bare.rest_url}/open", body=b"0" * (6 * 1024 * 1024 + 1))
    assert (answer.status, answer.json["code"]) == (413, "request_too_large")


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_an_authorizer_that_says_unauthorized_is_a_401(bare: Bare, token: str) -> None:
    assert call("GET", f"{bare.rest_url}/guarded", headers={"Authorization": token} if token else {}).status == 401


def test_an_authorizer_that_allows_lets_in(bare: Bare) -> None:
    assert call("GET", f"{bare.rest_url}/guarded", headers={"Authorization": "let-me-in"}).status == 200


def test_a_direct_call_tells_the_error_as_lambda_does(bare: Bare, stack: Stack) -> None:
    event = {"queryStringParameters": {"do": "raise"}, "headers": {}}
    answer = client("lambda", stack).invoke(FunctionName="bare-http", Payload=json.dumps(event))
    assert answer["FunctionError"] == "Unhandled"
    problem = json.loads(answer["Payload"].read())
    assert (problem["errorType"], problem["errorMessage"]) == ("ValueError", "asked to fail")
    assert call("GET", f"{bare.rest_url}/open").status == 200


def test_lines_reach_the_log_group_in_one_stream_per_process(bare: Bare, stack: Stack) -> None:
    answer = call("GET", f"{bare.rest_url}/open")
    assert answer.status == 200
    logs = client("logs", stack)
    events = logs.filter_log_events(logGroupName="/aws/lambda/bare-http", filterPattern="START")["events"]
    assert len({event["logStreamName"] for event in events}) < len(events)


def test_a_table_change_reaches_its_reader(bare: Bare, stack: Stack) -> None:
    key = f"change-{time.time_ns()}"
    client("dynamodb", stack).put_item(TableName=bare.table, Item={"pk": {"S": key}})
    logs = client("logs", stack)

    def seen() -> bool:
        try:
            return bool(logs.filter_log_events(logGroupName="/aws/lambda/bare-consumer", filterPattern=key)["events"])
        except logs.exceptions.ResourceNotFoundException:
            return False  # the reader never ran yet

    deadline = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < deadline, "the reader never saw it"


class TestSockets:
    """Sockets through the gateway."""

    @pytest.mark.parametrize(("ticket", "status"), [("", 401), ("?ticket=nonsense", 401), ("?ticket=break", 500)])
    def test_a_refused_ticket_has_the_status_of_aws(self, bare: Bare, ticket: str, status: int) -> None:
        async def connect() -> int:
            with pytest.raises(websockets.InvalidStatus) as refusal:
                await websockets.connect(f"{bare.ws_url}{ticket}")
            return refusal.value.response.status_code

        assert asyncio.run(connect()) == status

    def test_fifty_connect_at_once(self, bare: Bare) -> None:
        async def connect() -> list[Any]:
            sockets = await asyncio.gather(*[_connect(bare, str(number)) for number in range(50)])
            answers = await asyncio.gather(*[_ask(socket, {"type": "hello"}) for socket in sockets])
            await asyncio.gather(*[socket.close() for socket in sockets])
            return answers

        assert [answer["route"] for answer in asyncio.run(connect())] == ["$default"] * 50

    def test_the_type_of_a_message_chooses_its_function(self, bare: Bare) -> None:
        async def ask() -> Any:
            async with await _connect(bare) as socket:
                return await _ask(socket, {"type": "update"})

        assert asyncio.run(ask())["route"] == "update"

    def test_messages_of_different_connections_do_not_wait_for_each_other(self, bare: Bare) -> None:
        async def ask() -> float:
            sockets = await asyncio.gather(*[_connect(bare, str(number)) for number in range(10)])
            await asyncio.gather(*[_ask(socket, {"do": "sleep"}) for socket in sockets])  # warm
            began = time.monotonic()
            await asyncio.gather(*[_ask(socket, {"do": "sleep"}) for socket in sockets])
            taken = time.monotonic() - began
            await asyncio.gather(*[socket.close() for socket in sockets])
            return taken

        assert asyncio.run(ask()) < 10 * 0.3 * 0.8

    def test_a_failing_handler_tells_the_client_nothing(self, bare: Bare) -> None:
        async def ask() -> Any:
            async with await _connect(bare) as socket:
                return await _ask(socket, {"do": "raise"})

        answer = asyncio.run(ask())
        assert answer["message"] == "Internal server error"
        assert "asked to fail" not in str(answer)

    @pytest.mark.parametrize(("message", "code"), [("x" * (128 * 1024 + 1), 1009), (b"bytes", 1003)])
    def test_what_api_gateway_does_not_carry_closes_the_socket(
        self, bare: Bare, message: str | bytes, code: int
    ) -> None:
        async def ask() -> int | None:
            async with await _connect(bare) as socket:
                await socket.send(message)
                with pytest.raises(websockets.ConnectionClosed) as closed:
                    await socket.recv()
                return closed.value.rcvd.code if closed.value.rcvd else None

        assert asyncio.run(ask()) == code


async def _connect(bare: Bare, name: str = "me") -> Any:
    return await websockets.connect(f"{bare.ws_url}?ticket=let-me-in-{name}", open_timeout=30)


async def _ask(socket: Any, message: dict[str, Any]) -> Any:
    await socket.send(json.dumps(message))
    return json.loads(await asyncio.wait_for(socket.recv(), 30))


class TestEdge:
    """One origin for everything."""

    def test_the_api_is_behind_it(self, stack: Stack) -> None:
        answer = call("GET", f"{stack.web_url}/v1/health")
        assert (answer.status, answer.json["status"]) == (200, "ok")

    def test_an_unknown_route_is_a_problem(self, stack: Stack) -> None:
        answer = call("GET", f"{stack.web_url}/v1/no/such/route")
        assert (answer.status, answer.json["code"]) == (404, "route_not_found")
        assert answer.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize("path", ["/", "/docs", "/docs/openapi.yaml", "/docs/swagger-ui.css", "/some/place/inside"])
    def test_the_site_is_behind_it(self, stack: Stack, path: str) -> None:
        answer = call("GET", f"{stack.web_url}{path}")
        assert answer.status == 200
        _has_security_headers(answer)

    def test_an_address_that_the_sender_claims_is_dropped(self, bare: Bare, stack: Stack) -> None:
        answer = call("GET", f"{stack.web_url}/v1/health", headers={"X-Forwarded-For": "203.0.113.9"})
        assert answer.status == 200
        logs = client("logs", stack).filter_log_events(
            logGroupName=f"/hearth/{stack.name}/functions", filterPattern="203.0.113.9"
        )
        assert logs["events"] == []


def test_quick_key_conditions_answer_as_the_engines_own() -> None:
    script = ROOT / "tests" / "integration" / "engine_conditions.py"
    command = [str(python_of("engine")), str(script)]
    result = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 50_000


def _has_security_headers(answer: Answer) -> None:
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
