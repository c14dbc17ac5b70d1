"""A use case is given the request context whole: no route takes it apart, and no use case asks for its parts."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.environments import ROOT

PARTS = frozenset({"who", "member", "prefetched", "email_hint"})
CAPABILITIES = ROOT / "functions"


def routes() -> list[Path]:
    return [*sorted(CAPABILITIES.glob("*/handler.py")), *sorted(CAPABILITIES.glob("*/routes*.py"))]


def use_cases() -> list[Path]:
    return [*sorted(CAPABILITIES.glob("*/service.py")), *sorted(CAPABILITIES.glob("*/service/*.py"))]


def services(tree: ast.Module) -> set[str]:
    """The names by which a module of routes calls use cases."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if ".service" in (node.module or "") or alias.name == "service"
    }


def taken_apart(source: str) -> Iterator[str]:
    """The calls of use cases that are given a part of the request."""
    tree = ast.parse(source)
    names = services(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in names):
            continue
        for given in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(given, ast.Attribute) and ast.unparse(given.value) == "request" and given.attr in PARTS:
                yield ast.unparse(node)


def asking_for_parts(source: str) -> Iterator[str]:
    """The public functions that take a membership and a principal beside each other."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            kinds = {ast.unparse(one.annotation) for one in [*node.args.args, *node.args.kwonlyargs] if one.annotation}
            if {"Member", "Principal"} <= kinds or "Prefetched" in kinds:
                yield node.name


@pytest.mark.parametrize("path", routes(), ids=lambda path: str(path.relative_to(CAPABILITIES)))
def test_a_route_hands_the_request_on_whole(path: Path) -> None:
    assert list(taken_apart(path.read_text())) == []


def test_a_use_case_takes_the_context_and_not_its_parts() -> None:
    found = {
        f"{path.parts[-3]}.{path.stem}.{name}" for path in use_cases() for name in asking_for_parts(path.read_text())
    }
    # both serve a job's worker as well, which has a member and a principal, but no request
    assert found == {"organizations.bulk.prepare", "organizations.invitations.build"}


def test_the_rules_see_what_they_forbid() -> None:
    bad = (
        "from functions.x.service import teams\n"
        "def route(request):\n"
        "    return teams.change('id', request.member, request.who)"
    )
    assert len(list(taken_apart(bad))) == 2
    assert list(taken_apart(bad.replace("request.member, request.who", "request"))) == []
    assert list(asking_for_parts("def change(member: Member, who: Principal) -> None: ...")) == ["change"]
    assert list(asking_for_parts("def change(context: RequestContext) -> None: ...")) == []
