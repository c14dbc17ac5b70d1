"""Starts MiniStack with every function invocation handed to runtime.py.

MiniStack runs the messages of all sockets of a function one after another in one worker, and starts a worker anew for
each concurrent call (a second each). So a handful of its private names are replaced before its main() runs; template,
functions and names stay as they are on AWS. The names belong to one version: their signatures are checked first.

Run by the engine's environment: `python -m infra.local.engine`, configured by HEARTH_ENGINE (JSON).
"""

from __future__ import annotations

import importlib.metadata
import inspect
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local import engine_speed
from infra.local.compression import compress
from infra.local.engine_state import Snapshots, end_interrupted_updates, forget_stream_positions
from infra.local.runtime import PAYLOAD_LIMIT, Function, Outcome, Runtime
from infra.local.table_journal import Journal, keep

VERSION = "1.5.33"
GATEWAY_SECONDS = 29
SOCKET_MESSAGE_LIMIT = 128 * 1024

# Module, name and parameters of everything replaced or called below.
EXPECTED = {
    ("services.lambda_svc", "_execute_function_dispatch"): "func config event request_id started",
    ("services.lambda_svc", "_execute_function"): "func event",
    ("services.lambda_svc", "_execution_record_for_config"): "func config",
    ("services.lambda_svc", "_emit_lambda_logs"): "func request_id log_text error duration_ms log_source",
    ("services.cloudwatch_logs", "_append_log_events"): "stream events",
    ("services.cloudwatch_logs", "_fanout_to_subscription_filters"): None,
    ("core.lambda_runtime", "get_or_create_worker"): "func_name config code_zip qualifier",
    ("services.apigateway", "_authorize_ws_connect"): None,
    ("services.apigateway", "_invoke_request_authorizer_lambda"): "authorizer event account_id region",
    ("services.apigateway_v1", "_rest_apis"): None,
    ("services.apigateway", "handle_websocket"): "scope receive send api_id path_override",
    ("services.apigateway", "handle_connections_api"): "method api_id stage connection_id body headers",
    ("core.persistence", "save_all"): "services",
    ("services.dynamodb", "handle_request"): "method path headers body query_params",
    ("services.dynamodb", "_tokenize"): "expr",
    ("services.dynamodb", "_condition_syntax_error"): "expr slot",
    ("services.dynamodb", "_evaluate_condition"): "expr item attr_values attr_names slot",
    ("app", "_build_persistence_save_dict"): "",
    ("app", "_load_persisted_state"): "",
    ("app", "main"): "",
}


def check_version() -> None:
    """Stop with a plain message when MiniStack is not the version this was written for."""
    found = importlib.metadata.version("ministack")
    if found != VERSION:
        raise SystemExit(
            f"infra/local/engine.py knows MiniStack {VERSION}, this is {found}; adapt it before moving on."
        )
    for (module, name), parameters in EXPECTED.items():
        function = getattr(importlib.import_module(f"ministack.{module}"), name, None)
        if function is None:
            raise SystemExit(f"MiniStack has no {module}.{name} any more; adapt infra/local/engine.py.")
        if parameters is None:
            continue
        got = " ".join(inspect.signature(function).parameters)
        if got != parameters:
            raise SystemExit(
                f"MiniStack's {module}.{name} takes ({got}), not ({parameters}); adapt infra/local/engine.py."
            )


def _function(config: dict[str, Any]) -> Function:
    """MiniStack's configuration of a function, as the runtime wants it."""
    layers = []
    for layer in config.get("Layers") or []:
        arn = layer if isinstance(layer, str) else layer["Arn"]
        layers.append(arn.split(":")[6].rsplit("-", 1)[-1])
    return Function(
        name=config["FunctionName"],
        handler=config["Handler"],
        environ={key: str(value) for key, value in (config.get("Environment") or {}).get("Variables", {}).items()},
        layers=tuple(layers),
        timeout=float(config.get("Timeout") or 3),
        memory=int(config.get("MemorySize") or 128),
        arn=config.get("FunctionArn", ""),
        revision=config.get("RevisionId", ""),
        log_group=(config.get("LoggingConfig") or {}).get("LogGroup") or "",
    )


def _problem(event: dict[str, Any], status: int, code: str, title: str, detail: str) -> dict[str, Any]:
    """What the template's gateway responses answer, where MiniStack would answer something of its own."""
    problem = {
        "type": f"https://hearth.dev/problems/{code}",
        "title": title,
        "status": 500 if code == "internal" else status,
        "code": code,
        "detail": detail,
        "request_id": event["requestContext"].get("requestId"),
    }
    headers = {"Content-Type": "application/problem+json", "Access-Control-Allow-Origin": "*"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(problem)}


def _too_large(event: Any) -> dict[str, Any]:
    if _is_rest(event):
        text = ("Request too large", "The request is larger than the API takes.")
        return {"body": _problem(event, 413, "request_too_large", *text)}
    message = f"Request must be smaller than {PAYLOAD_LIMIT} bytes for the InvokeFunction operation"
    return {"body": {"errorMessage": message, "errorType": "RequestEntityTooLargeException"}, "error": True}


_LATE = (504, "timeout", "Took too long", "The request took too long; what it did is unknown.")
_BROKEN = (
    502,
    "internal",
    "Something went wrong",
    "The service failed to answer; the request id helps to find out why.",
)


def _is_rest(event: Any) -> bool:
    """A call of a REST route, not of its authorizer."""
    return isinstance(event, dict) and "httpMethod" in event and "requestContext" in event and "type" not in event


class Dispatcher:
    """What MiniStack calls instead of its own executors."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def dispatch(
        self, _func: Any, config: dict[str, Any], event: Any, request_id: str, started: float
    ) -> dict[str, Any]:
        """Run one invocation and shape its outcome as MiniStack's executors do."""
        del started
        payload = json.dumps(event, ensure_ascii=False).encode()
        if len(payload) > PAYLOAD_LIMIT:
            return _too_large(event)
        function = _function(config)
        from_gateway = isinstance(event, dict) and "requestContext" in event and "stage" in event["requestContext"]
        if from_gateway and function.timeout > GATEWAY_SECONDS:
            function = _shortened(function)
        trace = f"Root=1-{int(time.time()):08x}-{request_id.replace('-', '')[:24]};Sampled=0"
        outcome = self._runtime.invoke(function, payload, request_id, trace)
        _log(config, request_id, outcome)
        if outcome.failed:
            error = json.loads(outcome.body)
            if _is_rest(event):
                late = error.get("errorType") == "Sandbox.Timedout" and function.timeout == GATEWAY_SECONDS
                return {"body": _problem(event, *(_LATE if late else _BROKEN)), "log": outcome.log}
            return {"body": error, "error": True, "log": outcome.log, "function_error": "Unhandled"}
        answer = json.loads(outcome.body)
        if _is_rest(event):
            answer = compress(event, answer, _compressed_from(event["requestContext"].get("apiId", "")))
        return {"body": answer, "log": outcome.log}


def _compressed_from(api_id: str) -> int | None:
    from ministack.services import apigateway_v1

    least = (apigateway_v1._rest_apis.get(api_id) or {}).get("minimumCompressionSize")
    return None if least is None else int(least)


def _shortened(function: Function) -> Function:
    from dataclasses import replace

    return replace(function, timeout=GATEWAY_SECONDS)


def _log(config: dict[str, Any], request_id: str, outcome: Outcome) -> None:
    """One log stream per worker, as on AWS; MiniStack would open one per call and keep them for ever."""
    from ministack.services import cloudwatch_logs

    name = config["FunctionName"]
    group_name = (config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{name}"
    now = int(time.time() * 1000)
    empty = {
        "arn": "",
        "creationTime": now,
        "retentionInDays": None,
        "tags": {},
        "subscriptionFilters": {},
        "streams": {},
    }
    group = cloudwatch_logs._log_groups.get(group_name)
    if group is None:
        group = empty | {"arn": cloudwatch_logs._make_group_arn(group_name)}
        cloudwatch_logs._log_groups[group_name] = group
    streams = group["streams"]
    stream = streams.get(outcome.stream)
    if stream is None:
        times = dict.fromkeys(("firstEventTimestamp", "lastEventTimestamp", "lastIngestionTime"))
        stream = streams[outcome.stream] = {"events": [], "uploadSequenceToken": "1", "creationTime": now, **times}
        while len(streams) > 200:
            streams.pop(next(iter(streams)))
    milliseconds = f"{outcome.seconds * 1000:.2f} ms"
    lines = [
        f"START RequestId: {request_id} Version: $LATEST",
        *outcome.log.splitlines(),
        f"END RequestId: {request_id}",
        f"REPORT RequestId: {request_id}\tDuration: {milliseconds}\tMemory Size: {config.get('MemorySize', 128)} MB",
    ]
    events = [{"timestamp": now, "message": line, "ingestionTime": now} for line in lines]
    cloudwatch_logs._append_log_events(stream, events)
    del stream["events"][:-2000]
    cloudwatch_logs._fanout_to_subscription_filters(group_name, outcome.stream, events)


class SocketWorker:
    """Stands where MiniStack takes its one worker for all messages of a socket function."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._record = record

    def invoke(self, event: dict[str, Any], _message_id: str) -> dict[str, Any]:
        """Run it like any other invocation; a message is answered only when it failed, and then says nothing."""
        from ministack.services import lambda_svc

        result = lambda_svc._execute_function(self._record, event)
        context = event["requestContext"]
        answer = result.get("body")
        if result.get("error") or result.get("throttle"):
            problem = {
                "message": "Internal server error",
                "connectionId": context["connectionId"],
                "requestId": context["requestId"],
            }
            return {"status": "ok", "result": {"statusCode": 500, "body": json.dumps(problem)}}
        status = answer.get("statusCode", 200) if isinstance(answer, dict) else 200
        # Without a route response, which Hearth has none of, API Gateway drops the returned body.
        return {"status": "ok", "result": {"statusCode": status}}


class Unauthorized(Exception):
    """The authorizer of a socket raised exactly "Unauthorized", which API Gateway answers with 401."""


def replace_names(runtime: Runtime) -> None:
    """Hand MiniStack's invocations over. One sentence per name says why it must be replaced."""
    from ministack.core import lambda_runtime
    from ministack.services import apigateway, lambda_svc

    # Every trigger but sockets passes here, after concurrency was accounted.
    lambda_svc._execute_function_dispatch = Dispatcher(runtime).dispatch
    # Its one-stream-per-call logging is done by _log().
    lambda_svc._emit_lambda_logs = lambda *_args, **_kwargs: None
    # Sockets take a worker of their own accord.
    lambda_runtime.get_or_create_worker = _socket_worker
    # A refused ticket must be 401 as on AWS, not 500.
    apigateway._invoke_request_authorizer_lambda = _invoke_authorizer
    apigateway._authorize_ws_connect = _authorizing(apigateway._authorize_ws_connect)
    # Sockets must tell the address that the edge saw, and keep API Gateway's limits.
    apigateway.handle_websocket = _limited(apigateway.handle_websocket)


def _socket_worker(
    func_name: str,  # noqa: ARG001 - the parameters are MiniStack's
    config: dict[str, Any],
    code_zip: bytes,  # noqa: ARG001
    qualifier: str = "$LATEST",  # noqa: ARG001
) -> SocketWorker:
    return SocketWorker({"config": config})


async def _invoke_authorizer(authorizer: Any, event: Any, account_id: str, region: str) -> Any:
    from ministack.core.concurrency import run_reentrant
    from ministack.services import apigateway, lambda_svc

    reference = apigateway._extract_lambda_ref_from_integration_uri(authorizer.get("authorizerUri", ""))
    data, config, _ = lambda_svc._get_func_record_for_ref_in_scope(reference, account_id=account_id, region=region)
    if data is None or config is None:
        return None
    record = lambda_svc._execution_record_for_config(data, config)
    result = await run_reentrant(lambda_svc._execute_function_with_config_scope, record, event)
    body = result.get("body")
    if result.get("error"):
        if isinstance(body, dict) and body.get("errorMessage") == "Unauthorized":
            raise Unauthorized
        return None
    return body if isinstance(body, dict) else None


def _authorizing(original: Any) -> Any:
    async def authorize(*args: Any, **kwargs: Any) -> Any:
        try:
            return await original(*args, **kwargs)
        except Unauthorized:
            return (401, "Unauthorized"), None

    return authorize


def _limited(original: Any) -> Any:
    async def handle_websocket(
        scope: Any, receive: Any, send: Any, api_id: str, path_override: str | None = None
    ) -> None:
        forwarded = dict(scope.get("headers", [])).get(b"x-forwarded-for")
        if forwarded:
            scope = scope | {"client": (forwarded.decode("latin-1").split(",")[0].strip(), 0)}

        async def limited() -> Any:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            binary = message.get("bytes")
            if binary or len((message.get("text") or "").encode()) > SOCKET_MESSAGE_LIMIT:
                code = 1003 if binary else 1009
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            return message

        await original(scope, limited, send, api_id, path_override)

    return handle_websocket


def warm_all(runtime: Runtime) -> None:
    """Start one worker for every function."""
    from ministack.services import lambda_svc

    for record in list(lambda_svc._functions.values()):
        runtime.warm(_function(record["config"]))


def _loading(original: Callable[[], None], replay: Callable[[], int]) -> Callable[[], None]:
    """Load what was saved, and then what was written since."""

    def load() -> None:
        original()
        if done := replay():
            print(f"{done} writes of the table done again after a stop without warning", flush=True)

    return load


def main() -> None:
    """Configure, replace, run."""
    settings = json.loads(os.environ.pop("HEARTH_ENGINE"))
    check_version()
    state = Path(os.environ["STATE_DIR"])
    forget_stream_positions(state)
    end_interrupted_updates(state)
    runtime = Runtime(
        root=Path(settings["root"]),
        home=Path(settings["home"]),
        python=Path(settings["python"]),
        layers={name: Path(folder) for name, folder in settings["layers"].items()},
        provided=Path(settings["provided"]),
    )
    replace_names(runtime)
    journal = Journal(state)
    snapshots = Snapshots(journal)
    replay = keep(journal)
    signal.signal(signal.SIGUSR1, lambda *_: snapshots.wanted.set())
    signal.signal(signal.SIGUSR2, lambda *_: threading.Thread(target=warm_all, args=(runtime,), daemon=True).start())
    threading.Thread(target=snapshots.run, daemon=True, name="hearth-snapshots").start()
    from ministack import app

    app._load_persisted_state = _loading(app._load_persisted_state, replay)
    sys.argv = ["ministack"]
    engine_speed.install()
    try:
        app.main()
        journal.forget_all()
    finally:
        runtime.stop()


if __name__ == "__main__":
    main()
