"""Parsing and checking a client's frame (L6), without a validator library: a socket's cold start would pay for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hearth.errors import HearthError, Malformed, TooLarge
from hearth.http.body import read_json
from hearth.live import topics
from hearth.live.post import FRAME_LIMIT


@dataclass(frozen=True, slots=True)
class Check:
    """What a field must be: `words` end the sentence "must be ..."."""

    words: str
    holds: Callable[[Any], bool]
    needed: bool = True


def text(most: int, least: int = 1) -> Check:
    """A string of so many characters."""
    return Check(
        f"text of {least} to {most} characters", lambda value: isinstance(value, str) and least <= len(value) <= most
    )


def whole(most: int = 2**53 - 1, least: int = 0) -> Check:
    """A whole number."""
    return Check(
        f"a whole number from {least} to {most}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most,
    )


def one_of(*choices: str) -> Check:
    """One of some words."""
    return Check("one of " + ", ".join(choices), lambda value: isinstance(value, str) and value in choices)


def maybe(check: Check) -> Check:
    """The same, but it may be left out."""
    return Check(check.words, check.holds, needed=False)


FLAG = Check("true or false", lambda value: isinstance(value, bool))
ANYTHING = Check("there", lambda _: True)
ID = text(64)
TOPIC = text(200)


def parse(body: str) -> dict[str, Any]:
    """The object in a frame. Malformed or TooLarge for anything that is not one JSON object with a string `type`."""
    try:
        value = read_json(body, encoded=False, content_type="", limit=FRAME_LIMIT)
    except TooLarge:
        raise TooLarge(f"A frame has at most {FRAME_LIMIT} bytes.", code="too_large") from None
    except Malformed as error:
        raise Malformed(error.detail.replace("body", "frame"), code="malformed") from None
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise Malformed("A frame is a JSON object with a type.", code="malformed")
    return value


def check(value: dict[str, Any], fields: dict[str, Check]) -> None:
    """Malformed(`invalid_frame`) unless the fields are what they must be. Unknown ones are ignored."""
    for name, field in fields.items():
        if name not in value:
            if field.needed:
                raise Malformed(f"{name} is missing.", code="invalid_frame")
        elif not field.holds(value[name]):
            raise Malformed(f"{name} must be {field.words}.", code="invalid_frame")
    if "topic" in fields and "topic" in value:
        topics.parse(value["topic"])


def refusal(error: HearthError, frame: dict[str, Any] | None = None) -> dict[str, Any]:
    """The `refused` frame for an error, with the `id` and `topic` of the frame it answers, if those can be read."""
    answer: dict[str, Any] = {"type": "refused", "code": error.name, "detail": error.detail}
    for name, check_ in (("id", ID), ("topic", TOPIC)):
        if frame is not None and check_.holds(frame.get(name)):
            answer[name] = frame[name]
    for name in ("retry_after", "epoch"):
        if name in error.extra:
            answer[name] = error.extra[name]
    return answer
