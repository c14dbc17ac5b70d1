"""The layers fit the functions: what is compiled in them is for the template's Python and the stack's processor."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from infra import build
from infra.environments import LAYER_GROUPS, ROOT
from infra.local import layers
from tests.infra.test_template import resources, template

MACHINES = {"aarch64": 183, "x86_64": 62}
"""ELF's numbers for processors."""
UNZIPPED = 250 * 1024 * 1024
"""What Lambda takes of a function with all its layers."""


@pytest.fixture(params=sorted(build.PROCESSORS))
def built(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, dict[str, Path]]:
    """Every third-party layer, as `hearth build` has it made (once for each content of a lock)."""
    for name, value in build.variables(request.param).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("HEARTH_LAYER_PYTHON", raising=False)
    builder, processor = layers._builder(), build.PROCESSORS[request.param]
    made = {
        name: builder.cached(ROOT / "layers" / name / "requirements.txt", name, builder.PYTHON, processor, layers.CACHE)
        for name in LAYER_GROUPS
    }
    return processor, made


def libraries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if re.search(r"\.so(\.|$)", path.name) and path.is_file()]


def test_every_library_is_for_the_processor_and_the_python(built: tuple[str, dict[str, Path]]) -> None:
    processor, folders = built
    assert libraries(folders["dependencies"])
    assert libraries(folders["crdt"])
    assert libraries(folders["imaging"])
    assert libraries(folders["office"])
    short = layers._builder().PYTHON.replace(".", "")
    for folder in folders.values():
        for path in libraries(folder):
            head = path.read_bytes()[:20]
            assert head[:4] == b"\x7fELF", path
            assert struct.unpack("<H", head[18:20])[0] == MACHINES[processor], path
            version = re.search(r"\.cpython-(\d+)", path.name)
            assert version is None or version[1] == short, path


def test_every_wheel_is_for_the_python_and_a_glibc_that_lambda_has(built: tuple[str, dict[str, Path]]) -> None:
    processor, folders = built
    for folder in folders.values():
        wheels = list(folder.glob("*.dist-info/WHEEL"))
        assert wheels
        for wheel in wheels:
            tags = [line.removeprefix("Tag: ") for line in wheel.read_text().splitlines() if line.startswith("Tag: ")]
            assert any(_fits(tag, processor) for tag in tags), (wheel, tags)


def _fits(tag: str, processor: str) -> bool:
    python, abi, platform = tag.split("-")
    if platform == "any":
        return True
    glibc = re.fullmatch(rf"manylinux_?(\d+)(?:_(\d+))?_{processor}", platform)
    if glibc is None:
        return False
    old = glibc[1] in ("1", "2010", "2014") or (int(glibc[1]), int(glibc[2] or 0)) <= (2, 34)  # Amazon Linux 2023
    return old and (abi in ("none", "abi3") or python == abi == f"cp{layers._builder().PYTHON.replace('.', '')}")


def test_a_function_and_its_layers_fit_into_lambda(built: tuple[str, dict[str, Path]]) -> None:
    _, folders = built
    size = sum(path.stat().st_size for folder in folders.values() for path in folder.rglob("*") if path.is_file())
    assert size < UNZIPPED * 0.8


def test_layers_are_built_for_the_python_of_the_template() -> None:
    runtime = f"python{layers._builder().PYTHON}"
    assert template()["Globals"]["Function"]["Runtime"] == runtime
    for layer in resources("AWS::Serverless::LayerVersion").values():
        assert layer["Properties"]["CompatibleRuntimes"] == [runtime]
    assert "Runtime" not in str([one["Properties"] for one in resources("AWS::Serverless::Function").values()])


def test_every_processor_of_the_template_can_be_built_for() -> None:
    parameter: dict[str, Any] = template()["Parameters"]["Architecture"]
    assert set(parameter["AllowedValues"]) == set(build.PROCESSORS)
    assert parameter["Default"] in build.PROCESSORS
