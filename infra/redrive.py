"""`hearth redrive QUEUE`: hand dead letters to their function again, once the cause is mended.

    hearth redrive                every queue of dead letters, and how many it has
    hearth redrive mail           hand over those of the mail function
    hearth redrive mail --aws hearth      of a stack on AWS, as samconfig.toml has it (else the local one)

A letter says by itself which function failed and what it was called with, in one of three forms: what Lambda writes
when it gives up on a call, what a rule of the bus writes when it cannot reach its function, and what a reader of the
table's stream writes (`hearth.consumers.dead_letter`). The function is called with it and waited for; the letter is
deleted only when that went well, so what fails again stays. Every function may see a letter twice.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from infra.environments import ROOT
from infra.local import state
from infra.release_target import find
from infra.template import letters


class Call(NamedTuple):
    """A function, and what it is to be called with."""

    function: str
    payload: Any


def main(arguments: Sequence[str]) -> int:
    """List, or hand over."""
    known = sorted(_short(name) for name in letters.queues((ROOT / "template.yaml").read_text()))
    parser = argparse.ArgumentParser(prog="hearth redrive", description=__doc__)
    parser.add_argument("queue", nargs="?", help=", ".join(known))
    parser.add_argument("--aws", metavar="STACK", help="a stack on AWS instead of the local one")
    parser.add_argument("--region", help="its region, if samconfig.toml does not say")
    parser.add_argument("--profile", help="its profile, the same")
    options = parser.parse_args(arguments)
    stack = options.aws or state.NAME
    clients = _aws_clients(options.aws, options.region, options.profile) if options.aws else _local_clients()
    queues = queues_of(clients["cloudformation"], stack)
    waiting = {_short(name): url for name, url in queues.items() if name.endswith(letters.SUFFIX)}
    if not options.queue:
        for name, url in sorted(waiting.items()):
            print(f"  {name:14} {_waiting(clients['sqs'], url)}")
        return 0
    wanted = options.queue.lower()
    if wanted not in waiting:
        parser.error(f"no such queue; there are {', '.join(sorted(waiting))}")
    done, left = hand_again(clients["sqs"], clients["lambda"], waiting[wanted], stack)
    print(f"  {done} handled again" + (f", {left} left: their function did not take them" if left else ""))
    return 1 if left else 0


def _short(name: str) -> str:
    return name.removesuffix(letters.SUFFIX).lower()


def queues_of(cloudformation: Any, stack: str) -> dict[str, str]:
    """Every queue of a stack: its logical id and address."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::SQS::Queue"
    }


def hand_again(sqs: Any, functions: Any, source: str, stack: str) -> tuple[int, int]:
    """Call the functions of all letters there are now. Returns how many were taken, and how many not.

    Left are letters whose function raised, and those that Lambda writes about a stream (they name a place in it, and
    what is there is gone after a day). They are visible again after half a minute.
    """
    done = left = 0
    for _ in range(_waiting(sqs, source)):
        got = sqs.receive_message(
            QueueUrl=source, MaxNumberOfMessages=1, WaitTimeSeconds=1, MessageAttributeNames=["All"]
        ).get("Messages", [])
        if not got:
            break
        call = call_of(got[0], stack)
        if call is not None and _taken(functions, call):
            sqs.delete_message(QueueUrl=source, ReceiptHandle=got[0]["ReceiptHandle"])
            done += 1
        else:
            left += 1
    return done, left


def call_of(message: dict[str, Any], stack: str) -> Call | None:
    """The call that a letter is about; None when it does not say."""
    try:
        letter = json.loads(message["Body"])
        if not isinstance(letter, dict):
            return None
        if "consumer" in letter:
            return Call(f"{stack}-{letter['consumer']}-stream", {"Records": [letter["record"]]})
        if "requestPayload" in letter:
            return Call(_name(letter["requestContext"]["functionArn"]), letter["requestPayload"])
        return Call(_name(message["MessageAttributes"]["TARGET_ARN"]["StringValue"]), letter)
    except (ValueError, KeyError, TypeError):
        return None


def _name(arn: str) -> str:
    """The function's name: Lambda adds the version to the address, and may only be asked for what is there."""
    return arn.split(":")[6]


def _taken(functions: Any, call: Call) -> bool:
    answer = functions.invoke(FunctionName=call.function, Payload=json.dumps(call.payload).encode())
    return "FunctionError" not in answer


def _waiting(sqs: Any, url: str) -> int:
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def _local_clients() -> dict[str, Any]:
    return {name: state.client(name) for name in ("cloudformation", "sqs", "lambda")}


def _aws_clients(stack: str, region: str | None, profile: str | None) -> dict[str, Any]:
    session = find(stack, region, profile).session()
    return {
        "cloudformation": session.client("cloudformation"),
        "sqs": session.client("sqs"),
        "lambda": session.client("lambda"),
    }
