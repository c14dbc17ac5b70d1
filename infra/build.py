"""`hearth build`: build template.yaml for AWS into .aws-sam/build, and the client into web/dist.

hearth build                            for the template's Python, on arm64
hearth build --architecture x86_64      for the other processor (the template's parameter `Architecture`)
"""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Sequence

from infra import bytecode, environments, web
from infra.environments import ROOT
from infra.local import layers

PROCESSORS = {"arm64": "aarch64", "x86_64": "x86_64"}
"""Lambda's names, and those that wheels have."""


def main(arguments: Sequence[str]) -> int:
    """Build everything that is deployed."""
    parser = argparse.ArgumentParser(prog="hearth build", description=__doc__)
    parser.add_argument("--architecture", choices=sorted(PROCESSORS), default="arm64")
    architecture = parser.parse_args(arguments).architecture
    environments.ensure("sam")
    if web.exists():
        web.build()
    sam = environments.python_of("sam").parent / "sam"
    environ = dict(os.environ) | {"SAM_CLI_TELEMETRY": "0"} | variables(architecture)
    command = [str(sam), "build", "--parallel", "--parameter-overrides", f"Architecture={architecture}"]
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
    if done == 0:
        bytecode.add(ROOT / ".aws-sam" / "build", bytecode.target())
    return done


def variables(architecture: str) -> dict[str, str]:
    """What layers/build.py is told: the processor. Its Python is the template's, which it knows itself."""
    return {name: value for name, value in layers.environment().items() if name != "HEARTH_LAYER_PYTHON"} | {
        "HEARTH_LAYER_PROCESSOR": PROCESSORS[architecture]
    }
