"""The OpenAPI document: valid, complete, what the code says, and nothing said twice."""

import json
import re
from collections import Counter
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from hearth.http import Route
from infra import openapi

DOCUMENT = openapi.document()
ALL = [operation for path in DOCUMENT["paths"].values() for operation in path.values()]
OPERATIONS = [pytest.param(operation, id=operation["operationId"]) for operation in ALL]


def behind(node: dict[str, Any]) -> dict[str, Any]:
    """What a node says, be it itself or by a reference to what several say alike."""
    if "$ref" not in node:
        return node
    _, _, kind, name = node["$ref"].split("/")
    found: dict[str, Any] = DOCUMENT["components"][kind][name]
    return found


def test_it_is_valid_openapi() -> None:
    assert [error.message for error in OpenAPIV30SpecValidator(DOCUMENT).iter_errors()] == []


def test_the_committed_files_are_what_the_code_says() -> None:
    stale = [str(path) for path, text in openapi.outputs().items() if path.read_text() != text]
    assert stale == [], "run `python -m infra.openapi`"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_says_what_it_does_takes_and_answers(operation: dict[str, Any]) -> None:
    assert operation["summary"].endswith("."), "a summary is a sentence: the handler's docstring"
    for status, response in ((status, behind(one)) for status, one in operation["responses"].items()):
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


@pytest.mark.parametrize("route", openapi.routes(), ids=lambda route: route.name)
def test_every_code_a_caller_may_meet_stands_behind_its_status(route: Route) -> None:
    responses = DOCUMENT["paths"][route.path][route.method.lower()]["responses"]
    for status, code in openapi.faults(route):
        problem = behind(responses[str(status)])
        assert code in re.findall(r"`(\w+)`", problem["description"])
        assert problem["content"]["application/problem+json"]["example"]["status"] == status


def test_what_several_operations_say_alike_is_said_once() -> None:
    said = [json.dumps(node) for one in ALL for node in (*one["parameters"], *one["responses"].values())]
    twice = [text for text, times in Counter(said).items() if times > 1 and "$ref" not in text]
    assert twice == [json.dumps({"description": "Done."})]


def test_of_two_parameters_that_want_one_name_each_operation_keeps_its_own() -> None:
    asked = {one["operationId"]: {behind(each)["name"]: behind(each) for each in one["parameters"]} for one in ALL}
    declared = {route.name: route for route in openapi.routes()}
    for name, parameters in asked.items():
        for query, param in declared[name].query.items():
            assert parameters[query]["in"] == "query"
            assert parameters[query]["description"] == param.description
            assert parameters[query]["schema"].items() >= param.schema().items()
