"""PynamoDB's internals that the kernel replaces: that they are there, and that ours do the same."""

import inspect
from typing import Any

import pytest
from pynamodb.connection.base import Connection
from pynamodb.models import Model

from functions.documents.models import Document
from hearth.access import Member
from hearth.jobs.items import Job
from hearth.table.item import Item, connection
from hearth.table.transport import DynamoTransport

RAW: dict[str, dict[str, Any]] = {
    "document": {
        "title": {"S": "Plan"},
        "org_id": {"S": "o"},
        "document_id": {"S": "d"},
        "shares": {"NULL": True},
        "ev": {"S": '[{"type":"document.created"}]'},
        "words": {"N": "7"},
        "another": {"S": "an attribute of a later release"},
    },
    "member": {"role": {"S": "owner"}, "person_id": {"S": "p"}, "org_id": {"S": "o"}},
    "job": {"state": {"S": "queued"}, "type": {"S": "sums.own"}, "input": {"S": "{}"}, "cancel": {"BOOL": True}},
}
KINDS: dict[str, type[Item]] = {"document": Document, "member": Member, "job": Job}


def raw(kind: str) -> dict[str, Any]:
    return {"pk": {"S": "P"}, "sk": {"S": "S"}, "kind": {"S": kind}, **RAW[kind]}


def test_what_is_replaced_is_there() -> None:
    assert list(inspect.signature(Model._get_connection).parameters) == []
    assert list(inspect.signature(Model._instantiate).parameters) == ["attribute_values"]
    assert list(inspect.signature(Model._get_discriminator_class).parameters) == ["attribute_values"]
    assert list(inspect.signature(Connection._make_api_call).parameters)[:3] == [
        "self",
        "operation_name",
        "operation_kwargs",
    ]
    assert "self._client" in inspect.getsource(Connection)


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_what_pynamodb_would_make_of_it(kind: str) -> None:
    ours = Item.from_raw_data(raw(kind))
    theirs = Model._instantiate.__func__(Item, raw(kind))  # type: ignore[attr-defined]
    assert type(ours) is type(theirs) is KINDS[kind]
    for name in KINDS[kind]._attributes:
        assert getattr(ours, name) == getattr(theirs, name), name


def test_an_item_of_another_kind_is_an_error_and_not_half_an_item() -> None:
    with pytest.raises(TypeError, match="a Member is where a Document was looked for"):
        Document.from_raw_data(raw("member"))


def test_all_kinds_share_one_connection_over_our_transport(table: str) -> None:
    assert Document._get_connection() is Job._get_connection() is connection()
    assert isinstance(connection().connection._client, DynamoTransport)
