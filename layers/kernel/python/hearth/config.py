"""Settings of the deployment, read from the environment once, at first use and never at import."""

import os
from dataclasses import dataclass
from functools import cache

from hearth import aws


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment of a function, as `template.yaml` sets it."""

    stack: str
    table: str
    bus: str
    mail_function: str
    mail_from: str
    dead_letters: str
    later_target: str
    later_role: str
    files_bucket: str
    live_endpoint: str
    function: str
    tracing: bool
    live_participants: int
    quotas: str
    edge_key: str


@cache
def settings() -> Settings:
    """This function's settings. A missing variable is empty: only what uses it fails, and says so."""
    env = os.environ.get
    return Settings(
        stack=env("HEARTH_STACK", ""),
        table=env("HEARTH_TABLE", ""),
        bus=env("HEARTH_BUS", ""),
        mail_function=env("HEARTH_MAIL_FUNCTION", ""),
        mail_from=env("HEARTH_MAIL_FROM", ""),
        dead_letters=env("HEARTH_DEAD_LETTERS", ""),
        later_target=env("HEARTH_LATER_TARGET", ""),
        later_role=env("HEARTH_LATER_ROLE", ""),
        files_bucket=env("HEARTH_FILES_BUCKET", ""),
        live_endpoint=env("HEARTH_LIVE_ENDPOINT", ""),
        function=env("HEARTH_FUNCTION", ""),
        tracing=env("HEARTH_TRACING", "0") == "1",
        live_participants=int(env("HEARTH_LIVE_PARTICIPANTS", "100")),
        quotas=env("HEARTH_QUOTAS", ""),
        edge_key=env("HEARTH_EDGE_KEY", ""),
    )


@cache
def web_url() -> str:
    """The public origin of the workspace, without a trailing slash (`https://hearth.example`)."""
    name = f"/hearth/{settings().stack}/web-url"
    value: str = aws.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    return value.rstrip("/")
