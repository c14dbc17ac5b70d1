"""What CloudFormation gets to see: template.yaml as SAM expands it, with the API's body in its place.

    .venv/sam/bin/python -m infra.transform            print it as JSON
    .venv/sam/bin/python -m infra.transform --lint     check it with cfn-lint, warnings too

Runs in the SAM CLI's environment, which pins another botocore than ours, so tests call it as a program
(`expanded`). Nothing of AWS is asked: the names of the managed policies that SAM might attach are made up, so that a
test sees them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from infra import environments
from infra.environments import ROOT

MANAGED = ("AWSLambdaBasicExecutionRole", "AWSLambdaDynamoDBExecutionRole", "AWSLambdaSQSQueueExecutionRole",
           "AWSXRayDaemonWriteAccess")  # fmt: skip


class _Policies:
    """Where SAM looks up managed policies."""

    def load(self) -> dict[str, str]:
        """Names and addresses."""
        return {name: f"arn:aws:iam::aws:policy/service-role/{name}" for name in MANAGED}


def expand() -> dict[str, Any]:
    """Expand the template in this process."""
    import yaml
    from samtranslator.translator.transform import transform
    from samtranslator.yaml_helper import yaml_parse

    template = yaml_parse((ROOT / "template.yaml").read_text())
    resources = template["Resources"]
    resources["RestApi"]["Properties"]["Body"] = yaml.safe_load((ROOT / "infra" / "api.yaml").read_text())
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"  # as after `sam package`
    for resource in resources.values():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            resource["Properties"]["ContentUri"] = "s3://bucket/key"
    found: dict[str, Any] = transform(template, {}, _Policies())
    return json.loads(json.dumps(found, default=str))  # type: ignore[no-any-return]


@cache
def expanded() -> dict[str, Any]:
    """Expand the template, from any environment."""
    python = environments.ensure("sam")
    done = subprocess.run(
        [str(python), "-m", "infra.transform"],
        cwd=ROOT,
        env=environments.environ(PYTHONPATH=str(ROOT)),
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def lint() -> int:
    """Check what `expand` gives. Exit status of cfn-lint, for which a warning is a failure too."""
    program = Path(sys.executable).parent / "cfn-lint"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(expand(), file)
        file.flush()
        command = [str(program), "--regions", "us-east-1", "--non-zero-exit-code", "warning", "--", file.name]
        return subprocess.run(command, check=False).returncode


def main(arguments: Sequence[str] = ()) -> int:
    """Print or check."""
    if "--lint" in arguments:
        return lint()
    json.dump(expand(), sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
