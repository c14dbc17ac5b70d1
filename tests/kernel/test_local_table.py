"""The table in this process answers as moto does, by a shorter way (`tests.support.local_table`)."""

from __future__ import annotations

import json
import os
from typing import Any

import boto3
import pytest
from moto.dynamodb.responses import DynamoResult

from tests.support import local_table

KEY = {"pk": {"S": "a"}, "sk": {"S": "1"}}
ITEM = {
    **KEY,
    "gsi1pk": {"S": "g"},
    "gsi1sk": {"S": "1"},
    "number": {"N": "1.5"},
    "bytes": {"B": b"\x00\xff"},
    "many": {"BS": [b"\x01", b"\x02"]},
    "words": {"SS": ["ä", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "nothing": {"NULL": True},
    "no": {"BOOL": False},
    "inside": {"M": {"list": {"L": [{"S": ""}, {"M": {"B": {"B": b"x"}}}]}}},
}


def calls(client: Any) -> None:
    """Every operation on items, with and without something to answer."""
    name = {"TableName": local_table.TABLE}
    asked = {"ReturnConsumedCapacity": "TOTAL"}
    client.put_item(**name, **asked, Item=ITEM)
    client.put_item(**name, Item=ITEM, ReturnValues="ALL_OLD")
    client.get_item(**name, **asked, Key=KEY)
    client.get_item(**name, Key={**KEY, "sk": {"S": "absent"}})
    more = {"ExpressionAttributeValues": {":n": {"N": "2"}}, "UpdateExpression": "SET more = :n"}
    client.update_item(**name, Key=KEY, **more, ReturnValues="ALL_NEW")
    client.update_item(**name, Key=KEY, **more)
    values = {":g": {"S": "g"}}
    client.query(
        **name, **asked, IndexName="gsi1", KeyConditionExpression="gsi1pk = :g", ExpressionAttributeValues=values
    )
    for number in range(3):
        client.put_item(**name, Item={**ITEM, "sk": {"S": f"2{number}"}})
    ours = {"KeyConditionExpression": "pk = :a", "ExpressionAttributeValues": {":a": {"S": "a"}}}
    client.query(**name, **ours, Limit=2)
    client.query(**name, **ours, Select="COUNT")
    client.batch_get_item(RequestItems={local_table.TABLE: {"Keys": [KEY, {**KEY, "sk": {"S": "absent"}}]}})
    client.transact_get_items(TransactItems=[{"Get": {**name, "Key": KEY}}])
    client.transact_write_items(TransactItems=[{"Put": {**name, "Item": {**ITEM, "sk": {"S": "3"}}}}])
    client.delete_item(**name, Key=KEY, ReturnValues="ALL_OLD")
    client.delete_item(**name, Key=KEY)


@pytest.mark.usefixtures("table")
def test_the_short_way_says_what_moto_would_say(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.environ.get("HEARTH_TEST_DYNAMODB"):
        pytest.skip("DynamoDB Local answers for itself")
    quickly, compared = DynamoResult.execute_result, []

    def both(result: Any, context: Any) -> Any:
        status, headers, body = quickly(result, context)
        right = local_table.slowly(result, context)
        assert (status, headers["Content-Type"]) == (right[0], right[1]["Content-Type"])
        assert json.loads(body) == json.loads(right[2]), context.operation_model.name
        compared.append(context.operation_model.name)
        return status, headers, body

    monkeypatch.setattr(DynamoResult, "execute_result", both)
    calls(boto3.session.Session().client("dynamodb"))
    assert local_table.OF_ITEMS - {"TransactWriteItems"} <= set(compared)
