"""Reading a JSON body that may be anything: too large, too deep, not JSON, not Unicode."""

import base64
import binascii
import json
from typing import Any

from hearth.errors import Field, Invalid, Malformed, TooLarge, UnsupportedMedia

DEPTH = 24
DEFAULT_LIMIT = 256 * 1024


def read_json(raw: str | None, *, encoded: bool, content_type: str, limit: int) -> Any:
    """The value of a JSON body. TooLarge, UnsupportedMedia or Malformed if it is not one."""
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    if kind not in {"application/json", ""} and not kind.endswith("+json"):
        raise UnsupportedMedia("Send JSON, with Content-Type: application/json.")
    data = read_bytes(raw, encoded=encoded, limit=limit)
    if not data.strip():
        raise Malformed("The body is empty; JSON was expected.", code="malformed_json")
    try:
        value = json.loads(data, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON.", code="malformed_json") from error
    _check(value, 0)
    return value


def read_bytes(raw: str | None, *, encoded: bool, limit: int) -> bytes:
    """The bytes of a body. TooLarge above `limit`."""
    text = raw or ""
    if len(text) > limit * (4 / 3 if encoded else 1) + 4:
        raise TooLarge(f"The body may have at most {limit} bytes.", code="body_too_large", limit=limit)
    try:
        data = base64.b64decode(text, validate=True) if encoded else text.encode()
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Malformed("The body is not valid UTF-8.", code="malformed_body") from error
    if len(data) > limit:
        raise TooLarge(f"The body may have at most {limit} bytes.", code="body_too_large", limit=limit)
    return data


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _check(value: Any, depth: int) -> None:
    """No bottomless nesting; no lone surrogates, which no store and no other client can keep."""
    if depth > DEPTH:
        raise Malformed(f"The body is nested more than {DEPTH} deep.", code="too_deep")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise Malformed(
                "A string holds half of a surrogate pair, which is not Unicode text.", code="invalid_unicode"
            ) from error
    elif isinstance(value, dict):
        for name, member in value.items():
            _check(name, depth + 1)
            _check(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _check(member, depth + 1)
    elif isinstance(value, int) and abs(value) > 10**30:
        raise Malformed("A number is too large.", code="malformed_json")


def validate(model: Any, value: Any) -> Any:
    """`value` as an instance of the pydantic `model`; Invalid with a pointer for every fault."""
    from pydantic import ValidationError

    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = [
            Field(
                "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in fault["loc"]),
                fault["msg"],
                fault["type"],
            )
            for fault in error.errors(include_url=False, include_input=False, include_context=False)
        ]
        raise Invalid("The body is not what this route takes.", code="invalid_body", fields=faults[:50]) from error
