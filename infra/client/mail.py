"""Mails that the local engine has taken: for tests and the demo, never for a real stack."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import urllib3

from .errors import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator


class LocalMail:
    """What SES would have delivered."""

    def __init__(self, endpoint: str) -> None:
        self._url = endpoint.rstrip("/") + "/_ministack/ses/messages"
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(10))

    def messages(self, address: str) -> list[str]:
        """Everything that was sent to an address, oldest first, as raw text of whatever form the engine keeps."""
        answer = json.loads(self._pool.request("GET", self._url).data)
        found = [json.dumps(one, ensure_ascii=False) for one in _lists(answer)]
        return [text for text in found if address.lower() in text.lower()]

    def token(self, address: str, page: str = "[a-z-]+", *, seen: int = 0, seconds: float = 30.0) -> str:
        """The token of the newest link to a page (`verify`, `invite`, `reset`), beyond the first `seen` mails.

        Mails go through a queue, so it may take a moment.
        """
        link = re.compile(rf"/{page}\?token=(?:3D)?([A-Za-z0-9_.~-]{{16,}})")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for text in reversed(self.messages(address)[seen:]):
                match = link.search(_plain(text))
                if match:
                    return match.group(1)
            time.sleep(0.1)
        raise Unreachable(f"no mail with a token came for {address} within {seconds:.0f} s")


def _lists(answer: object) -> Iterator[object]:
    """The engine keeps mails in lists under an account and a region."""
    if isinstance(answer, list):
        yield from answer
    elif isinstance(answer, dict):
        for inner in answer.values():
            yield from _lists(inner)


def _plain(text: str) -> str:
    """Soft line breaks of quoted-printable would cut a token in two."""
    decoded: Any = text.replace("=\\r\\n", "").replace("=\\n", "")
    return str(decoded)
