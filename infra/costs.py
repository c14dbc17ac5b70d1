"""`make costs`: what a month costs, from counts and a dated price list. Arithmetic, not a bill.

The team is the model team of our research: 50 people, 22 days, 8 hours connected, one of them in an editor with 30 % of
it typing, 1.5 others watching when anybody does. Live messages and units are counted (infra/counted.json, held by tests
and by the benchmarks); what is assumed is said in the table.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    "log_gb": 0.50 + 0.03,
    "mail": 0.10e-3,
    "alarm": 0.10,
}


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
    cursor_moves_a_minute: float = 6  # selections of somebody who reads in company; typing itself moves none
    chat_messages: float = 60
    chat_receivers: float = 8
    rest_calls: float = 600  # with the local replica; 1,500 without
    rest_writes: float = 60
    changed_notices: float = 200  # "something is newer" frames that reach one person
    mails: float = 5
    files_gb: float = 2  # kept, a person
    table_mb: float = 20  # kept, a person

    @property
    def person_days(self) -> float:
        """In a month."""
        return self.people * self.days


@dataclass(slots=True)
class Bill:
    """Dollars by part, with what they were made of."""

    parts: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def add(self, part: str, price: str, amount: float, note: str = "") -> None:
        """Count `amount` of something into a part."""
        self.parts[part] = self.parts.get(part, 0.0) + amount * PRICES[price]
        told = f"{_short(amount)} {note or price}"
        self.notes[part] = f"{self.notes[part]}, {told}" if part in self.notes else told

    @property
    def total(self) -> float:
        """Dollars a month."""
        return sum(self.parts.values())


def _short(amount: float) -> str:
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if amount >= size:
            return f"{amount / size:.2f} {letter}"
    return f"{amount:.0f}"


def live(team: Team, counted: dict[str, Any], *, economy: bool = False) -> tuple[float, float, float]:
    """Messages, messages that come in (each runs a function), and updates stored, a month."""
    typing = team.editor_minutes * team.typing_share * team.person_days
    alone, company = typing * team.alone_share, typing * (1 - team.alone_share)
    kind = "economy_tick" if economy else "typing"
    one, two = counted[f"{kind}_with_one_other"], counted[f"{kind}_with_two_others"]
    share = team.others - 1  # between the counts for one and for two others
    in_company = one["messages"] + share * (two["messages"] - one["messages"])
    updates = alone * counted["typing_alone"]["updates"] + company * one["updates"]
    messages = alone * counted["typing_alone"]["messages"] + company * in_company
    reading = team.editor_minutes * (1 - team.typing_share) * (1 - team.alone_share) * team.person_days
    cursors = reading * team.cursor_moves_a_minute
    quiet = counted["open_and_quiet_per_hour"]["messages"] * team.connected_minutes / 60 * team.person_days
    chat = team.chat_messages * team.person_days
    messages += cursors * (1 + team.others) + quiet + chat * (2 + team.chat_receivers)
    messages += team.changed_notices * team.person_days
    return messages, updates + cursors + quiet / 2 + chat, updates


def month(team: Team, counted: dict[str, Any], *, economy: bool = False) -> Bill:
    """The whole bill."""
    bill, units = Bill(), counted["units_per_update"]
    messages, incoming, updates = live(team, counted, economy=economy)
    rest, chat = team.rest_calls * team.person_days, team.chat_messages * team.person_days
    writes = team.rest_writes * team.person_days
    versions = team.editor_minutes / 10 * team.person_days  # one for ten minutes of writing at most
    bill.add("live messages", "message", messages, "messages")
    bill.add("connections", "minute", team.connected_minutes * team.person_days, "minutes")
    bill.add("REST", "rest", rest, "calls")
    events = writes + chat + updates * 0.02
    calls = rest * 1.05 + incoming + events * 3
    bill.add("functions", "invocation", calls, "invocations")
    bill.add("functions", "gb_second", (rest * 0.030 + incoming * 0.015 + events * 0.06) * 0.5, "GB-s")
    bill.add("table", "write", updates * units["write"] + writes * 4 + chat * 3 + versions * 2, "write units")
    bill.add("table", "read", updates * units["read"] + rest * 2 + chat * 2, "read units")
    bill.add("table", "table_gb", team.people * team.table_mb / 1000, "GB")
    bill.add("events and queues", "event", events, "events")
    bill.add("events and queues", "queue", events * 3, "queue requests")
    bill.add("files", "file_gb", team.people * team.files_gb, "GB")
    bill.add("files", "file_put", team.person_days * 20 + versions, "writes")
    bill.add("logs", "log_gb", calls * 0.35e-6, "GB")
    bill.add("mail", "mail", team.mails * team.person_days, "mails")
    return bill


def table(team: Team, counted: dict[str, Any]) -> str:
    """Markdown: the design as it is, and with a slower tick in company."""
    usual, economy = month(team, counted), month(team, counted, economy=True)
    lines = [
        f"Prices of {PRICES_DATE}, us-east-1. {team.people} people, {team.days} days; no free tier counted.",
        "",
        "| part | $ a month | $ with a tick of 0.8 s in company | made of |",
        "|---|---:|---:|---|",
    ]
    lines += [
        f"| {part} | {usual.parts[part]:.2f} | {economy.parts[part]:.2f} | {usual.notes[part]} |"
        for part in sorted(usual.parts, key=lambda name: -usual.parts[name])
    ]
    lines.append(f"| **all** | **{usual.total:.2f}** | **{economy.total:.2f}** | |")
    each, less = usual.total / team.people, economy.total / team.people
    lines.append(f"| a person | {each:.2f} | {less:.2f} | |")
    if not counted["units_per_update"].get("measured"):
        lines += ["", "Units an update are the design's (one write, one read); `hearth bench live` measures them."]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """`hearth costs [--people N]`."""
    parser = argparse.ArgumentParser(prog="hearth costs", description="What a month costs: counts times prices.")
    parser.add_argument("--people", type=int, default=Team().people)
    options = parser.parse_args(arguments)
    print(table(Team(people=options.people), json.loads(COUNTED.read_text())))
    return 0
