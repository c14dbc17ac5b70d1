"""Large answers are compressed as API Gateway does it, so that bytes counted here are bytes there."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from infra.local.compression import compress

ANSWER = {"statusCode": 200, "headers": {"ETag": '"3"'}, "body": json.dumps({"items": ["Ada 🜁"] * 300})}


def asked(accepts: str) -> dict[str, Any]:
    return {"headers": {"Accept-Encoding": accepts}}


@pytest.mark.parametrize("accepts", ["gzip", "gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "*"])
def test_who_takes_gzip_gets_it(accepts: str) -> None:
    answer = compress(asked(accepts), ANSWER, 1024)
    assert answer["headers"] == {"ETag": '"3"', "Content-Encoding": "gzip"}
    assert gzip.decompress(answer["body"]).decode() == ANSWER["body"]
    assert answer["statusCode"] == 200


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0"])
def test_who_does_not_gets_it_as_it_is(accepts: str) -> None:
    assert compress(asked(accepts), ANSWER, 1024) is ANSWER


@pytest.mark.parametrize(
    ("answer", "least"),
    [
        (ANSWER, None),
        (ANSWER, 100_000),
        ({**ANSWER, "isBase64Encoded": True}, 1024),
        ({"statusCode": 204}, 0),
        ("not an answer", 0),
    ],
)
def test_what_is_small_or_binary_or_not_wanted_stays(answer: Any, least: int | None) -> None:
    assert compress(asked("gzip"), answer, least) is answer
