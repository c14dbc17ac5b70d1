"""A route is declared once. From the declaration come Chalice's routing, validation, the permission decision, the
OpenAPI document, API Gateway's integration and the generated permission tests.

    api = Api("documents")

    @api.patch("/orgs/{org_id}/documents/{document_id}", body=schemas.Rename, returns=schemas.Document,
               allow=InOrg("document.rename"))
    def rename_document(request: Request, org_id: str, document_id: str) -> dict[str, Any]: ...
"""

import functools
from collections.abc import Callable
from typing import Any

from chalice.app import Chalice, Response

from hearth import deadline, errors, ids, telemetry
from hearth.http import answers, params, problems, refusals
from hearth.http import body as bodies
from hearth.http.allow import InOrg, Public, SignedIn
from hearth.http.ratelimit import spend
from hearth.http.request import Request
from hearth.http.route import Reply, Route
from hearth.lazy import resolve
from hearth.table.write import STORAGE_ERRORS, Write

Declare = Callable[[Callable[..., Any]], Callable[..., Any]]
PREFIX = "/v1"


class Api:
    """The routes of one capability, on a Chalice app. `handler` is the Lambda entry."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.app = Chalice(app_name=name, configure_logs=False)
        self.routes: list[Route] = []

    def handler(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Answer an API Gateway REST proxy event."""
        with deadline.until(context):
            answer: dict[str, Any] = self.app(event, context)
        return answer

    def route(self, method: str, path: str, **declaration: Any) -> Declare:
        """Declare a route. See `Route` for what a declaration holds; the docstring becomes summary and description."""

        def declare(handler: Callable[..., Any]) -> Callable[..., Any]:
            summary, _, description = (handler.__doc__ or "").strip().partition("\n")
            route = Route(
                method=method,
                path=PREFIX + path,
                handler=handler,
                summary=summary.strip(),
                description=" ".join(description.split()),
                tag=self.name,
                **declaration,
            )
            for raised in route.raises:  # a code alone would not say which status it goes with
                if not (isinstance(raised, type) and issubclass(raised, errors.HearthError)):
                    raise TypeError(f"{route.name} raises {raised!r}, which is no class of errors")
            self.routes.append(route)
            view = functools.wraps(handler)(lambda **path_parameters: self._answer(route, path_parameters))
            self.app.route(route.path, methods=[method], content_types=["*/*"], name=f"{method}:{path}")(view)
            return handler

        return declare

    def get(self, path: str, **declaration: Any) -> Declare:
        """Declare a GET route."""
        return self.route("GET", path, **declaration)

    def post(self, path: str, **declaration: Any) -> Declare:
        """Declare a POST route."""
        return self.route("POST", path, **declaration)

    def put(self, path: str, **declaration: Any) -> Declare:
        """Declare a PUT route."""
        return self.route("PUT", path, **declaration)

    def patch(self, path: str, **declaration: Any) -> Declare:
        """Declare a PATCH route."""
        return self.route("PATCH", path, **declaration)

    def delete(self, path: str, **declaration: Any) -> Declare:
        """Declare a DELETE route."""
        return self.route("DELETE", path, **declaration)

    def _answer(self, route: Route, path_parameters: dict[str, str]) -> Response:
        chalice = self.app.current_request
        event = chalice.to_original_event() if chalice is not None else {}
        request: Request[Any] = Request(route, event, self.app.lambda_context)
        with telemetry.measure(route.name, request_id=request.id, route=f"{route.method} {route.path}") as work:
            try:
                status, body, headers = self._run(route, request, path_parameters)
            except errors.HearthError as error:
                status, body, headers = problems.from_error(error, request.id)
                headers.update(body.pop("headers", {}))
                work.fields["code"] = error.name
                refusals.note(request, error)
            except STORAGE_ERRORS as error:
                telemetry.unexpected(error)
                told = errors.Unavailable("The database did not answer. Try again.")
                status, body, headers = problems.from_error(told, request.id)
            except Exception as error:  # noqa: BLE001  the last line of defence: logged whole, answered blank
                telemetry.unexpected(error)
                status, body, headers = (
                    500,
                    problems.problem(500, "internal", "Internal server error. It has been logged.", request.id),
                    {},
                )
            work.fields.update(
                status=status,
                person=request.who.person_id if request.signed_in else "",
                org=request.path.get("org_id", ""),
            )
        return answers.build(status, body, headers, request.id)

    def _run(
        self, route: Route, request: Request[Any], path_parameters: dict[str, str]
    ) -> tuple[int, Any, dict[str, Any]]:
        for name, value in path_parameters.items():
            if name.endswith("_id") and not ids.is_id(value):
                raise errors.NotFound("There is nothing with such an id.", code=f"{name.removesuffix('_id')}_not_found")
        limits = self._spend(route, request)
        self._decide_early(route, request)
        late = isinstance(route.allow, InOrg) and route.allow.prefetch is not None
        if not late:
            self._decide(route, request)
        request.query = params.read(route.query, _query(request.event))
        if route.body is not None:
            value = bodies.read_json(
                request.event.get("body"),
                encoded=bool(request.event.get("isBase64Encoded")),
                content_type=request.headers.get("content-type", ""),
                limit=route.body_limit,
            )
            request.body = bodies.validate(resolve(route.body), value)
        elif route.raw:
            request.raw = _raw(route, request)
        if late:
            self._decide(route, request)
        key = request.headers.get("idempotency-key") if route.creates else None
        if key is not None:
            status, body, headers = self._once(route, request, path_parameters, key)
        else:
            status, body, headers = self._call(route, request, path_parameters)
        return status, body, {**limits, **headers}

    def _spend(self, route: Route, request: Request[Any]) -> dict[str, str]:
        if route.limit is None:
            return {}
        subject = request.who.person_id if route.limit.by == "person" else request.address
        return spend(route.limit, route.name, subject)

    def _decide_early(self, route: Route, request: Request[Any]) -> None:
        """What can be said before the body is read, without asking the table."""
        match route.allow:
            case Public():
                request.decided = True
            case SignedIn(scope, session_only):
                if session_only and request.who.key_id:
                    raise errors.Forbidden("An API key cannot do this; sign in.", code="session_required")
                request.who.need_scope(scope)
                request.decided = True
            case InOrg():
                request.who.need_scope(route.allow.rule.scope)

    def _decide(self, route: Route, request: Request[Any]) -> None:
        if isinstance(route.allow, InOrg):
            request.load_member()
            if route.allow.rule.object_roles is None:
                request.require(route.allow.action)

    def _call(
        self, route: Route, request: Request[Any], path_parameters: dict[str, str]
    ) -> tuple[int, Any, dict[str, Any]]:
        answer = route.handler(request, **path_parameters)
        if not request.decided:
            raise AssertionError(f"{route.name} answered without asking who may")
        return self._finished(route, request, answer if isinstance(answer, Reply) else Reply(answer))

    def _finished(self, route: Route, request: Request[Any], reply: Reply) -> tuple[int, Any, dict[str, Any]]:
        status = reply.status or (204 if reply.body is None and not route.returns else route.status)
        headers: dict[str, Any] = dict(reply.headers)
        if reply.cookies:
            headers["Set-Cookie"] = reply.cookies  # Chalice takes a list for a header that may stand there twice
        if isinstance(reply.body, dict) and "version" in reply.body and status < 300:
            headers.setdefault("ETag", f'"{reply.body["version"]}"')
            if route.method == "GET" and request.headers.get("if-none-match") == headers["ETag"]:
                return 304, None, headers
        return status, reply.body, headers

    def _once(
        self, route: Route, request: Request[Any], path_parameters: dict[str, str], key: str
    ) -> tuple[int, Any, dict[str, Any]]:
        from hearth.http.idempotency import once

        def run(keep: Callable[[Write, dict[str, Any]], None]) -> dict[str, Any]:
            request.keep = lambda write, body: keep(write, kept(*self._finished(route, request, Reply(body))))
            return kept(*self._call(route, request, path_parameters))

        def kept(status: int, body: Any, headers: dict[str, Any]) -> dict[str, Any]:
            return {"status": status, "body": body, "headers": headers}

        subject = request.who.person_id if request.signed_in else request.address
        fingerprint = {"route": route.name, "path": path_parameters, "body": request.event.get("body") or ""}
        answer, repeated = once(
            key,
            subject=f"{subject}#{route.name}",
            fingerprint=fingerprint,
            run=run,
            secret=set(route.shown_once),
        )
        body, headers = answer["body"], dict(answer["headers"])
        if repeated:
            headers["Idempotency-Replayed"] = "true"
            body = body | {name: make(request, body) for name, make in route.shown_once.items() if make is not None}
        return int(answer["status"]), body, headers


def _query(event: dict[str, Any]) -> dict[str, str]:
    many = event.get("multiValueQueryStringParameters") or {}
    twice = [name for name, values in many.items() if values and len(values) > 1]
    if twice:
        raise errors.Invalid(
            "A query parameter was given more than once.",
            code="invalid_query",
            fields=[
                errors.Field(f"/query/{name}", "was given more than once", "duplicate_parameter") for name in twice
            ],
        )
    return {name: value for name, value in (event.get("queryStringParameters") or {}).items() if value is not None}


def _raw(route: Route, request: Request[Any]) -> bytes:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in route.raw:
        raise errors.UnsupportedMedia("Send one of: " + ", ".join(route.raw))
    return bodies.read_bytes(
        request.event.get("body"), encoded=bool(request.event.get("isBase64Encoded")), limit=route.body_limit
    )
