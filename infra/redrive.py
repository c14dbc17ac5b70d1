"""`hearth redrive QUEUE`: send dead letters back to the queue they came from, once their cause is mended.

    hearth redrive                list every queue with dead letters
    hearth redrive mail           send back those of the mail queue
    hearth redrive mail --aws hearth --region eu-central-1      of a stack on AWS (else the local one)

Receives and sends, since the local engine has no StartMessageMoveTask; a message is deleted only after it was sent.
What a stream reader could not handle lies in StreamDeadLetters as it was parked and is listed, not sent back.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from infra.local import state

SUFFIX = "DeadLetters"


def main(arguments: Sequence[str]) -> int:
    """List, or send back."""
    parser = argparse.ArgumentParser(prog="hearth redrive", description=__doc__)
    parser.add_argument("queue", nargs="?", help="mail, audit, documents, realtime, exports")
    parser.add_argument("--aws", metavar="STACK", help="a stack on AWS instead of the local one")
    parser.add_argument("--region", help="its region")
    options = parser.parse_args(arguments)
    clients = _aws_clients(options.region) if options.aws else _local_clients()
    queues = queues_of(clients["cloudformation"], options.aws or state.NAME)
    letters = {name.removesuffix(SUFFIX).lower(): url for name, url in queues.items() if name.endswith(SUFFIX)}
    if not options.queue:
        for name, url in sorted(letters.items()):
            print(f"  {name:12} {_waiting(clients['sqs'], url)}")
        return 0
    wanted = options.queue.lower()
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


def _waiting(sqs: Any, url: str) -> int:
    name = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name])


def _local_clients() -> dict[str, Any]:
    return {name: state.client(name) for name in ("cloudformation", "sqs")}


def _aws_clients(region: str | None) -> dict[str, Any]:
    import boto3

    session = boto3.session.Session(region_name=region)
    return {"cloudformation": session.client("cloudformation"), "sqs": session.client("sqs")}
