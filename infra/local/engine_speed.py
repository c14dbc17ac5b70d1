"""What makes MiniStack answer several times as fast, without another answer (docs/decisions/0027).

Every table call, function call and frame to a socket is one request to this one process. So: the HTTP and WebSocket
server is uvicorn on uvloop and httptools, where MiniStack would run hypercorn, which reads HTTP in Python; a query
reads its expressions once and not once for every item of its partition; and the garbage collector leaves alone what
lives for ever.

What goes over the wire stays what AWS sends: no Server header, no permessage-deflate, no pings of the server's own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import operator
import re
import signal
from collections.abc import Callable
from typing import Any

YOUNG_OBJECTS = 50_000
"""How many new objects make the collector look: a request makes a few hundred, and nearly none in cycles."""


_KEY_CONDITION = re.compile(
    r"\(?(#\w+) = (:\w+)(?: AND (?:"
    r"(?P<between>#\w+) BETWEEN (?P<low>:\w+) AND (?P<high>:\w+)"
    r"|begins_with ?\((?P<begins>#\w+), ?(?P<start>:\w+)\)"
    r"|(?P<compares>#\w+) (?P<sign>=|<=|>=|<|>) (?P<with>:\w+)"
    r"))?\)?"
)
_SIGNS = {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _in_texts(evaluate: Callable[..., bool]) -> Callable[..., bool]:
    """MiniStack reads the key condition of a query for every item of its partition, in range or not. Where all keys are
    texts, as ours, and the condition is of a usual form, this compares and does not read; else MiniStack answers."""
    read = functools.lru_cache(4096)(_KEY_CONDITION.fullmatch)

    def evaluated(expr: str, item: Any, values: Any, names: Any, slot: str = "ConditionExpression") -> bool:
        form = read(expr) if slot == "KeyConditionExpression" else None
        if form is None:
            return evaluate(expr, item, values, names, slot)

        def key(name: str) -> str:
            return str(item[names[name]]["S"])

        def value(name: str) -> str:
            return str(values[name]["S"])

        try:
            fits = key(form[1]) == value(form[2])
            if form["between"]:
                return value(form["low"]) <= key(form["between"]) <= value(form["high"]) and fits
            if form["begins"]:
                return key(form["begins"]).startswith(value(form["start"])) and fits
            return fits and (not form["sign"] or _SIGNS[form["sign"]](key(form["compares"]), value(form["with"])))
        except KeyError:  # not a text, or not there
            return evaluate(expr, item, values, names, slot)

    return evaluated


_A_FRAME = re.compile(r"/_aws/execute-api/([^/]+)/([^/]+)/@connections/([^/]+)")


def _short_way_for_frames(app: Any) -> Any:
    """A frame to a socket goes to the management API's handler at once, past the search for one of 200 services."""
    from ministack.services import apigateway

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        frame = scope["type"] == "http" and scope["method"] == "POST" and _A_FRAME.fullmatch(scope["path"])
        if not frame:
            await app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return  # half a frame is none
            body, more = body + message.get("body", b""), message.get("more_body", False)
        status, headers, content = await apigateway.handle_connections_api("POST", *frame.groups(), body, {})
        headers = {**headers, "content-length": str(len(content))}
        told = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": content})

    return answer


async def serve(app: Any, config: Any) -> None:
    """Stands in for `hypercorn.asyncio.serve`, given hypercorn's configuration."""
    import uvicorn

    host, _, port = config.bind[0].rpartition(":")
    settings = uvicorn.Config(
        _short_way_for_frames(app),
        host=host,
        port=int(port),
        http="httptools",
        ws="websockets-sansio",
        lifespan="on",
        log_level=str(config.loglevel).lower(),
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,  # the application adds one where the service gave none
        timeout_keep_alive=int(config.keep_alive_timeout),
        timeout_graceful_shutdown=3,
        ws_ping_interval=None,
        ws_per_message_deflate=False,
    )
    server = uvicorn.Server(settings)
    startup = server.startup

    async def start(sockets: Any = None) -> None:
        await startup(sockets)
        gc.freeze()  # what was loaded lives as long as the engine
        gc.set_threshold(YOUNG_OBJECTS, 20, 50)

    server.startup = start
    # uvicorn would send itself the signal again when all is done, and end what MiniStack's main() has still to do.
    server.capture_signals = contextlib.nullcontext
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, server.handle_exit, number, None)
    await server.serve()


def install() -> None:
    """Have MiniStack's `main()` run this server, and its table read every expression once."""
    import hypercorn.asyncio
    import uvloop
    from ministack.services import dynamodb

    hypercorn.asyncio.serve = serve
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    tokens = functools.lru_cache(4096)(dynamodb._tokenize)
    dynamodb._tokenize = lambda expr: [*tokens(expr)]
    dynamodb._evaluate_condition = _in_texts(dynamodb._evaluate_condition)
    dynamodb._condition_syntax_error = functools.lru_cache(4096)(dynamodb._condition_syntax_error)
