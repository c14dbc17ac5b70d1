"""`make costs`: what a month costs, from counts and a dated price list. Arithmetic, not a bill.

The team is the model team of our research: 50 people, 22 days, 8 hours connected, one of them in an editor with 30 % of
it typing, 1.5 others watching when anybody does. Live messages and units are counted (infra/counted.json, held by tests
and by the benchmarks); queues, metrics, log lines and memory are read from the template and the kernel
(infra/deployed.py); what is assumed is a field of `Team`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra import deployed
from infra.client.places import Tick
from infra.deployed import Deployed

COUNTED = Path(__file__).with_name("counted.json")

# us-east-1, US dollars, read on 2026-11-21 from a public price test data set (DynamoDB 2024-11, others 2024-07).
PRICES_DATE = "2026-11-21"
PRICES = {
    "message": 1.00e-6,  # WebSocket, each 32 KB
    "minute": 0.25e-6,  # of a connection
    "rest": 3.50e-6,
    "invocation": 0.20e-6,
    "gb_second": 0.0000133334,  # arm64
    "write": 0.625e-6,
    "read": 0.125e-6,
    "table_gb": 0.25 + 0.20,  # with point-in-time recovery
    "event": 1.00e-6,
    "queue": 0.40e-6,
    "file_gb": 0.023,
    "file_put": 5.0e-6,
    "file_get": 0.4e-6,
    "log_gb": 0.50 + 0.03,
    "metric": 0.30,
    "trace": 5.00e-6,
    "edge_request": 1.00e-6,
    "edge_gb": 0.085,
    "out_gb": 0.09,  # from S3 to the internet
    "mail": 0.10e-3,
}
FREE_FOR_EVER = {
    # what AWS gives every account each month, without an end: not in the table, only in the line below it
    "invocation": 1e6, "gb_second": 400e3, "queue": 1e6, "table_gb": 25, "log_gb": 5, "metric": 10,
    "edge_request": 10e6, "edge_gb": 1000, "out_gb": 100,
}  # fmt: skip
POLLS = 657_000
"""Empty receives of one queue that Lambda polls, a month: five pollers that wait twenty seconds each."""

HOURS = 730


@dataclass(frozen=True, slots=True)
class Team:
    """Assumptions about people, a person and working day unless said otherwise."""

    people: int = 50
    days: int = 22
    connected_minutes: float = 480
    editor_minutes: float = 60
    typing_share: float = 0.30
    alone_share: float = 0.60
    others: float = 1.5
    near: float = 0.20  # of the time in company, somebody's caret is in the block that is written, or the next
    in_sight: float = 0.30  # the block is on somebody's screen; the rest of the time nobody sees it
    cursor_moves_a_minute: float = 6  # selections of somebody who reads in company; typing itself moves none
    looks_a_minute: float = 3  # scrolling that comes to rest, in company
    chat_messages: float = 60
    chat_receivers: float = 8
    rest_calls: float = 600  # with the local replica; 1,500 without
    rest_writes: float = 60
    changed_notices: float = 200  # "something is newer" frames that reach one person
    mails: float = 5
    files_gb: float = 2  # kept, a person
    table_mb: float = 20  # kept, a person
    pages: float = 20  # of the client that the service worker asks for
    file_reads: float = 20
    read_mb: float = 5  # of files, snapshots and pictures
    readers_an_event: float = 1.0  # consumers that an event has

    @property
    def person_days(self) -> float:
        """In a month."""
        return self.people * self.days


@dataclass(slots=True)
class Bill:
    """Dollars by part, with what they were made of."""

    parts: dict[str, float] = field(default_factory=dict)
    amounts: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def add(self, part: str, price: str, amount: float, note: str = "") -> None:
        """Count `amount` of something into a part."""
        self.parts[part] = self.parts.get(part, 0.0) + amount * PRICES[price]
        self.amounts[price] = self.amounts.get(price, 0.0) + amount
        told = f"{_short(amount)} {note or price}"
        self.notes[part] = f"{self.notes[part]}, {told}" if part in self.notes else told

    @property
    def total(self) -> float:
        """Dollars a month."""
        return sum(self.parts.values())

    @property
    def after_allowances(self) -> float:
        """The same, less what every account has for nothing."""
        return self.total - sum(
            min(self.amounts.get(price, 0.0), amount) * PRICES[price] for price, amount in FREE_FOR_EVER.items()
        )


def _short(amount: float) -> str:
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if amount >= size:
            return f"{amount / size:.2f} {letter}"
    return f"{amount:.0f}"


@dataclass(frozen=True, slots=True)
class Live:
    """A month of the socket: messages both ways, those that come in (each runs a function), updates stored."""

    messages: float
    incoming: float
    updates: float


def _typed(team: Team, counted: dict[str, Any], where: str) -> tuple[float, float]:
    """Updates and messages of a minute of typing with others at a distance."""
    one, two = counted[f"typing_{where}_one_other"], counted[f"typing_{where}_two_others"]
    share = team.others - 1  # between the counts for one and for two others
    return one["updates"], one["messages"] + share * (two["messages"] - one["messages"])


def live(team: Team, counted: dict[str, Any], *, adaptive: bool = True) -> Live:
    """With the tick that follows the distance, or as if everybody were near."""
    typing = team.editor_minutes * team.typing_share * team.person_days
    alone, company = typing * team.alone_share, typing * (1 - team.alone_share)
    shares = {"near": team.near, "in_sight_of": team.in_sight, "unseen_by": 1 - team.near - team.in_sight}
    updates, messages = (alone * counted["typing_alone"][name] for name in ("updates", "messages"))
    for where, share in shares.items() if adaptive else [("near", 1.0)]:
        made, told = _typed(team, counted, where)
        updates += company * share * made
        messages += company * share * told
    together = team.editor_minutes * (1 - team.alone_share) * team.person_days
    moves = together * ((1 - team.typing_share) * team.cursor_moves_a_minute + adaptive * team.looks_a_minute)
    quiet = counted["open_and_quiet_per_hour"]["messages"] * team.connected_minutes / 60 * team.person_days
    chat = team.chat_messages * team.person_days
    told = moves * (1 + team.others) + quiet + chat * (2 + team.chat_receivers)
    told += team.changed_notices * team.person_days
    return Live(messages + told, updates + moves + quiet / 2 + chat, updates)


def idle(built: Deployed) -> Bill:
    """A month in which nobody comes."""
    bill = Bill()
    bill.add("queues that Lambda polls", "queue", built.polled_queues * POLLS, "empty receives")
    bill.add("schedules", "invocation", built.schedules * HOURS, "invocations")
    bill.add("schedules", "gb_second", built.schedules * HOURS * 0.3 * built.other_gb, "GB-s")
    bill.add("schedules", "log_gb", built.schedules * HOURS * built.bytes_a_call[0] * 1e-9, "GB of log")
    bill.add("schedules", "read", built.schedules * HOURS * 2, "read units")
    return bill


def month(team: Team, counted: dict[str, Any], built: Deployed, *, adaptive: bool = True) -> Bill:
    """The whole bill."""
    bill, spoken = idle(built), live(team, counted, adaptive=adaptive)
    rest = team.rest_calls * team.person_days
    writes, chat = team.rest_writes * team.person_days, team.chat_messages * team.person_days
    events = writes + chat + spoken.updates * 0.02
    bill.add("live messages", "message", spoken.messages, "messages")
    bill.add("connections", "minute", team.connected_minutes * team.person_days, "minutes")
    bill.add("REST", "rest", rest, "calls")
    _functions(bill, team, (rest, spoken.incoming, events * (1 + team.readers_an_event)), built)
    _stored(bill, team, counted["units_per_update"], spoken.updates, (rest, writes, chat))
    _events(bill, team, events, built)
    _edge(bill, team, rest, spoken.messages)
    bill.add("mail", "mail", team.mails * team.person_days, "mails")
    return bill


def _functions(bill: Bill, team: Team, calls: tuple[float, float, float], built: Deployed) -> None:
    rest, incoming, derived = calls
    bill.add("functions", "invocation", rest * 1.05 + incoming + derived, "invocations")
    seconds = rest * 0.030 * built.http_gb + incoming * 0.015 * built.socket_gb + derived * 0.06 * built.other_gb
    bill.add("functions", "gb_second", seconds, "GB-s")
    lines = (rest * 1.05 + derived) * built.bytes_a_call[0] + incoming * built.bytes_a_call[1]
    bill.add("logs", "log_gb", lines * 1e-9, "GB")
    bill.add(
        "metrics", "metric", built.metrics * team.days * 10 / HOURS, "custom metrics, by the hours they are in use"
    )
    if built.traced:
        bill.add("traces", "trace", rest + incoming + derived, "traces")


def _stored(bill: Bill, team: Team, units: dict[str, Any], updates: float, asked: tuple[float, float, float]) -> None:
    rest, writes, chat = asked
    versions = team.editor_minutes / 10 * team.person_days  # one for ten minutes of writing at most
    written = updates * units["write"] + writes * 4 + chat * 3 + versions * 2
    bill.add("table", "write", written, "write units")
    bill.add("table", "read", updates * units["read"] + rest * 2 + chat * 2, "read units")
    bill.add("table", "table_gb", team.people * team.table_mb / 1000, "GB")
    bill.add("files", "file_gb", team.people * team.files_gb, "GB")
    bill.add("files", "file_put", team.person_days * 20 + versions, "writes")
    bill.add("files", "file_get", team.person_days * team.file_reads, "reads")
    bill.add("files", "out_gb", team.person_days * team.read_mb / 1000, "GB out")


def _events(bill: Bill, team: Team, events: float, built: Deployed) -> None:
    bill.add("events and queues", "event", events, "events")
    through = built.polled_queues / max(1, built.polled_queues + built.direct_targets)
    bill.add("events and queues", "queue", events * team.readers_an_event * through * 3, "queue requests")


def _edge(bill: Bill, team: Team, rest: float, messages: float) -> None:
    bill.add("CloudFront", "edge_request", rest + team.pages * team.person_days, "requests")
    bill.add("CloudFront", "edge_gb", (rest * 2e3 + messages * 400 + team.person_days * 200e3) * 1e-9, "GB out")


def table(team: Team, counted: dict[str, Any], built: Deployed) -> str:
    """Markdown: as it is by default, and what a tick of 30 ms for everybody would cost."""
    usual, steady = month(team, counted, built), month(team, counted, built, adaptive=False)
    lines = [
        f"Prices of {PRICES_DATE}, us-east-1. {team.people} people, {team.days} days; no free allowance counted.",
        "",
        "| part | $ a month | $ with 30 ms for everybody | made of |",
        "|---|---:|---:|---|",
    ]
    lines += [
        f"| {part} | {usual.parts[part]:.2f} | {steady.parts[part]:.2f} | {usual.notes[part]} |"
        for part in sorted(usual.parts, key=lambda name: -usual.parts[name])
    ]
    lines.append(f"| **all** | **{usual.total:.2f}** | **{steady.total:.2f}** | |")
    lines.append(f"| a person | {usual.total / team.people:.2f} | {steady.total / team.people:.2f} | |")
    less = usual.after_allowances
    lines += [
        "",
        f"$ idle (nobody comes for a month): {idle(built).total:.2f}",
        f"$ a person and month: {usual.total / team.people:.2f}",
        f"$ a person, less what AWS gives every account for ever: {less / team.people:.2f} ({less:.2f} in all)",
        f"X-Ray: {'on' if built.traced else 'off'}. Polled queues: {built.polled_queues}. "
        f"Custom metrics: {built.metrics}.",
        "",
        *ticks(team, counted),
    ]
    if not counted["units_per_update"].get("measured"):
        lines += ["", "Units an update are the design's (one write, one read); `hearth bench live` measures them."]
    return "\n".join(lines)


def ticks(team: Team, counted: dict[str, Any]) -> list[str]:
    """What each distance costs: a minute of typing, and how long a letter waits before it is sent."""
    rows = (("near", "near"), ("in_sight_of", "sight"), ("unseen_by", "unseen"))
    lines = [
        f"| typing with {team.others} others | tick ms | updates a minute | messages | $ an hour |",
        "|---|---:|---:|---:|---:|",
    ]
    for where, tick in rows:
        updates, messages = _typed(team, counted, where)
        wait = getattr(Tick(), tick) * 1000
        hour = messages * 60 * PRICES["message"]
        lines.append(f"| {tick} | {wait:.0f} | {updates:.0f} | {messages:.0f} | {hour:.3f} |")
    alone = counted["typing_alone"]
    hour = alone["messages"] * 60 * PRICES["message"]
    wait = Tick().unseen * 1000
    lines.append(f"| alone | {wait:.0f} | {alone['updates']} | {alone['messages']} | {hour:.3f} |")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """`hearth costs [--people N]`."""
    parser = argparse.ArgumentParser(prog="hearth costs", description="What a month costs: counts times prices.")
    parser.add_argument("--people", type=int, default=Team().people)
    options = parser.parse_args(arguments)
    print(table(Team(people=options.people), json.loads(COUNTED.read_text()), deployed.read()))
    return 0
