"""`hearth redrive QUEUE`: send dead letters back to the queue they came from, once their cause is mended.

    hearth redrive                list every queue with dead letters
    hearth redrive mail           send back those of the mail queue
    hearth redrive stream         hand what a stream reader parked to that reader again
    hearth redrive mail --aws hearth      of a stack on AWS, as samconfig.toml has it (else the local one)

Receives and sends, since the local engine has no StartMessageMoveTask; a message is deleted only after it was sent.
A stream has no queue to send back to: what a reader could not handle lies in StreamDeadLetters as a record that the
reader itself takes (`hearth.consumers.park`), so its function is called with it. What fails again is parked again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from infra.local import state
from infra.release_target import find

SUFFIX = "DeadLetters"


def main(arguments: Sequence[str]) -> int:
    """List, or send back."""
    parser = argparse.ArgumentParser(prog="hearth redrive", description=__doc__)
    parser.add_argument("queue", nargs="?", help="mail, audit, documents, realtime, exports, stream")
    parser.add_argument("--aws", metavar="STACK", help="a stack on AWS instead of the local one")
    parser.add_argument("--region", help="its region, if samconfig.toml does not say")
    parser.add_argument("--profile", help="its profile, the same")
    options = parser.parse_args(arguments)
    clients = _aws_clients(options.aws, options.region, options.profile) if options.aws else _local_clients()
    queues = queues_of(clients["cloudformation"], options.aws or state.NAME)
    letters = {name.removesuffix(SUFFIX).lower(): url for name, url in queues.items() if name.endswith(SUFFIX)}
    if not options.queue:
        for name, url in sorted(letters.items()):
            print(f"  {name:12} {_waiting(clients['sqs'], url)}")
        return 0
    wanted = options.queue.lower()
    if wanted == "stream":
        done, left = hand_again(clients["sqs"], clients["lambda"], letters["stream"], options.aws or state.NAME)
        print(f"  {done} handled again" + (f", {left} left: their reader did not take them" if left else ""))
        return 1 if left else 0
    target = next((url for name, url in queues.items() if name.lower() == f"{wanted}queue"), None)
    if wanted not in letters or target is None:
        parser.error(f"no such queue; there are {', '.join(sorted(letters))}")
    print(f"  {send_back(clients['sqs'], letters[wanted], target)} sent back to {wanted}")
    return 0


def queues_of(cloudformation: Any, stack: str) -> dict[str, str]:
    """Every queue of a stack: its logical id and address."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::SQS::Queue"
    }


def send_back(sqs: Any, source: str, target: str) -> int:
    """Move every message there is now; returns how many. One that cannot be sent stays a dead letter."""
    moved = 0
    for _ in range(_waiting(sqs, source)):
        got = sqs.receive_message(
            QueueUrl=source, MaxNumberOfMessages=1, WaitTimeSeconds=1, MessageAttributeNames=["All"]
        ).get("Messages", [])
        if not got:
            break
        message = got[0]
        attributes = message.get("MessageAttributes", {})
        sqs.send_message(QueueUrl=target, MessageBody=message["Body"], MessageAttributes=attributes)
        sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
        moved += 1
    return moved


def hand_again(sqs: Any, functions: Any, source: str, stack: str) -> tuple[int, int]:
    """Call the readers of the stream with what they parked. Returns how many were taken, and how many not.

    Left are letters whose function raised, and those that Lambda itself wrote (it names a place in the stream, and the
    record is gone after a day). They are visible again after half a minute.
    """
    done = left = 0
    for _ in range(_waiting(sqs, source)):
        got = sqs.receive_message(QueueUrl=source, MaxNumberOfMessages=1, WaitTimeSeconds=1).get("Messages", [])
        if not got:
            break
        if _taken(functions, got[0]["Body"], stack):
            sqs.delete_message(QueueUrl=source, ReceiptHandle=got[0]["ReceiptHandle"])
            done += 1
        else:
            left += 1
    return done, left


def _taken(functions: Any, letter: str, stack: str) -> bool:
    try:
        parked = json.loads(letter)
        reader, event = parked["consumer"], {"Records": [parked["record"]]}
    except (ValueError, KeyError, TypeError):
        return False
    answer = functions.invoke(FunctionName=f"{stack}-{reader}-stream", Payload=json.dumps(event).encode())
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
