"""Finding mentions in what people write."""

from typing import Any

import pytest

from hearth import ids
from hearth.mentions import reading

ADA, BOB = ids.new_id(), ids.new_id()


@pytest.mark.parametrize(
    "text",
    [
        f"Ada, {ADA}",
        f"[@Ada](person:{ADA})",
        f"@[Ada](person:{ADA.upper()})",
        f"@[Ada](person:{ADA[:-1]})",
        f"@[Ada](person:{'-' * 36})",
        f"@[Ada](team:{ADA})",
        f"\\@[Ada](person:{ADA})",
        f"@[Ada\nByron](person:{ADA})",
        f"say `@[Ada](person:{ADA})`",
        f"```\n@[Ada](person:{ADA})\n```",
        f"```\n@[Ada](person:{ADA}) of a fence that nobody closed",
        f"@[{'x' * 201}](person:{ADA})",
    ],
)
def test_what_is_no_mention_in_text(text: str) -> None:
    assert reading.in_text(text) == {}


def test_mentions_in_text_are_counted_by_person() -> None:
    text = f"@[Ada](person:{ADA}) and @[Bob](person:{BOB}), and `code` @[A. Byron](person:{ADA})"
    assert reading.in_text(text) == {ADA: 2, BOB: 1}


@pytest.mark.parametrize("label", ["Ada", "", "[x](person:", "a\nb", "]" * 300, "@[Bob](person:x)"])
def test_whatever_somebody_is_called_is_one_mention_of_who_is_meant(label: str) -> None:
    assert reading.in_text(f"so {reading.written(label, ADA)}, then") == {ADA: 1}


def test_mentions_in_an_editor_are_its_nodes_and_what_is_no_id_is_none() -> None:
    nodes: list[dict[str, Any]] = [
        {"type": "mention", "attrs": {"id": ADA, "label": "Ada"}},
        {"type": "mention", "attrs": {"id": "ada"}},
        {"type": "mention", "attrs": {"id": 7}},
        {"type": "mention", "attrs": None},
        {"type": "mention"},
        {"type": "text", "text": f"@[Ada](person:{ADA})"},
        {"type": "image", "attrs": {"id": ADA}},
    ]
    assert reading.in_nodes(nodes) == {ADA: 1}


def test_new_is_who_is_mentioned_more_often_than_before() -> None:
    assert reading.new_between({ADA: 1}, {ADA: 1}) == {}
    assert reading.new_between({ADA: 2}, {ADA: 1, BOB: 1}) == {BOB: 1}
    assert reading.new_between({ADA: 1}, {ADA: 3}) == {ADA: 3}
