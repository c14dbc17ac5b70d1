"""Build one third-party layer from its requirements, for the Python and processor of the functions.

Run by layers/Makefile inside `sam build`, and by infra/ for the local runtime; standard library only. With
HEARTH_LAYER_CACHE set, a layer is built once per content of its requirements and then linked.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# To be counted up when what install() does to a layer changes: kept layers are then built anew.
RECIPE = b"1"
# What functions run on (template.yaml's Runtime; a test compares). Compiled parts fit this minor version and no other.
PYTHON = "3.13"
# Command lines, tests and type information that no function ever runs.
LEFT_OUT = (
    "bin", "chalice/cli", "chalice/deploy", "chalice/cdk", "chalice/templates", "chalice/local.py", "**/tests",
    "**/*.pyi", "**/*.pyx", "**/*.pxd",
)  # fmt: skip


def _installer() -> list[str]:
    """uv when infra/ offers it, else pip, which every Python has."""
    uv = os.environ.get("HEARTH_UV")
    return [uv, "pip", "install", "--quiet"] if uv else [sys.executable, "-m", "pip", "install", "--quiet"]


def _target_flags(python: str, processor: str) -> list[str]:
    if processor == "native":
        return ["--python", sys.executable] if os.environ.get("HEARTH_UV") else []
    if os.environ.get("HEARTH_UV"):
        return ["--python-version", python, "--python-platform", f"{processor}-manylinux_2_28"]
    platforms = [f"manylinux_2_28_{processor}", f"manylinux2014_{processor}"]
    return ["--python-version", python, *[part for name in platforms for part in ("--platform", name)]]


def install(requirements: Path, target: Path, python: str, processor: str) -> None:
    """Install exactly what the lock names: `--no-deps`, since Chalice's own list drags in its command line."""
    command = [*_installer(), "--no-deps", "--only-binary", ":all:", *_target_flags(python, processor)]
    subprocess.run([*command, "--require-hashes", "--target", str(target), "-r", str(requirements)], check=True)
    for pattern in LEFT_OUT:
        for path in list(target.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if python == f"{sys.version_info.major}.{sys.version_info.minor}":
        # /opt is read-only on Lambda: without compiled files every cold start would compile again. By content and
        # unchecked, because zipping changes the times.
        command = [sys.executable, "-m", "compileall", "-q", "-j", "2", "--invalidation-mode", "unchecked-hash"]
        subprocess.run([*command, str(target)], check=False)


def cached(requirements: Path, label: str, python: str, processor: str, cache: Path) -> Path:
    """The folder of a built layer, building it when this content was never built before."""
    key = hashlib.sha256(requirements.read_bytes() + Path(__file__).read_bytes() + sys.version.encode()).hexdigest()[
        :16
    ]
    home = cache / f"{label}-{python}-{processor}-{key}"
    if not home.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            built = Path(scratch) / "python"
            install(requirements, built, python, processor)
            built.replace(home)
    return home


def main() -> None:
    """`build.py <Layer> <target>`: Lambda's Python 3.13 on arm64 unless the environment says otherwise."""
    label, target = sys.argv[1].lower(), Path(sys.argv[2])
    python = os.environ.get("HEARTH_LAYER_PYTHON", PYTHON)
    processor = os.environ.get("HEARTH_LAYER_PROCESSOR", "aarch64")
    requirements = HERE / label / "requirements.txt"
    if os.environ.get("HEARTH_LAYER_ELSEWHERE"):
        # The local runtime takes layers from the cache itself; packing them into the engine would only cost time.
        target.mkdir(parents=True)
        (target / "README").write_text(f"{label} {hashlib.sha256(requirements.read_bytes()).hexdigest()}\n")
        return
    cache = os.environ.get("HEARTH_LAYER_CACHE")
    if not cache:
        install(requirements, target, python, processor)
        return
    shutil.copytree(cached(requirements, label, python, processor, Path(cache)), target, copy_function=os.link)


if __name__ == "__main__":
    main()
