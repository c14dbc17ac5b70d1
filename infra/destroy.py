"""`hearth destroy`: take a stack away again.

    hearth destroy                       the stack of samconfig.toml; table and files stay
    hearth destroy --stack-name blue     another
    hearth destroy --data                table and files too, also those that an earlier destroy left
    hearth destroy --confirm hearth      the name, where nobody can be asked to type it

CloudFormation does not delete a bucket that holds something, and does not know the parameters that functions write. So
this empties the site's bucket first and removes the signing keys afterwards. Safe to run again at any point.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.environments import EnvironmentProblem
from infra.release_checks import describe, in_plain_words
from infra.release_target import Target, find

if TYPE_CHECKING:
    from boto3 import Session

DATA = {"Table": "AWS::DynamoDB::Table", "FilesBucket": "AWS::S3::Bucket"}


@dataclass(frozen=True, slots=True)
class Part:
    """A resource of the stack, by its logical and its real name."""

    label: str
    name: str
    status: str


@in_plain_words()
def main(arguments: Sequence[str]) -> int:
    """Say what goes and what stays, ask, and do it."""
    parser = argparse.ArgumentParser(
        prog="hearth destroy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stack-name")
    parser.add_argument("--region")
    parser.add_argument("--profile")
    parser.add_argument("--data", action="store_true", help="table and files bucket too")
    parser.add_argument("--confirm", metavar="NAME", help="the stack's name, instead of typing it")
    options = parser.parse_args(arguments)
    target = find(options.stack_name, options.region, options.profile)
    target.check()
    session = target.session()
    stack = describe(session, target.stack)
    kept = [] if stack else _left_by_deleted(session, target.stack)
    if stack is None and not (options.data and kept):
        _delete_keys(session, target.stack)  # of a stack that is gone, where an earlier run ended before them
        return _nothing_to_do(target, kept)
    parts = list(_parts(session, stack["StackId"])) if stack else kept
    _announce(target, parts, there=stack is not None, data=options.data)
    if not _confirmed(target.stack, options.confirm):
        print("  Nothing was done.", file=sys.stderr)
        return 1
    if stack:
        _delete_stack(session, target, parts)
    if options.data:
        _delete_data(session, parts)
    _delete_keys(session, target.stack)
    print("  Done.")
    return 0


def _nothing_to_do(target: Target, kept: Sequence[Part]) -> int:
    print(f"  There is no stack {target.stack} in {target.region}.")
    for part in kept:
        print(f"  Kept from an earlier one: {part.name} (`make destroy ARGS=--data` deletes it)")
    return 0


def _parts(session: Session, stack_id: str) -> Iterator[Part]:
    pages = session.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack_id)
    for page in pages:
        for resource in page["StackResourceSummaries"]:
            yield Part(
                resource["LogicalResourceId"], resource.get("PhysicalResourceId", ""), resource["ResourceStatus"]
            )


def _left_by_deleted(session: Session, stack: str) -> list[Part]:
    """Table and files of earlier stacks of this name that are still there (CloudFormation remembers for 90 days)."""
    pages = (
        session.client("cloudformation").get_paginator("list_stacks").paginate(StackStatusFilter=["DELETE_COMPLETE"])
    )
    gone = [one["StackId"] for page in pages for one in page["StackSummaries"] if one["StackName"] == stack]
    skipped = [part for stack_id in gone for part in _parts(session, stack_id) if part.label in DATA and part.name]
    return [part for part in skipped if part.status == "DELETE_SKIPPED" and _is_there(session, part)]


def _is_there(session: Session, part: Part) -> bool:
    from botocore.exceptions import ClientError

    try:
        if DATA[part.label] == "AWS::S3::Bucket":
            session.client("s3").head_bucket(Bucket=part.name)
        else:
            session.client("dynamodb").describe_table(TableName=part.name)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchBucket", "ResourceNotFoundException"):
            return False
        raise EnvironmentProblem(f"{part.name}: {error.response['Error']['Message']}") from None
    return True


def _announce(target: Target, parts: Sequence[Part], *, there: bool, data: bool) -> None:
    who = target.session().client("sts").get_caller_identity()["Account"]
    print(f"\n  This deletes, in account {who}, {target.region}:\n")
    if there:
        print(f"    the stack {target.stack}: address, API, functions, queues and what waits in them, logs")
        print("    the client in the site bucket, and the keys that signed people in")
    named = [part for part in parts if part.label in DATA]
    for part in named if data else []:
        print(f"    {'the table' if part.label == 'Table' else 'all files in'} {part.name}, for good")
    staying = list(_staying(parts, there=there))
    if not data:
        staying[:0] = [f"{'the table' if part.label == 'Table' else 'the files in'} {part.name}" for part in named]
        print("\n  These stay, and cost what their storage costs (`make destroy ARGS=--data` deletes data):\n")
    elif staying:
        print("\n  These stay:\n")
    for text in staying:
        print(f"    {text}")
    print()


def _staying(parts: Sequence[Part], *, there: bool) -> Iterator[str]:
    """What no option deletes, since others may stand on it."""
    for part in parts:
        if part.label == "MailSender":
            yield f"the sender {part.name} in SES, which other stacks may use (delete it in the console of SES)"
    if there:
        yield "the zips in SAM's own bucket (aws-sam-cli-managed-default-…), which all stacks share"


def _confirmed(stack: str, given: str | None) -> bool:
    if given is None:
        if not sys.stdin.isatty():
            raise EnvironmentProblem(f"Nobody is there to be asked: say --confirm {stack}.")
        given = input("  Type the stack's name to delete it: ").strip()
    return given == stack


def _delete_stack(session: Session, target: Target, parts: Sequence[Part]) -> None:
    from botocore.exceptions import WaiterError

    for part in parts:
        if part.label == "SiteBucket" and part.status != "DELETE_COMPLETE":
            _empty(session, part.name)
    cloudformation = session.client("cloudformation")
    print(f"  Deleting {target.stack}; CloudFront takes some minutes …", flush=True)
    stack_id = describe(session, target.stack)["StackId"]
    cloudformation.delete_stack(StackName=stack_id)
    try:
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack_id)
    except WaiterError:
        failed = [part for part in _parts(session, stack_id) if part.status == "DELETE_FAILED"]
        names = ", ".join(f"{part.label} ({part.name})" for part in failed) or "see its events in the console"
        raise EnvironmentProblem(f"CloudFormation could not delete: {names}. Run `make destroy` again.") from None


def _delete_data(session: Session, parts: Sequence[Part]) -> None:
    for part in parts:
        if part.label not in DATA or not _is_there(session, part):
            continue
        print(f"  Deleting {part.name} …", flush=True)
        if DATA[part.label] == "AWS::S3::Bucket":
            _empty(session, part.name)
            session.client("s3").delete_bucket(Bucket=part.name)
        else:
            session.client("dynamodb").delete_table(TableName=part.name)


def _empty(session: Session, bucket: str) -> None:
    """Delete every object, with its versions; a bucket that is gone is empty."""
    from botocore.exceptions import ClientError

    s3 = session.client("s3")
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found: list[Any] = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if found:
                objects = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
                errors = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True}).get("Errors")
                if errors:
                    raise EnvironmentProblem(f"{bucket}: {errors[0]['Key']} stays: {errors[0]['Message']}")
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucket":
            raise EnvironmentProblem(f"{bucket}: {error.response['Error']['Message']}") from None


def _delete_keys(session: Session, stack: str) -> None:
    """The private halves of the signing keys, which a function wrote and so no stack owns."""
    ssm = session.client("ssm")
    try:
        ssm.delete_parameter(Name=f"/hearth/{stack}/signing-keys")
    except ssm.exceptions.ParameterNotFound:
        return  # nobody ever signed in
