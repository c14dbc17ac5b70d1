"""What calls the stream's readers, read from the template: a change without events costs no call."""

import json

import pytest

from hearth.consumers import RESERVE
from tests.infra.test_template import resources, statements

READERS = ["ActivityStream", "RelayStream"]


WITH_EVENTS = {"dynamodb": {"NewImage": {"ev": {"S": [{"exists": True}]}}}}
REMOVALS_THAT_ARE_TOLD = {"eventName": ["REMOVE"], "dynamodb": {"OldImage": {"gone": {"S": [{"exists": True}]}}}}


@pytest.mark.parametrize(
    ("reader", "patterns"), [("ActivityStream", [WITH_EVENTS]), ("RelayStream", [WITH_EVENTS, REMOVALS_THAT_ARE_TOLD])]
)
def test_only_changes_with_events_call_a_reader(reader: str, patterns: list[object]) -> None:
    source = resources("AWS::Lambda::EventSourceMapping")[f"{reader}Mapping"]["Properties"]
    assert source["FunctionName"] == {"Ref": reader}
    filters = source["FilterCriteria"]["Filters"]
    assert [json.loads(one["Pattern"]) for one in filters] == patterns


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_has_somewhere_to_park_what_it_cannot_handle(reader: str) -> None:
    properties = resources("AWS::Serverless::Function")[reader]["Properties"]
    assert properties["Environment"]["Variables"]["HEARTH_DEAD_LETTERS"] == {"Ref": "StreamDeadLetters"}
    assert "StreamDeadLetters" in str([one for one in statements(reader) if one["Action"] == "sqs:SendMessage"])


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_has_time_to_try_and_to_park(reader: str) -> None:
    assert resources("AWS::Serverless::Function")[reader]["Properties"]["Timeout"] >= 2 * RESERVE
