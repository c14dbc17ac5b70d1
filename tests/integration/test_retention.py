"""A document whose time is over, on the deployed stack: the table removes its head, and the rest follows by itself."""

from __future__ import annotations

from infra.demo.people import gather
from infra.local.state import Stack, client
from tests.integration.eventually import eventually

PATIENCE = 90
"""Seconds: the queue of documents waits half a minute by itself."""


def test_what_was_deleted_for_good_leaves_neither_items_nor_bytes(stack: Stack) -> None:
    party = gather(stack.rest_url, stack.endpoint, 1)
    owner, at = party.owner.client, f"/v1/orgs/{party.org_id}/documents"
    document = owner.post(at, {"title": "Plan", "markdown": "Some *text*."})["id"]
    owner.delete(f"{at}/{document}")
    table, s3 = client("dynamodb", stack), client("s3", stack)
    pk = f"ORG#{party.org_id}#DOCUMENT#{document}"
    head = {"pk": {"S": pk}, "sk": {"S": "DOCUMENT"}}
    item = table.get_item(TableName=stack.table, Key=head)["Item"]
    assert {"ttl", "gone"} <= item.keys()
    folder = f"documents/{party.org_id}/{document}/"
    bucket = bucket_of(stack)
    s3.put_object(Bucket=bucket, Key=f"{folder}updates/1", Body=b"x")
    table.delete_item(TableName=stack.table, Key=head)  # as its TTL does, in its own time

    def nothing_left() -> bool:
        items = table.query(
            TableName=stack.table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": pk}}
        )
        return not items["Items"] and not s3.list_objects_v2(Bucket=bucket, Prefix=folder).get("Contents")

    eventually(nothing_left, "removing the rest", seconds=PATIENCE)


def bucket_of(stack: Stack) -> str:
    """The files bucket of the stack."""
    found = client("cloudformation", stack).describe_stacks(StackName=stack.name)["Stacks"][0]["Outputs"]
    return str(next(one["OutputValue"] for one in found if one["OutputKey"] == "FilesBucketName"))
