"""Where a release goes: name, region, profile and parameters of one stack, in samconfig.toml and nowhere else.

The SAM CLI reads the same file, so nothing that deploys, uploads or destroys can mean another stack. Each stack has a
section (a "config environment" in SAM's words): `default` for the first, then one with the stack's own name.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra.environments import ROOT, EnvironmentProblem

if TYPE_CHECKING:
    from boto3 import Session

CONFIG = ROOT / "samconfig.toml"
NAME = "hearth"
LONGEST_NAME = 32
"""CloudFront's and Lambda's names have 64 characters, and a stack's name stands before a region and a part's name."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]+")
_PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9]*")
PATTERNS = {
    "MailFrom": (r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", "an address, like hello@example.org"),
    "DomainName": (r"^$|^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", "a name, like hearth.example.org"),
    "CertificateArn": (r"^$|^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+$", "a certificate of us-east-1"),
}
"""What the template takes (its `AllowedPattern`), looked at before anything is built, and what to say of the rest."""


@dataclass(slots=True)
class Target:
    """One stack on AWS. `known` when samconfig.toml has it."""

    stack: str
    region: str = ""
    profile: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    section: str = "default"
    known: bool = False
    _session: Session | None = None

    def session(self) -> Session:
        """Credentials and region of this stack, for every client of every step."""
        import boto3
        from botocore.exceptions import ProfileNotFound

        if self._session is not None and self._session.region_name == (self.region or None):
            return self._session
        try:
            self._session = boto3.Session(profile_name=self.profile, region_name=self.region or None)
            return self._session
        except ProfileNotFound:
            there = ", ".join(boto3.Session().available_profiles) or "none"
            raise EnvironmentProblem(
                f"There is no profile {self.profile!r} on this machine; there are: {there}."
            ) from None

    def environ(self) -> dict[str, str]:
        """Variables under which other programs mean the same."""
        chosen = {"AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region}
        return chosen | ({"AWS_PROFILE": self.profile} if self.profile else {})

    def check(self) -> None:
        """EnvironmentProblem for what AWS would refuse later and in other words."""
        if not _NAME.fullmatch(self.stack) or len(self.stack) > LONGEST_NAME:
            raise EnvironmentProblem(
                f"{self.stack!r} cannot be a stack's name: at most {LONGEST_NAME} small letters, digits and hyphens, "
                "and a letter first."
            )
        if not self.region:
            raise EnvironmentProblem("In which region? Say so with --region (like eu-central-1) or AWS_REGION.")
        if not _REGION.fullmatch(self.region):
            raise EnvironmentProblem(f"{self.region!r} is not the name of a region, like eu-central-1.")
        for name, value in self.parameters.items():
            if not _PARAMETER.fullmatch(name) or re.search(r"[\s\"]", value):
                raise EnvironmentProblem(f"{name}={value} is not a parameter: no spaces or quotes, please.")
            pattern, wanted = PATTERNS.get(name, ("", ""))
            if not re.search(pattern, value):
                raise EnvironmentProblem(f"{value!r} cannot be {name}: it must be {wanted}.")

    def save(self, path: Path | None = None) -> None:
        """Write the stack's section; the rest of the file stays as it is."""
        path = path or CONFIG
        text = path.read_text() if path.exists() else "version = 0.1\n"
        values = _section(_read(path), self.section) | {
            "stack_name": self.stack,
            "region": self.region,
            "capabilities": "CAPABILITY_IAM",
            "resolve_s3": True,
            "s3_prefix": self.stack,
            "confirm_changeset": False,
            "fail_on_empty_changeset": False,
            # an empty value is written as two quotes, which the SAM CLI and shlex read alike
            "parameter_overrides": [name + "=" + (value or '""') for name, value in sorted(self.parameters.items())],
        }
        values.pop("profile", None)
        if self.profile:
            values["profile"] = self.profile
        head = f"[{self.section}.deploy.parameters]\n"
        block = head + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
        before, found, after = text.partition(head)
        rest = re.search(r"^\[", after, re.MULTILINE) if found else None
        after = after[rest.start() :] if rest else ""
        scratch = path.with_suffix(".tmp")
        scratch.write_text(before.rstrip("\n") + "\n\n" + block + ("\n" + after if after else ""))
        scratch.replace(path)
        self.known = True


def find(stack: str | None, region: str | None, profile: str | None, path: Path | None = None) -> Target:
    """The stack that is meant: what the options say, else samconfig.toml, else the environment."""
    content = _read(path or CONFIG)
    sections = {name: _section(content, name) for name, value in content.items() if isinstance(value, dict)}
    section = _wanted(stack, region, sections)
    kept = sections.get(section, {})
    target = Target(
        stack=stack or str(kept.get("stack_name", NAME)),
        region=region or str(kept.get("region", "")),
        profile=profile or kept.get("profile"),
        parameters=parameters(kept.get("parameter_overrides", [])),
        section=section,
        known="stack_name" in kept,
    )
    target.region = target.region or _surrounding_region(target)
    return target


def parameters(given: Any) -> dict[str, str]:
    """Template parameters in any of the forms that samconfig.toml may hold: a table, a list, or one long string."""
    if isinstance(given, dict):
        return {str(name): str(value) for name, value in given.items()}
    words = shlex.split(given) if isinstance(given, str) else [word for part in given for word in shlex.split(part)]
    found = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator:
            raise EnvironmentProblem(f"{word!r} is not a parameter; write Name=value.")
        found[name] = value
    return found


def _wanted(stack: str | None, region: str | None, sections: dict[str, dict[str, Any]]) -> str:
    """The section of a stack. The same name in another region is another stack, with a section of its own."""
    used = {name: values for name, values in sections.items() if "stack_name" in values}
    meant = [
        name
        for name, values in used.items()
        if stack in (None, values["stack_name"]) and region in (None, values.get("region", region))
    ]
    if len(meant) == 1:
        return meant[0]
    if meant or not used:
        return "default"
    taken = any(values["stack_name"] == (stack or NAME) for values in used.values())
    return f"{stack or NAME}-{region}" if taken else str(stack)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text()) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise EnvironmentProblem(f"{path.name} does not read: {error}. Mend or remove it.") from None


def _section(content: dict[str, Any], name: str) -> dict[str, Any]:
    """What `sam deploy` reads for a config environment: its own parameters, and those for all commands."""
    found: dict[str, Any] = {}
    for command in ("global", "deploy"):
        found |= content.get(name, {}).get(command, {}).get("parameters", {})
    return found


def _surrounding_region(target: Target) -> str:
    """The region of the shell or the profile. boto3 alone does not know AWS_REGION, which everything else obeys."""
    named = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    return named or str(target.session().region_name or "")
