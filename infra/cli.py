"""The `hearth` command: what the Makefile's thin names call.

Runs on any Python 3.11+ with nothing installed: it first makes the project's own environment, then starts itself there.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from infra import environments
from infra.environments import EnvironmentProblem


def _in_project_environment() -> None:
    """Continue in the project's environment, making it first if needed."""
    python = environments.python_of("app")
    wanted = environments.ensure("app")
    if os.path.realpath(sys.prefix) != os.path.realpath(python.parent.parent):
        os.environ.pop("PYTHONHOME", None)
        path = os.pathsep.join((str(environments.ROOT), str(environments.ROOT / "layers" / "kernel" / "python")))
        os.environ["PYTHONPATH"] = path
        os.execv(wanted, [str(wanted), "-m", "infra.cli", *sys.argv[1:]])  # noqa: S606


def _up(_: argparse.Namespace) -> int:
    from infra.local import up

    up.tell(up.up())
    return 0


def _down(_: argparse.Namespace) -> int:
    from infra.local import up

    up.down()
    return 0


def _reset(_: argparse.Namespace) -> int:
    from infra.local import up

    up.reset()
    return 0


def _status(_: argparse.Namespace) -> int:
    from infra.local import up

    return 0 if up.status() else 1


def _logs(options: argparse.Namespace) -> int:
    from infra.local import logs

    return logs.show(options.function, options.request, options.person, follow=options.follow, lines=options.lines)


def _lock(_: argparse.Namespace) -> int:
    environments.lock()
    return 0


# Commands that are modules of their own, with `main(arguments) -> exit code`, and parse their own options.
MODULES = {
    "test": ("testing", "unit tests, then integration tests on a stack of their own"),
    "new": ("new", "begin a capability"),
    "check": ("checks", "what CI checks beside tests"),
    "bench": ("bench", "measure, and write docs/benchmarks.md"),
    "demo": ("demo", "several people write one document"),
    "costs": ("costs", "what a month costs"),
    "build": ("build", "build for AWS"),
    "deploy": ("release", "to an AWS account (or a LocalStack): build, deploy, first account"),
    "owner": ("owner", "make the first account of a stack on AWS, without mail"),
    "destroy": ("destroy", "take a stack on AWS away again"),
    "redrive": ("redrive", "send dead letters back to their queue"),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearth", description="Run, test, measure and deploy Hearth.")
    commands = parser.add_subparsers(dest="command", required=True)
    simple: tuple[tuple[str, Callable[[argparse.Namespace], int], str], ...] = (
        ("up", _up, "start the local stack, deploying what changed"),
        ("down", _down, "stop it; data stays"),
        ("reset", _reset, "stop it and forget its data"),
        ("status", _status, "what runs, and where"),
        ("lock", _lock, "resolve the lock files anew"),
    )
    for name, function, text in simple:
        commands.add_parser(name, help=text).set_defaults(run=function)
    logs = commands.add_parser("logs", help="what the functions wrote")
    logs.add_argument("--function", help="part of a function's name, like identity-http")
    logs.add_argument("--request", help="a request id")
    logs.add_argument("--person", help="a person's id")
    logs.add_argument("--follow", "-f", action="store_true", help="keep showing new lines")
    logs.add_argument("--lines", "-n", type=int, default=200, help="how many of the last lines (default 200)")
    logs.set_defaults(run=_logs)
    for name, (_, text) in MODULES.items():
        commands.add_parser(name, help=text)
    return parser


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in MODULES:
        _in_project_environment()
        return int(importlib.import_module(f"infra.{MODULES[arguments[0]][0]}").main(arguments[1:]) or 0)
    options = _parser().parse_args(arguments)
    _in_project_environment()
    return int(options.run(options))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; problems of the machine are told in plain words, without a traceback."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except EnvironmentProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
