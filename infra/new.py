"""`hearth new NAME`: the beginning of a capability, whole and green: routes, permissions, table, events, tests, pages.

    hearth new tasks                  a capability `tasks`, of which one is a `task`
    hearth new search --noun query    where that is not the name without its s

It copies `infra/skeleton/` with other words, and writes anew what is generated. Nothing that is there is overwritten.
CONTRIBUTING.md tells how to go on from there.
"""

from __future__ import annotations

import argparse
import builtins
import keyword
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from infra import environments
from infra import web as client
from infra.checks import WRITERS
from infra.environments import ROOT, EnvironmentProblem

SKELETON = ROOT / "infra" / "skeleton"
CAPABILITY, NOUN = "gardens", "garden"
"""The words of the skeleton."""


def spelled(text: str, name: str, noun: str) -> str:
    """A text or path of the skeleton in the words of another capability."""
    words = {CAPABILITY: name, NOUN: noun}
    forms = {form(old): form(new) for old, new in words.items() for form in (str.lower, str.capitalize, str.upper)}
    return re.sub("|".join(sorted(forms, key=len, reverse=True)), lambda found: forms[found[0]], text)


def files(root: Path, name: str, noun: str) -> Iterator[tuple[Path, str]]:
    """What is to be written, and where."""
    for path in sorted(SKELETON.rglob("*")):
        place = path.relative_to(SKELETON)
        if path.is_file() and len(place.parts) > 1 and "__pycache__" not in place.parts:
            yield root / spelled(str(place), name, noun), spelled(path.read_text(), name, noun)


def make(root: Path, name: str, noun: str) -> list[Path]:
    """Write the skeleton into a copy of the repository. EnvironmentProblem when some of it is there already."""
    for what, word in (("name", name), ("noun", noun)):
        if not re.fullmatch(r"[a-z]{3,20}", word) or keyword.iskeyword(word) or hasattr(builtins, word):
            raise EnvironmentProblem(
                f"{word} is no good {what}: one word of 3 to 20 small letters that Python does not use."
            )
    if name == noun:
        raise EnvironmentProblem(f"Say with --noun what one of the {name} is called, other than the capability.")
    if told := sorted((root / "events").glob(f"*/{noun}.*")):
        raise EnvironmentProblem(
            f"There is another {noun}: {told[0].relative_to(root)}. Say what yours is with --noun."
        )
    wanted = list(files(root, name, noun))
    there = [path for path, _ in wanted if path.exists()]
    if there:
        raise EnvironmentProblem(f"There is {there[0].relative_to(root)} already; nothing was written.")
    for path, text in wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [path for path, _ in wanted]


def write_generated(root: Path, made: Sequence[Path]) -> None:
    """Lay out what was made (other words are longer or shorter), and write anew what is written from the code."""
    ruff = str(environments.python_of("app").parent / "ruff")
    python = [str(path) for path in made if path.suffix == ".py"]
    commands = [[ruff, "check", "--quiet", "--select", "I", "--fix", *python], [ruff, "format", "--quiet", *python]]
    commands += [[sys.executable, "-m", module] for module in WRITERS]
    paths = f"{root}:{root / 'layers' / 'kernel' / 'python'}"
    for command in commands:
        done = subprocess.run(
            command, cwd=root, env=environments.environ(PYTHONPATH=paths), check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise EnvironmentProblem(f"{' '.join(command[:4])} …\n{done.stdout}{done.stderr}")


def tell_client(root: Path) -> None:
    """Write the client's types of the API anew and lay out what was made there, where its packages are installed."""
    npm = ("npm", "--prefix", str(root / "web"), "run", "--silent")
    if (root / "web" / "node_modules").exists() and client.node_problem() is None:
        environments.run(*npm, "api")
        environments.run(*npm, "format", "--", "--write")
    else:
        print("  Then: `npm --prefix web run api`, which tells the client of the new routes, and `hearth check --fix`.")


def main(arguments: Sequence[str]) -> int:
    """Make one, and say what is next."""
    parser = argparse.ArgumentParser(prog="hearth new", description=__doc__.splitlines()[0])
    parser.add_argument("name", help="the capability, in the plural: tasks")
    parser.add_argument("--noun", help="one of them: task (else the name without its s)")
    options = parser.parse_args(arguments)
    made = make(ROOT, options.name, options.noun or options.name.removesuffix("s"))
    write_generated(ROOT, made)
    tell_client(ROOT)
    for path in made:
        print(f"  {path.relative_to(ROOT)}")
    print(f'\n  Next: say what it is in functions/{options.name}/__init__.py; CONTRIBUTING.md, "A capability".')
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
