"""The OpenAPI document: valid, complete, and what the code says."""

from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from infra import openapi

DOCUMENT = openapi.document()
ALL = [operation for path in DOCUMENT["paths"].values() for operation in path.values()]
OPERATIONS = [pytest.param(operation, id=operation["operationId"]) for operation in ALL]


def test_it_is_valid_openapi() -> None:
    assert [error.message for error in OpenAPIV30SpecValidator(DOCUMENT).iter_errors()] == []


def test_the_committed_files_are_what_the_code_says() -> None:
    stale = [str(path) for path, text in openapi.outputs().items() if path.read_text() != text]
    assert stale == [], "run `python -m infra.openapi`"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_says_what_it_does_takes_and_answers(operation: dict[str, Any]) -> None:
    assert operation["summary"].endswith("."), "a summary is a sentence: the handler's docstring"
    for status, response in operation["responses"].items():
        assert response["description"]
        for content in response.get("content", {}).values():
            assert status == "204" or "schema" in content
    for content in operation.get("requestBody", {}).get("content", {}).values():
        assert "schema" in content


def test_every_guarded_operation_names_its_security_and_its_errors() -> None:
    for operation in ALL:
        if operation["security"]:
            assert {"401", "403", "429"} <= set(operation["responses"]), operation["operationId"]


def test_an_operation_name_can_be_a_method_name() -> None:
    assert all(operation["operationId"].isidentifier() for operation in ALL)
