"""What a route is declared as, and what its handler may answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hearth import errors
from hearth.http import body as bodies
from hearth.http.allow import Allow
from hearth.http.params import Param
from hearth.http.ratelimit import Limit


@dataclass(frozen=True, slots=True)
class Route:
    """A declaration, as the OpenAPI generator and the generated tests read it.

    `shown_once` names the members of a creating route's answer that are secrets: they are not kept with the answer, and
    a repeat under the same Idempotency-Key has null there, or what the function makes afresh of request and answer.
    """

    method: str
    path: str
    handler: Callable[..., Any]
    allow: Allow
    summary: str
    description: str
    body: Any = None
    returns: Any = None
    status: int = 200
    query: dict[str, Param] = field(default_factory=dict)
    raises: tuple[type[errors.HearthError], ...] = ()
    limit: Limit | None = None
    body_limit: int = bodies.DEFAULT_LIMIT
    raw: tuple[str, ...] = ()
    creates: bool = False
    shown_once: dict[str, Callable[[Any, dict[str, Any]], Any] | None] = field(default_factory=dict)
    produces: tuple[str, ...] = ("application/json",)
    tag: str = ""

    @property
    def name(self) -> str:
        """The operation id."""
        return self.handler.__name__


@dataclass(slots=True)
class Reply:
    """An answer that is more than a JSON body with the route's status."""

    body: Any = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
