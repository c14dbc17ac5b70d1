"""AWS's own DynamoDB Local, for tests of what the table promises: the engine and moto are laxer than AWS.

Needs Java and Maven; fetched once into `.venv/`, started on a free port of the loopback address.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from infra.environments import HOME
from infra.local.state import free_port, in_use

HERE = Path(__file__).resolve().parent / "dynamodb-local"


def fetched() -> Path:
    """The folder with its jars and native libraries."""
    digest = hashlib.sha256((HERE / "pom.xml").read_bytes()).hexdigest()[:12]
    folder = HOME / f"dynamodb-local-{digest}"
    if not folder.exists():
        scratch = folder.with_suffix(".part")
        shutil.rmtree(scratch, ignore_errors=True)
        subprocess.run(
            [
                "mvn",
                "-q",
                "-B",
                "-f",
                str(HERE / "pom.xml"),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={scratch}",
            ],
            check=True,
        )
        scratch.replace(folder)
    return folder


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Its address, while it runs. Who asks with another access key has a database of their own (see `local_table`)."""
    library, port = fetched(), free_port()
    process = subprocess.Popen(
        [
            "java", f"-Djava.library.path={library}", "-cp", f"{library}/*", str(HERE / "Loopback.java"),
            "-inMemory", "-disableTelemetry", "-port", str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not in_use(port):
            assert process.poll() is None, "DynamoDB Local ended at once"
            assert time.monotonic() < deadline, "DynamoDB Local did not start"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
