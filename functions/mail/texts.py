"""Where templates come from: the files beside this module, or what an operator put into the bucket instead.

`mail-templates/<locale>/<name>.<subject.txt|txt|html>` in the files bucket stands in for the file of the same name. It
is looked for again every five minutes, so an edit needs no deployment.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from hearth import aws

FILES = Path(__file__).parent / "templates"
FALLBACK = "en"
PREFIX = "mail-templates/"
FRESH_SECONDS = 300
PARTS = ("subject.txt", "txt", "html")


@dataclass(frozen=True, slots=True)
class Words:
    """What a language calls things."""

    months: list[str]
    time: str
    roles: dict[str, str]


class Overrides(Protocol):
    """Texts that an operator wrote."""

    def find(self, name: str) -> str | None:
        """The text at `<locale>/<name>.<part>`, or None."""


class BucketOverrides:
    """Overrides in S3, remembered for a while, absence too: most stacks have none."""

    def __init__(self, s3: Any, bucket: str) -> None:
        self._s3 = s3
        self._bucket = bucket
        self._known: dict[str, tuple[float, str | None]] = {}

    def find(self, name: str) -> str | None:
        """The text, or None. A bucket that does not answer is an error: the mail waits rather than goes out wrong."""
        at, text = self._known.get(name, (0.0, None))
        now = time.time()  # a monotonic clock may stand still while the process is frozen
        if now - at > FRESH_SECONDS or not at:
            text = self._fetch(name)
            self._known[name] = (now, text)
        return text

    def _fetch(self, name: str) -> str | None:
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=PREFIX + name)
        except Exception as error:
            if aws.absent(error):
                return None
            raise
        text: str = answer["Body"].read().decode()
        return text


def languages(locale: str) -> list[str]:
    """Where to look, in order: `de-AT`, `de`, `en`. Only letters and a hyphen count: this becomes a path."""
    plain = "".join(char for char in locale[:20] if (char.isascii() and char.isalpha()) or char == "-")
    return list(dict.fromkeys(name for name in (plain, plain.split("-")[0].lower(), FALLBACK) if name))


def sources(name: str, locale: str, overrides: Overrides) -> Iterator[tuple[str, dict[str, str]]]:
    """The languages and texts to try, the best first: overridden where somebody did, then as they ship."""
    if not name.replace("_", "").isalpha() or not name.isascii():
        return
    for language in languages(locale):
        shipped = {part: _file(f"{language}/{name}.{part}") for part in PARTS}
        own = {part: overrides.find(f"{language}/{name}.{part}") for part in PARTS}
        merged = {part: own[part] or shipped[part] for part in PARTS}
        for texts in (merged, shipped) if merged != shipped else (shipped,):
            whole = {part: text for part, text in texts.items() if text is not None}
            if len(whole) == len(PARTS):
                yield language, whole


@cache
def _file(name: str) -> str | None:
    path = FILES / name
    return path.read_text() if path.exists() else None


def layout() -> str:
    """What stands around the HTML of every mail."""
    return _file("layout.html") or "{{&content}}"


@cache
def words(language: str) -> Words:
    """The words of a language that we ship, or of the nearest."""
    texts = (_file(f"{name}/words.json") for name in languages(language))
    return Words(**json.loads(next(text for text in texts if text is not None)))
