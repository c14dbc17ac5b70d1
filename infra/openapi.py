"""Writes what follows from the declared routes: `docs/openapi.yaml` (the contract), `infra/api.yaml` (which API Gateway
imports), `infra/client/operations.json` and `docs/permissions.md`.

python -m infra.openapi            write them; then `python -m infra.template`: the deployment has its name from the API
python -m infra.openapi --check    fail if a committed one is not what the code says
"""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from hearth.http import CHANGES, Api, InOrg, Public, Route, SignedIn, problems
from hearth.lazy import resolve
from infra import gateway_responses, openapi_shared, permissions_doc
from infra.openapi_schemas import Schemas

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "openapi.yaml"
GATEWAY = ROOT / "infra" / "api.yaml"
OPERATIONS = ROOT / "infra" / "client" / "operations.json"

DESCRIPTION = """The whole API of Hearth. The web client uses nothing else.

- **Sign in** with `POST /v1/auth/login`; send the access token as `Authorization: Bearer …`. Personal API keys
  (`hk_…`) go the same way.
- **Errors** are RFC 9457 problems; switch on `code`.
- **Lists** are pages: `limit`, `cursor`, and `next` in the answer.
- **Creating** with an `Idempotency-Key` is safe to repeat for a day. **Changing** with `If-Match` refuses to overwrite
  what you have not seen.
"""

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details. `code` is stable; `detail` is for people.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "message", "code"],
                "properties": {
                    "pointer": {"type": "string"},
                    "message": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
    "additionalProperties": True,
}


def apis() -> list[Api]:
    """The `Api` of every capability that has an HTTP entry."""
    names = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))
    return [importlib.import_module(f"functions.{name}.handler").api for name in names]


def routes() -> list[Route]:
    """Every declared route. Two of one name or of one method and path are an error."""
    found = sorted((route for api in apis() for route in api.routes), key=lambda route: (route.path, route.method))
    names = [route.name for route in found]
    for what in (names, [f"{route.method} {_shape(route.path)}" for route in found]):
        twice = {name for name in what if what.count(name) > 1}
        if twice:
            raise ValueError(f"declared twice: {twice}")
    return found


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]+\}", "{}", path)


def document() -> dict[str, Any]:
    """The public OpenAPI 3.0 document."""
    schemas = Schemas()
    paths: dict[str, dict[str, Any]] = {}
    for route in routes():
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    tags = sorted({route.tag for route in routes()})
    shared = openapi_shared.share(paths)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Hearth",
            "version": "v1",
            "description": DESCRIPTION,
            "license": {"name": "MIT", "url": "https://opensource.org/license/mit"},
        },
        "servers": [{"url": "/", "description": "The origin that serves this page."}],
        "tags": [{"name": tag, "description": _about(tag)} for tag in tags],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An access token (JWT, 15 minutes) or a personal API key (`hk_…`).",
                }
            },
            **shared,
            "schemas": {"Problem": PROBLEM, **dict(sorted(schemas.found.items()))},
        },
    }


def _about(tag: str) -> str:
    """What a capability says of itself."""
    return str(importlib.import_module(f"functions.{tag}").__doc__).strip()


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {"tags": [route.tag], "operationId": route.name, "summary": route.summary}
    if route.description:
        operation["description"] = route.description
    operation["parameters"] = _parameters(route)
    body = _request_body(route, schemas)
    if body:
        operation["requestBody"] = body
    operation["responses"] = {str(_success(route)): _answer(route, schemas), **_problems(route)}
    operation["security"] = [] if isinstance(route.allow, Public) else [{"bearer": []}]
    match route.allow:
        case InOrg(action):
            operation["x-hearth-permission"] = action
            operation["x-hearth-scope"] = route.allow.rule.scope
        case SignedIn(scope):
            operation["x-hearth-scope"] = scope
    return operation


def _success(route: Route) -> int:
    return (
        204
        if route.returns is None and route.status == 200 and route.produces == ("application/json",)
        else route.status
    )


def _parameters(route: Route) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in re.findall(r"\{([^}]+)\}", route.path):
        schema = {"type": "string", "format": "uuid"} if name.endswith("_id") else {"type": "string"}
        found.append({"name": name, "in": "path", "required": True, "schema": schema})
    for name, param in route.query.items():
        schema = param.schema()
        if param.default is not None:
            schema["default"] = param.default
        found.append(
            {"name": name, "in": "query", "required": False, "schema": schema, "description": param.description}
        )
    if route.creates:
        text = "Makes a repeat harmless for a day: the first answer is given again."
        if route.shown_once:
            text += f" What is shown once ({', '.join(route.shown_once)}) is not kept with it."
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "minLength": 1, "maxLength": 128},
                "description": text,
            }
        )
    if route.method in {"PATCH", "DELETE", "PUT"} and not isinstance(route.allow, Public):
        text = "The ETag you saw; 412 if it is no longer the current one."
        found.append(
            {"name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"}, "description": text}
        )
    return found


def _request_body(route: Route, schemas: Schemas) -> dict[str, Any] | None:
    content: dict[str, Any] = {}
    if route.body is not None:
        reference = schemas.ref(resolve(route.body))
        content["application/json"] = {"schema": reference, "example": schemas.example(reference)}
    for kind in route.raw:
        content[kind] = {"schema": {"type": "string"}}
    return {"required": True, "content": content} if content else None


def _answer(route: Route, schemas: Schemas) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": "Done."}
    if route.returns is not None:
        reference = schemas.ref(resolve(route.returns))
        answer["content"] = {"application/json": {"schema": reference, "example": schemas.example(reference)}}
        definition = schemas.found.get(reference["$ref"].rsplit("/", 1)[1], {})
        if "version" in definition.get("properties", {}):
            answer["headers"] = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
    for kind in route.produces:
        if kind != "application/json":
            answer.setdefault("content", {})[kind] = {"schema": {"type": "string"}}
    return answer


def _problems(route: Route) -> dict[str, Any]:
    statuses: dict[int, list[str]] = {}
    for status, code in faults(route):
        codes = statuses.setdefault(status, [])
        if code not in codes:
            codes.append(code)
    return {str(status): _problem(status, codes) for status, codes in sorted(statuses.items())}


def faults(route: Route) -> Iterator[tuple[int, str]]:
    """Every status and code that a caller of the route may meet; tests hold every answer to it.

    (But 500 `internal`, which nobody can promise.)
    """
    yield from _refusals(route)
    yield from ((404, f"{name}_not_found") for name in re.findall(r"\{([^}]+)_id\}", route.path))
    if route.body is not None or route.raw:
        yield from _unreadable(route)
    if isinstance(route.allow, SignedIn):
        yield 404, "person_not_found"  # the account has gone since the token was made
    yield 422, "invalid_query"
    if "cursor" in route.query or CHANGES["since"] in route.query.values():
        yield 400, "invalid_cursor"
    if route.creates:
        yield from ((422, "idempotency_key_reused"), (422, "invalid_idempotency_key"))
    if route.method != "GET":
        yield 409, "busy"
        if not isinstance(route.allow, Public):
            yield 412, "precondition_failed"
    yield from ((problems.status_of(raised), raised.code) for raised in route.raises)
    yield from ((429, "rate_limited"), (503, "unavailable"))


def _refusals(route: Route) -> Iterator[tuple[int, str]]:
    if not isinstance(route.allow, Public):
        yield from ((401, "unauthenticated"), (403, "scope_missing"))
    if isinstance(route.allow, SignedIn) and route.allow.session_only:
        yield 403, "session_required"
    if isinstance(route.allow, InOrg):
        yield from ((404, "org_not_found"), (403, "forbidden"), (403, "membership_suspended"))


def _unreadable(route: Route) -> Iterator[tuple[int, str]]:
    yield from ((400, "malformed_json"), (413, "body_too_large"), (415, "unsupported_media_type"))
    yield 400, "malformed_body"
    if route.body is not None:
        yield from ((400, "invalid_unicode"), (400, "too_deep"), (422, "invalid_body"))


def _problem(status: int, codes: list[str]) -> dict[str, Any]:
    example = problems.problem(status, codes[0], "…", "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11")
    found: dict[str, Any] = {
        "description": f"{problems.TITLES.get(status, 'Error')}: " + ", ".join(f"`{code}`" for code in codes) + ".",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }
    if status == 429:
        names = ("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
        found["headers"] = {name: {"schema": {"type": "integer"}} for name in names}
    return found


COMPRESSED_FROM = 1024
"""Bytes of an answer that API Gateway compresses for who takes it: the base64 of Yjs shrinks to less than its bytes.

Here so that the digest of the file, and with it the deployment, changes with it; template.yaml says the same."""


def gateway() -> dict[str, Any]:
    """What API Gateway imports: each path and method, its function, and the authorizer. The function validates."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes():
        operation: dict[str, Any] = {
            "operationId": route.name,
            # API Gateway passes over `default`
            "responses": {"200": {"description": "See docs/openapi.yaml."}},
            "x-amazon-apigateway-integration": _integration(route.tag),
        }
        if not isinstance(route.allow, Public):
            operation["security"] = [{"person": []}]
        parameters = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"\{([^}]+)\}", route.path)
        ]
        if parameters:
            operation["parameters"] = parameters
        path = paths.setdefault(route.path, {})
        path[route.method.lower()] = operation
        path.setdefault(
            "options",
            {
                "responses": {"204": {"description": "CORS preflight."}},
                "x-amazon-apigateway-integration": _integration("platform"),
            },
        )
        if parameters:
            path["options"]["parameters"] = parameters
    authorizer = {
        "type": "apiKey",
        "name": "Authorization",
        "in": "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": {
            "type": "request",
            "identitySource": "method.request.header.Authorization",
            "authorizerResultTtlInSeconds": 30,
            "authorizerUri": _invocation("IdentityAuthorizer"),
        },
    }
    found: dict[str, Any] = {
        "openapi": "3.0.3",
        "info": {"title": "Hearth", "version": "v1"},
        "x-amazon-apigateway-minimum-compression-size": COMPRESSED_FROM,
        "x-amazon-apigateway-gateway-responses": gateway_responses.responses(),
        "paths": paths,
    }
    if any(not isinstance(route.allow, Public) for route in routes()):
        found["components"] = {"securitySchemes": {"person": authorizer}}
    return found


def _integration(capability: str) -> dict[str, Any]:
    function = capability.capitalize() + "Http"
    return {"type": "aws_proxy", "httpMethod": "POST", "uri": _invocation(function)}


def _invocation(function: str) -> dict[str, str]:
    service = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"
    return {"Fn::Sub": f"{service}/${{{function}.Arn}}/invocations"}


class _Dumper(yaml.SafeDumper):
    """No anchors: every reader of the file, API Gateway's importer included, sees plain YAML."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  PyYAML's signature
        return True


def _dump(value: dict[str, Any]) -> str:
    return "# Written by `python -m infra.openapi` from the declared routes; do not edit.\n" + yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=140
    )


def operations() -> str:
    """What the Python client knows of each operation: method, path, and the names in the query."""
    lines = [f'  "{route.name}": {json.dumps([route.method, route.path, sorted(route.query)])}' for route in routes()]
    return "{\n" + ",\n".join(sorted(lines)) + "\n}\n"


def outputs() -> dict[Path, str]:
    """Every file this writes, with its text."""
    return {
        DOCUMENT: _dump(document()),
        GATEWAY: _dump(gateway()),
        OPERATIONS: operations(),
        permissions_doc.PATH: permissions_doc.text(),
    }


def main(arguments: list[str]) -> int:
    """Write, or with --check compare. Returns the exit status."""
    stale = [path for path, text in outputs().items() if not path.exists() or path.read_text() != text]
    if "--check" in arguments:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not what the code says; run `python -m infra.openapi`\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(outputs()[path])
        sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
