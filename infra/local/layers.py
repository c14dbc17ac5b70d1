"""The built layers that local functions run on: the same requirements as on AWS, for this machine's Python."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

from infra import environments
from infra.environments import LAYER_GROUPS, LOCKS, ROOT

CACHE = environments.HOME / "layers"


def _builder() -> Any:
    """layers/build.py, which must also run alone inside `sam build` and so is no part of a package."""
    spec = importlib.util.spec_from_file_location("hearth_layers_build", ROOT / "layers" / "build.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("layers/build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build_all() -> dict[str, Path]:
    """Every layer's folder by name, and `lambda`: what Lambda's own runtime brings. Must run in the app environment."""
    os.environ.update(environment())
    builder = _builder()
    wanted = {name: ROOT / "layers" / name / "requirements.txt" for name in LAYER_GROUPS}
    wanted["lambda"] = LOCKS / "lambda.txt"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {name: builder.cached(path, name, python, "native", CACHE) for name, path in wanted.items()}


def environment() -> dict[str, str]:
    """Variables under which layers/build.py builds for this machine, also inside `sam build`."""
    return {
        "HEARTH_UV": str(environments.uv()),
        "HEARTH_LAYER_CACHE": str(CACHE),
        "HEARTH_LAYER_INTERPRETER": sys.executable,
        "HEARTH_LAYER_PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}",
        "HEARTH_LAYER_PROCESSOR": "native",
    }
