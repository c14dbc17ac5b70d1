"""template.yaml, composed: `python -m infra.template [--check]`.

`parameters.yaml` and `base.yaml` beside this file are what all capabilities share;
`functions/<capability>/resources.yaml` holds what cannot be derived of one; the rest follows from the code
(`capability.py`, and the quotas of `hearth.quotas`), from `infra/edge.yaml` and from the routes. The result is the one
file that is deployed, and it is committed: a change shows what it does to the deployment, and `make check` compares. A
line `# +++ name` of the base is where a derived part goes.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from hearth import quotas
from hearth.http import Public
from infra import distribution, openapi
from infra.environments import ROOT
from infra.template import letters
from infra.template.capability import Capability
from infra.template.tagged import Tagged, block, load

TEMPLATE = ROOT / "template.yaml"
PARAMETERS, BASE = Path(__file__).parent / "parameters.yaml", Path(__file__).parent / "base.yaml"
HEAD = """# Composed by `python -m infra.template` from infra/template/*.yaml and functions/*/resources.yaml;
# edit those. docs/operations.md, "Add a function", tells how.

"""
WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"})


def capabilities() -> list[Capability]:
    """Every folder of `functions/` that has a resources.yaml."""
    paths = sorted((ROOT / "functions").glob("*/resources.yaml"))
    return [Capability(path.parent.name, load(path.read_text()) or {}) for path in paths]


def composed(api: str) -> str:
    """The template. `api` is the text of infra/api.yaml, which names the deployment."""
    base = f"{PARAMETERS.read_text()}\n{BASE.read_text()}"
    found = capabilities()
    made = {one.name: one.compose() for one in found}
    everything = {name: resource for resources in made.values() for name, resource in resources.items()}
    if len(everything) < sum(len(resources) for resources in made.values()):
        raise ValueError("two capabilities have a resource of one name")
    _fill_in_writers(everything)
    queues = [*letters.queues(base), *sorted(name for name in everything if name.endswith(letters.SUFFIX))]
    from_bus = sorted({queue for one in found for queue in one.from_bus})
    parts = {
        "quotas": "".join(block(quota.parameter, _parameter(quota)) for quota in quotas.declared()),
        "setting of quotas": f"        HEARTH_QUOTAS: !Sub {_setting()}\n",
        "what expires": _expiring(found),
        "letters from the bus": block("LettersFromBus", letters.from_bus(from_bus)),
        "strangers' routes": _strangers(),
        "edge": distribution.written(),
        "alarms": letters.alarms(queues),
        "capabilities": "\n".join(_section(name, resources) for name, resources in made.items()),
    }
    return HEAD + named(_put_in(base, parts), api)


def _put_in(base: str, parts: Mapping[str, str]) -> str:
    places = re.findall(r"^ +# \+\+\+ (.+)$", base, re.MULTILINE)
    if sorted(places) != sorted(parts):
        raise ValueError(f"base.yaml has places for {places}")
    return re.sub(r"^ +# \+\+\+ (.+)\n", lambda place: parts[place[1]], base, flags=re.MULTILINE)


def _section(name: str, resources: Mapping[str, dict[str, Any]]) -> str:
    head = f"  # ---------------------------------------------------------------- {name}\n"
    return head + "\n".join(block(logical_id, resource, compact=True) for logical_id, resource in resources.items())


def _parameter(quota: quotas.Quota) -> dict[str, Any]:
    """The parameter by which a deployment sets a quota."""
    least = {} if quota.least is None else {"MinValue": quota.least}
    return {"Type": "Number", "Default": quota.default, **least, "Description": quota.description}


def _setting() -> str:
    """What tells every function of the quotas: `hearth.quotas.limits` reads it."""
    return " ".join(f"{quota.name}=${{{quota.parameter}}}" for quota in quotas.declared())


def _expiring(found: Sequence[Capability]) -> str:
    """The rules of the bucket for what does not stay; two for one prefix are an error."""
    days: dict[str, int] = {}
    for prefix, after in (pair for one in found for pair in one.told.get("Expires", {}).items()):
        if prefix in days:
            raise ValueError(f"two capabilities say when {prefix} expires")
        days[prefix] = after
    return "".join(
        f"          - {{Id: {prefix.strip('/').replace('/', '-')}-expire, Status: Enabled, Prefix: {prefix}, "
        f"ExpirationInDays: {after}}}\n"
        for prefix, after in sorted(days.items())
    )


def _strangers() -> str:
    """API Gateway counts each method by itself: the routes that work for strangers, with the ceiling of theirs."""
    limits = "ThrottlingBurstLimit: !Ref ApiBurst, ThrottlingRateLimit: !Ref StrangersRate"
    return "".join(
        f'        - {{HttpMethod: {route.method}, ResourcePath: "/{route.path.replace("/", "~1")}", {limits}}}\n'
        for route in openapi.routes()
        if isinstance(route.allow, Public)
    )


def named(template: str, api: str) -> str:
    """The template with its deployment named after all that a deployment is a snapshot of: the body, and RestApi."""
    own = re.search(r"^  RestApi:\n(?:    .*\n)+", template, re.MULTILINE)
    assert own is not None, "there is no RestApi"
    digest = hashlib.sha256((api + own[0]).encode()).hexdigest()[:10]
    return re.sub(r"RestDeployment[0-9a-f]{10}", f"RestDeployment{digest}", template)


# --- who is denied what -------------------------------------------------------------------------------------------


def _fill_in_writers(made: Mapping[str, dict[str, Any]]) -> None:
    """Put the roles in place of `Roles: {WhoMayWrite: <keys>, Also: [...], But: [...]}` of a policy that denies."""
    for resource in made.values():
        wanted = resource["Properties"].get("Roles")
        if resource["Type"] == "AWS::IAM::Policy" and isinstance(wanted, dict):
            keys = wanted["WhoMayWrite"]
            roles = {name for name, role in made.items() if role["Type"] == "AWS::IAM::Role" and _writes(role, keys)}
            roles = (roles | set(wanted.get("Also", []))) - set(wanted.get("But", []))
            resource["Properties"]["Roles"] = [Tagged("Ref", role) for role in sorted(roles)]


def _writes(role: Mapping[str, Any], keys: str) -> bool:
    """Whether a role's own policy lets it write an item of such keys (a pattern: `*` is any part of an id)."""
    example = keys.replace("*", "00")
    for policy in role["Properties"].get("Policies", []):
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            condition = statement.get("Condition", {}).get("ForAllValues:StringLike", {})
            patterns = condition.get("dynamodb:LeadingKeys", ["*"])
            writing = {action.removeprefix("dynamodb:") for action in actions} & WRITES
            if writing and any(fnmatchcase(example, pattern) for pattern in patterns):
                return True
    return False


def main(arguments: Sequence[str] = ()) -> int:
    """Write the template, or with --check fail when the committed one is another."""
    wanted = composed(openapi.GATEWAY.read_text())
    if TEMPLATE.read_text() == wanted:
        return 0
    if "--check" in arguments:
        sys.stderr.write("template.yaml is not what its parts say; run `python -m infra.template`\n")
        return 1
    TEMPLATE.write_text(wanted)
    sys.stdout.write("wrote template.yaml\n")
    return 0
