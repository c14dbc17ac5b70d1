"""`hearth deploy`: from an AWS account to an address where one signs in.

    hearth deploy                             asks what it must know the first time; answers are kept in samconfig.toml
    hearth deploy --stack-name blue           another stack beside the first
    hearth deploy --domain hearth.example.org             with a name of your own (and its certificate)
    hearth deploy --yes --region eu-central-1 --sender hello@example.org      without questions
    hearth deploy --localstack                to a LocalStack that runs here (its address from the environment)
    hearth deploy --parameter-overrides LogLevel=DEBUG AlarmMail=ops@example.org
    hearth deploy -- --debug                  what this command does not know goes to `sam deploy`

It looks before it builds (credentials, limits, mail, certificate), builds for the processor that the stack has,
deploys with the SAM CLI, puts the client where CloudFront serves it, and makes the first account. Safe to run again at
any point.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from infra import build, environments, owner, release_localstack
from infra.environments import ROOT, EnvironmentProblem
from infra.release_checks import FAILED_CREATE, Findings, describe, identities, in_plain_words, look
from infra.release_guide import Guide, register_sender, settle
from infra.release_site import upload
from infra.release_target import CONFIG, Target, find, parameters


@in_plain_words()
def main(arguments: Sequence[str]) -> int:
    """Ask, look, build, deploy, upload, and make the first account."""
    options = _options(arguments)
    if options.localstack:
        return release_localstack.deploy(options.parameters, options.sam)
    target = find(options.stack_name, options.region, options.profile)
    guide = Guide(silent=options.yes)
    settle(target, options, guide)
    findings = look(target)
    register_sender(target, findings, guide, options.identity)
    print()
    findings.show()
    print()
    if not guide.agrees("Deploy"):
        return 1
    target.save()
    if built := build.main(["--architecture", target.parameters.get("Architecture", "arm64")]):
        return built
    if findings.status in FAILED_CREATE:
        _clear_the_way(target)
    if failed := sam("deploy", "--config-file", str(CONFIG), "--config-env", target.section, *options.sam):
        _say_why(target)
        return failed
    return _finish(target, findings, guide)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="hearth deploy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # an option of SAM's that begins alike is SAM's
    )
    parser.add_argument("--stack-name", help="which stack; the only one of samconfig.toml, or `default`, else")
    parser.add_argument("--region")
    parser.add_argument("--profile", help="of ~/.aws/config; without it, what the environment says")
    parser.add_argument("--sender", help="address that mail comes from (parameter MailFrom)")
    parser.add_argument("--identity", choices=("address", "domain"), help="what to register with SES, if it is unknown")
    parser.add_argument("--domain", help="name of your own for the workspace; '' goes back to CloudFront's")
    parser.add_argument("--certificate", help="its certificate's ARN in us-east-1; else an issued one is looked for")
    parser.add_argument("--parameter-overrides", nargs="+", default=[], metavar="NAME=VALUE", help="other parameters")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument("--localstack", action="store_true")
    options, rest = parser.parse_known_args([argument for argument in arguments if argument != "--"])
    options.sam, options.parameters = rest, parameters(options.parameter_overrides)
    return options


def sam(*arguments: str) -> int:
    """Run the SAM CLI where a person sees it."""
    environ = dict(os.environ) | {"SAM_CLI_TELEMETRY": "0"}
    return subprocess.run([str(_program()), *arguments], cwd=ROOT, env=environ, check=False).returncode


def _program() -> os.PathLike[str]:
    environments.ensure("sam")
    return environments.python_of("sam").parent / "sam"


def _clear_the_way(target: Target) -> None:
    """Remove a stack that never came to be: CloudFormation neither updates nor replaces it, and it holds nothing."""
    cloudformation = target.session().client("cloudformation")
    print(f"  Removing what the failed deployment of {target.stack} left …", flush=True)
    cloudformation.delete_stack(StackName=target.stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=target.stack)


def _say_why(target: Target) -> None:
    """The first failure of a deployment: the others follow from it, and SAM's table shows them all alike."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        events = target.session().client("cloudformation").describe_stack_events(StackName=target.stack)["StackEvents"]
    except (BotoCoreError, ClientError):
        return  # there is no stack yet: SAM has said why
    ours = []
    for event in events:  # the newest first; what began before this deployment is another's story
        ours.append(event)
        if event.get("ResourceType") == "AWS::CloudFormation::Stack" and event["ResourceStatus"] in (
            "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "REVIEW_IN_PROGRESS",
        ):  # fmt: skip
            break
    failed = [event for event in reversed(ours) if event["ResourceStatus"].endswith("_FAILED")]
    if failed:
        reason = failed[0].get("ResourceStatusReason", "no reason given")
        print(f"\n  It failed at {failed[0]['LogicalResourceId']}: {reason}", file=sys.stderr)
    print("  Nothing of yours is lost. Mend the cause and run `make deploy` again.", file=sys.stderr)


def _finish(target: Target, findings: Findings, guide: Guide) -> int:
    session = target.session()
    stack = describe(session, target.stack)
    if stack is None:
        raise EnvironmentProblem(f"SAM is done, but there is no stack {target.stack} in {target.region}.")
    outputs = {item["OutputKey"]: item["OutputValue"] for item in stack["Outputs"]}
    _upload(target, outputs)
    print("\n  Client       uploaded; CloudFront serves it within a minute")
    domain = target.parameters.get("DomainName")
    if domain:
        print(f"  Name         point {domain} to {outputs['DistributionDomain']} (CNAME, or an alias record)")
    _say_what_mail_waits_for(target, findings)
    print(f"  Address      {outputs['WebUrl']}\n")
    if owner.nobody_yet(session, outputs["TableName"]):
        return _first_owner(target, guide)
    return 0


def _upload(target: Target, outputs: dict[str, str]) -> None:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        upload(target.session(), outputs)
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise EnvironmentProblem(
            f"The client did not get into {outputs['SiteBucketName']}: {error}\n"
            "But the stack is there; run `make deploy` again for the rest."
        ) from None


def _say_what_mail_waits_for(target: Target, findings: Findings) -> None:
    """What a person has yet to do so that mail leaves."""
    if findings.mail_works:
        return
    ses = target.session().client("sesv2")
    for identity in identities(target.parameters["MailFrom"]):
        try:
            found = ses.get_email_identity(EmailIdentity=identity)
        except ses.exceptions.ClientError:
            continue
        if found.get("VerifiedForSendingStatus"):
            return
        if "@" in identity:
            print(f"  Mail         AWS has written to {identity}: open the link in that mail, so that mail leaves")
            return
        print(f"  Mail         set these records for {identity}, so that mail leaves:")
        for token in found.get("DkimAttributes", {}).get("Tokens", []):
            print(f"  {'':12} {token}._domainkey.{identity} CNAME {token}.dkim.amazonses.com")
        return


def _first_owner(target: Target, guide: Guide) -> int:
    print("  Nobody has an account yet. The first one needs no mail:")
    email = "" if guide.silent else guide.ask("Your address, or nothing to do it later")
    if not email:
        print(f"  make owner ARGS=\"--stack-name {target.stack} --email you@example.org --name 'Your Name'\"")
        return 0
    return owner.make(target, email, guide.ask("Your name", option="--name"))
