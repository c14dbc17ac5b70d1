"""What API Gateway does to large answers and MiniStack does not: compress them for who takes it."""

from __future__ import annotations

import gzip
from typing import Any

LEVEL = 4


def compress(event: dict[str, Any], answer: Any, least: int | None) -> Any:
    """A function's answer to a REST call, compressed if its API wants that (`least` bytes) and the asker takes gzip.

    The body becomes bytes, which MiniStack passes on as they are. Binary bodies stay what they are.
    """
    body = answer.get("body") if isinstance(answer, dict) else None
    if least is None or not isinstance(body, str) or answer.get("isBase64Encoded"):
        return answer
    asked = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    content = body.encode()
    if len(content) < least or not _takes_gzip(str(asked.get("accept-encoding", ""))):
        return answer
    headers = {**(answer.get("headers") or {}), "Content-Encoding": "gzip"}
    return {**answer, "headers": headers, "body": gzip.compress(content, LEVEL, mtime=0)}


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
