"""Holds what the functions ask of AWS against what their roles allow: `python -m infra.permissions FOLDER [--part]`.

The folder holds the calls that the unit tests made (`tests/support/recorded_calls.py`), the roles are those of the
expanded template. Two things are wrong: a call that its role does not allow (it would fail on AWS, and nowhere else),
and an action, an address or a key that a role names although every call could be made without it. The second is only
told with `--part`, for the calls of a part of the tests: they need less than all of them.

This is IAM as far as the template uses it: Allow and Deny, actions, resources with `*`, and five condition keys.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from infra.transform import expanded

Call = dict[str, Any]

HERE = {"AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "123456789012"}
STACK = "unit"
LOCAL = f"{HERE['AWS::Region']}:{HERE['AWS::AccountId']}"

NAMES = HERE | {"AWS::StackName": STACK, "LiveApi": "live", "Later": STACK, "MailFrom": "hearth@example.com"}
"""What `Ref` gives, in the surroundings of the unit tests (`tests/support/local_table.py`)."""

ADDRESSES = {
    "Table.Arn": f"arn:aws:dynamodb:{LOCAL}:table/hearth-unit",
    "FilesBucket.Arn": "arn:aws:s3:::hearth-unit-files",
    "Bus.Arn": f"arn:aws:events:{LOCAL}:event-bus/{STACK}",
    "StreamDeadLetters.Arn": f"arn:aws:sqs:{LOCAL}:hearth-unit-dead-letters",
    "JobsDeadLetters.Arn": f"arn:aws:sqs:{LOCAL}:hearth-unit-dead-letters",
}

OF_TABLE, OF_INDEX = ADDRESSES["Table.Arn"], f"{ADDRESSES['Table.Arn']}/index/gsi1"

AFTER_POSTING = (
    ("DeleteItem", OF_TABLE, "CONNECTION#c"), ("BatchWriteItem", OF_TABLE, "ORG#o#TOPIC#t"),
    ("BatchWriteItem", OF_TABLE, "TOPIC#t"), ("Query", OF_TABLE, "ORG#o#TOPIC#t"), ("Query", OF_TABLE, "TOPIC#t"),
)  # fmt: skip
"""What posting to a connection leads to when it is gone (`live.cleanup_connections`), whatever topics it was on."""

OF_A_SOCKET = (
    ("UpdateItem", OF_TABLE, "CONNECTION#c"), ("UpdateItem", OF_TABLE, "USAGE#p"), ("Query", OF_INDEX, "PERSON#p"),
)  # fmt: skip
"""What any frame may lead to: it is one of a flood (`hearth.live.limits`), or its API key has expired."""

BY_LAMBDA = {
    "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
    "logs:CreateLogStream", "logs:PutLogEvents",
}  # fmt: skip
"""What Lambda does with a function's role, where no test sees it. It also sends what it gives up on to a queue."""

RARE: dict[tuple[str, str], str] = {}
"""By function and what its role names (an action, an address or a key): what it may need although no test can have it
happen, and why. Empty is how it should be."""


@dataclass(slots=True)
class Statement:
    """One statement of a role, and what of it was ever needed."""

    effect: str
    actions: list[str]
    resources: list[str]
    conditions: list[tuple[str, str, list[str]]]
    used: set[str] = field(default_factory=set)

    def covers(self, call: Call) -> bool:
        """Whether it speaks of this call."""
        return (
            any(like(one, call["action"]) for one in self.actions)
            and any(like(one, call["resource"]) for one in self.resources)
            and all(_holds(condition, call["context"]) for condition in self.conditions)
        )

    def use(self, call: Call) -> None:
        """Note what of it the call could not be made without: what is said twice is not."""
        self.used |= _only(self.actions, call["action"]) | _only(self.resources, call["resource"])
        for _, key, patterns in self.conditions:
            for value in call["context"].get(key, []):
                self.used |= _only(patterns, value)

    def idle(self) -> list[str]:
        """What of it nobody needed."""
        named = {*self.actions, *self.resources, *(one for _, _, patterns in self.conditions for one in patterns)}
        return sorted(named - self.used)


def _only(patterns: Sequence[str], value: str) -> set[str]:
    """The one pattern that a value fits; none where it fits several."""
    fitting = {pattern for pattern in patterns if like(pattern, value)}
    return fitting if len(fitting) == 1 else set()


def like(pattern: str, value: str) -> bool:
    """IAM's `*` and `?`."""
    return _pattern(pattern).fullmatch(value) is not None


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(letter) or re.escape(letter) for letter in pattern), re.DOTALL)


def _holds(condition: tuple[str, str, list[str]], context: dict[str, list[str]]) -> bool:
    operator, key, patterns = condition
    matches = [any(like(pattern, value) for pattern in patterns) for value in context.get(key, [])]
    if operator.startswith("ForAllValues:"):
        return all(matches)
    return any(matches)  # ForAnyValue, and operators for one value, which is missing or there


def roles() -> dict[str, list[Statement]]:
    """The statements of every function's role, Deny included."""
    resources = expanded()["Resources"]
    functions = {
        name: resource["Properties"]["Role"]["Fn::GetAtt"][0]
        for name, resource in resources.items()
        if resource["Type"] == "AWS::Lambda::Function"
    }
    found: dict[str, list[Statement]] = {role: [] for role in functions.values()}
    for name, resource in resources.items():
        properties = resource.get("Properties", {})
        if name in found:
            for policy in properties.get("Policies", []):
                found[name] += _statements(policy["PolicyDocument"])
        if resource["Type"] == "AWS::IAM::Policy":
            for role in properties["Roles"]:
                found[role["Ref"]] += _statements(properties["PolicyDocument"])
    return {name: found[role] for name, role in functions.items()}


def _statements(document: dict[str, Any]) -> Iterator[Statement]:
    for one in document["Statement"]:
        conditions = [
            (operator, key, [resolve(value) for value in _many(values)])
            for operator, keys in one.get("Condition", {}).items()
            for key, values in keys.items()
        ]
        yield Statement(
            one["Effect"], _many(one["Action"]), [resolve(value) for value in _many(one["Resource"])], conditions
        )


def resolve(value: Any) -> str:
    """An address or a name, as it is in the unit tests."""
    if isinstance(value, str):
        return value
    ((kind, told),) = value.items()
    if kind == "Ref":
        return NAMES[told]
    if kind == "Fn::GetAtt":
        return _address(".".join(told) if isinstance(told, list) else told)
    assert kind == "Fn::Sub", f"{kind} is not known here"
    return re.sub(r"\$\{([^}]+)\}", lambda match: NAMES.get(match[1]) or _address(match[1]), told)


def _address(name: str) -> str:
    if name in ADDRESSES:
        return ADDRESSES[name]
    if name.endswith("LaterRole.Arn"):
        return f"arn:aws:iam::{HERE['AWS::AccountId']}:role/later"
    queue = name.removesuffix(".Arn")
    assert queue.endswith("DeadLetters"), f"{name} is not known here"
    return f"arn:aws:sqs:{LOCAL}:{queue}"


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def allowed(statements: Sequence[Statement], call: Call) -> bool:
    """Whether a role allows a call."""
    effects = {one.effect for one in statements if one.covers(call)}
    return effects == {"Allow"}


def decide(statements: Sequence[Statement], call: Call) -> bool:
    """The same; what the call could not be made without is noted."""
    allowing = [one for one in statements if one.effect == "Allow" and one.covers(call)]
    if len(allowing) == 1:
        allowing[0].use(call)
    return allowed(statements, call)


def findings(calls: Sequence[Call]) -> list[str]:
    """What is wrong, in lines for people."""
    held = roles()
    calls = [call for call in calls if call["function"] in held and not _only_in_tests(call)]
    refused = [call for call in calls if not decide(held[call["function"]], call)]
    refused += [call for call in _owed(held, calls) if not allowed(held[call["function"]], call)]
    lines = [f"{call['function']} may not {_told(call)}" for call in refused]
    idle = [(name, one, what) for name, of in sorted(held.items()) for one in of if _ours(one) for what in one.idle()]
    lines += [
        f"{name} never needs {what} ({', '.join(one.actions)})" for name, one, what in idle if (name, what) not in RARE
    ]
    known = {(name, what) for name, _, what in idle}
    lines += [f"{name} needs {what}, and is in RARE for it" for name, what in RARE if (name, what) not in known]
    return list(dict.fromkeys(lines))


def _owed(held: Iterable[str], calls: Sequence[Call]) -> Iterator[Call]:
    """Calls that the kernel may make in a function, whether or not a test had it happen there."""
    posting = {call["function"] for call in calls if call["action"] == "execute-api:ManageConnections"}
    for function in held:
        owed = [*(AFTER_POSTING if function in posting else ()), *(OF_A_SOCKET if function.endswith("Socket") else ())]
        for action, resource, key in owed:
            context, named = {"dynamodb:LeadingKeys": [key]}, f"dynamodb:{action}"
            told = "what a connection may bring about that is gone, floods or outlives its key"
            yield {"function": function, "action": named, "resource": resource, "context": context, "test": told}


def _only_in_tests(call: Call) -> bool:
    """A type of object that one test makes up; and a frame that goes to the bucket because a test says it is large."""
    told = str(call.get("test", ""))
    return told.startswith("tests/kernel/test_objects.py") or "test_what_is_refused_over_a_socket_names" in told


def _ours(statement: Statement) -> bool:
    """Whether it allows something that our code asks for, and not Lambda with its role."""
    letters = statement.actions == ["sqs:SendMessage"] and statement.resources != [ADDRESSES["StreamDeadLetters.Arn"]]
    # a worker's call that failed is handed to the queue of the jobs
    handed = statement.actions == ["lambda:InvokeFunction"] and statement.resources[0].endswith("-jobs-queue")
    return statement.effect == "Allow" and not letters and not handed and not set(statement.actions) <= BY_LAMBDA


def _told(call: Call) -> str:
    anonymous = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}")
    context = anonymous.sub("<id>", json.dumps(call["context"]))[:200]
    return f"{call['action']} on {anonymous.sub('<id>', call['resource'])} {context} ({call.get('test', '')})"


def main(arguments: Sequence[str]) -> int:
    """Evaluate a folder of recorded calls."""
    calls = [call for path in sorted(Path(arguments[0]).glob("*.json")) for call in json.loads(path.read_text())]
    wrong = findings(calls)
    for line in wrong:
        print(f"  {line}")
    functions = len({call["function"] for call in calls})
    print(f"  {len(calls)} different calls of {functions} functions, {len(wrong)} findings")
    fatal = [line for line in wrong if "--part" not in arguments or " may not " in line]
    return 1 if fatal or not calls else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
