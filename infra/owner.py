"""`hearth owner`: make an account on the command line, so that the first person gets in without any mail.

    hearth owner --email ada@example.org --name "Ada Lovelace"       of the stack in samconfig.toml
    hearth owner --stack-name blue --email …                         of another

The password is asked for (or read from a pipe), never an argument: arguments stand in the shell's history. It runs the
identity capability's own use case on this machine, with the operator's credentials, so every rule of registering holds.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from getpass import getpass
from typing import TYPE_CHECKING

from infra.environments import EnvironmentProblem
from infra.release_checks import describe, in_plain_words
from infra.release_target import Target, find

if TYPE_CHECKING:
    from boto3 import Session


@in_plain_words()
def main(arguments: Sequence[str]) -> int:
    """Make one account."""
    parser = argparse.ArgumentParser(
        prog="hearth owner", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stack-name")
    parser.add_argument("--region")
    parser.add_argument("--profile")
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--locale", default="en", help="language of their mail (en, de)")
    parser.add_argument("--time-zone", default="UTC")
    options = parser.parse_args(arguments)
    target = find(options.stack_name, options.region, options.profile)
    target.check()
    return make(target, options.email, options.name, locale=options.locale, time_zone=options.time_zone)


def make(target: Target, email: str, name: str, *, locale: str = "en", time_zone: str = "UTC") -> int:
    """Ask for the password and make the account; a password that is refused is asked for again."""
    stack = describe(target.session(), target.stack)
    if stack is None:
        raise EnvironmentProblem(f"There is no stack {target.stack} in {target.region}.")
    outputs = {item["OutputKey"]: item["OutputValue"] for item in stack["Outputs"]}
    parameters = {item["ParameterKey"]: item["ParameterValue"] for item in stack.get("Parameters", [])}
    os.environ |= target.environ() | {
        "HEARTH_STACK": target.stack,
        "HEARTH_TABLE": outputs["TableName"],
        "HEARTH_FUNCTION": "owner",
        "HEARTH_BREACH_URL": parameters.get("BreachUrl", ""),
    }
    while True:
        refused = _try(email, _password(), name=name, locale=locale, time_zone=time_zone)
        if refused is None:
            break
        print(f"  {refused}", file=sys.stderr)
        if not sys.stdin.isatty():
            return 1
    print(f"  {name} can sign in at {outputs['WebUrl']} as {email}.")
    return 0


def nobody_yet(session: Session, table: str) -> bool:
    """Whether nobody has ever signed in: then the table has no signing keys. False where one may not look."""
    from botocore.exceptions import ClientError

    from hearth.keys import identity as keys

    key = keys.signing_keys()
    try:
        found = session.client("dynamodb").get_item(TableName=table, Key={"pk": {"S": key.pk}, "sk": {"S": key.sk}})
    except ClientError:
        return False
    return "Item" not in found


def _try(email: str, password: str, *, name: str, locale: str, time_zone: str) -> str | None:
    """Make the account; why not, when the password is the reason. EnvironmentProblem for any other."""
    from pydantic import ValidationError

    from functions.identity.errors import WeakPassword
    from functions.identity.schemas import Register
    from functions.identity.service.owner import make_owner
    from hearth.errors import HearthError

    try:
        asked = Register(email=email, password=password, name=name, locale=locale, time_zone=time_zone)
    except ValidationError as error:
        wrong = error.errors()[0]
        told = f"{wrong['loc'][0]}: {wrong['msg'].removeprefix('Value error, ')}"
        if wrong["loc"][0] == "password":
            return told
        raise EnvironmentProblem(told) from None
    try:
        make_owner(asked.email, password, name=asked.name, locale=locale, time_zone=time_zone)
    except WeakPassword as weak:
        return str(weak)
    except HearthError as error:
        raise EnvironmentProblem(str(error)) from None
    return None


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    while True:
        password = getpass("  Password: ")
        if getpass("  Once more: ") == password:
            return password
        print("  These two differ.", file=sys.stderr)
