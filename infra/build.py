"""`hearth build`: build template.yaml for AWS (Python 3.13 on arm64) into .aws-sam/build, and the client into web/dist.

hearth build            as it is deployed
hearth build --native   for this machine's Python and processor
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from infra import bytecode, environments, web
from infra.environments import ROOT
from infra.local import layers


def main(arguments: Sequence[str]) -> int:
    """Build everything that is deployed."""
    environments.ensure("sam")
    variables = layers.environment()
    if "--native" not in arguments:
        variables |= {"HEARTH_LAYER_PYTHON": "3.13", "HEARTH_LAYER_PROCESSOR": "aarch64"}
    if web.exists():
        web.build()
    sam = environments.python_of("sam").parent / "sam"
    environ = dict(os.environ) | {"SAM_CLI_TELEMETRY": "0"} | variables
    done = subprocess.run([str(sam), "build", "--parallel"], cwd=ROOT, env=environ, check=False).returncode
    if done == 0:
        here = variables["HEARTH_LAYER_PYTHON"] if "--native" in arguments else bytecode.target()
        bytecode.add(ROOT / ".aws-sam" / "build", here)
    return done
