"""The web client's speed by its own marks, in Chromium, against the running stack; and what its first page weighs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from infra import web

RESULT = web.WEB / "test-results" / "speed.md"


def main(_: Sequence[str]) -> int:
    """Drive the browser, then print the tables."""
    web.build()
    RESULT.unlink(missing_ok=True)
    environment = os.environ | web.environ()
    command = ["npm", "run", "--silent", "test:browser", "--", "speed"]
    driven = subprocess.run(command, cwd=web.WEB, env=environment, check=False, text=True, capture_output=True)
    if driven.returncode or not RESULT.exists():
        print(driven.stdout[-2000:] + driven.stderr[-2000:], file=sys.stderr)
        return 1
    weigh = ["node", "scripts/check-weight.mjs"]
    weights = subprocess.run(weigh, cwd=web.WEB, env=environment, check=False, text=True, capture_output=True)
    print("## The web client\n")
    print(RESULT.read_text())
    print("Script that a first visit needs, everything included:\n")
    print(f"```\n{weights.stdout.strip()}\n```")
    return weights.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
