"""What template.yaml and the kernel make a deployment bill for, read from them: queues that are polled, metrics, log
lines, memory. So the cost model (infra/costs.py) follows when they change."""

from __future__ import annotations

import contextlib
import io
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from infra.environments import ROOT

# What the platform writes beside our own line when it is asked for all: START, END and REPORT.
PLATFORM_LINES = (70, 56, 150)
LINE_OVERHEAD = 26
"""Bytes that CloudWatch adds to every log event before it bills them."""


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as what they are given."""


def _plain(loader: _Loader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


_Loader.add_multi_constructor("!", _plain)


@dataclass(frozen=True, slots=True)
class Deployed:
    """Counts. `bytes_a_call` are log bytes of a REST call and of a frame, as they are billed."""

    polled_queues: int
    direct_targets: int
    metrics: int
    bytes_a_call: tuple[int, int]
    http_gb: float
    socket_gb: float
    other_gb: float
    schedules: int
    traced: bool


def read() -> Deployed:
    """As the template and the kernel stand."""
    content: dict[str, Any] = yaml.load((ROOT / "template.yaml").read_text(), _Loader)  # noqa: S506  a safe loader
    shared, resources = content["Globals"]["Function"], content["Resources"]
    functions = {
        name: one["Properties"] for name, one in resources.items() if one["Type"] == "AWS::Serverless::Function"
    }
    events = [event for one in functions.values() for event in (one.get("Events") or {}).values()]
    polled = sum(event["Type"] == "SQS" for event in events) + sum(
        one["Type"] == "AWS::Lambda::EventSourceMapping" and "Queue" in str(one["Properties"]["EventSourceArn"])
        for one in resources.values()
    )
    direct = sum(event["Type"] in {"EventBridgeRule", "CloudWatchEvent"} for event in events) + sum(
        one["Type"] == "AWS::Events::Rule" and "Queue" not in str(one["Properties"]["Targets"])
        for one in resources.values()
    )
    quiet = shared.get("LoggingConfig", {}).get("SystemLogLevel") == "WARN"
    memory = {name: one.get("MemorySize", shared["MemorySize"]) / 1024 for name, one in functions.items()}
    http = [size for name, size in memory.items() if name.endswith("Http")]
    other = [size for name, size in memory.items() if not name.endswith(("Http", "Socket"))]
    return Deployed(
        polled_queues=polled,
        direct_targets=direct,
        metrics=_metrics(len(functions)),
        bytes_a_call=(_billed(len(_rest_line()), quiet), _billed(len(_frame_line()), quiet)),
        http_gb=sum(http) / len(http),
        socket_gb=memory["DocumentsSocket"],
        other_gb=sum(other) / len(other),
        schedules=sum(event["Type"] in {"Schedule", "ScheduleV2"} for event in events),
        traced=str(content["Parameters"]["Tracing"]["Default"]).lower() == "true",
    )


def _billed(line: int, quiet: bool) -> int:
    platform = () if quiet else PLATFORM_LINES
    return line + LINE_OVERHEAD + sum(each + LINE_OVERHEAD for each in platform)


def _rest_line() -> str:
    """The line of a usual request."""
    route = "GET /v1/orgs/{org_id}/documents/{document_id}"
    return _line("get_document", ["BatchGetItem"], request_id=_ID, route=route, status=200, person=_ID, org=_ID)


def _frame_line() -> str:
    """The line of an update."""
    place = {"connection": "A" * 16, "topic": "document", "org": _ID}
    return _line("socket.update", ["PutItem", "Query"], request_id="A" * 16, person=_ID, status=200, **place)


_ID = "01a22b71-45b6-7952-ad39-096f24e83b0d"


def _line(operation: str, table: list[str], **fields: Any) -> str:
    from hearth import telemetry

    caught = io.StringIO()
    with contextlib.redirect_stdout(caught), telemetry.measure(operation, **fields):
        for one in table:
            telemetry.table_called(one, 1.0, 0.004)
        if operation.startswith("socket."):
            telemetry.count("FramesSent", 2)
    return caught.getvalue()


def _metrics(functions: int) -> int:
    """Custom metrics (each name with each value of its dimensions is one) that the log lines make, if they make any."""
    made = json.loads(_frame_line()).get("_aws", {}).get("CloudWatchMetrics", [])
    sources = [path.read_text() for folder in ("functions", "layers") for path in (ROOT / folder).rglob("*.py")]
    counters = {name for text in sources for name in re.findall(r'telemetry\.count\(\s*"(\w+)"', text)}
    operations = len(_routes()) + len(
        {name for text in sources for name in re.findall(r'socket\.on\("([a-z-]+)"', text)}
    )
    total = 0
    for one in made:
        for dimensions in one["Dimensions"]:
            values = operations if "operation" in dimensions else functions if "service" in dimensions else 1
            # each operation has its duration and its count; a business counter belongs to one of them
            total += (2 if "operation" in dimensions else len(one["Metrics"])) * values + len(counters)
    return total


@cache
def _routes() -> list[str]:
    return re.findall(r"operationId: (\w+)", (ROOT / "docs" / "openapi.yaml").read_text())
