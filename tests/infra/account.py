"""An AWS account in this process, as far as a release touches one, and a `sam` that deploys into it.

botocore builds and checks every request and every answer against AWS's own models, as its Stubber does; only what would
go over the network is answered from the account's state. The fake `sam` is a program of its own: it writes down how it
was called and what samconfig.toml and the environment said, and the account holds what it deployed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import botocore.loaders
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.validate import validate_parameters

LOADER = botocore.loaders.create_loader()
"""Reads AWS's models once for all tests: they are larger than everything else here."""
NUMBER = "123456789012"
DISTRIBUTION = "d111111abcdef8.cloudfront.net"

SAM = """#!{python}
import json, os, sys, tomllib
home = {home!r}
arguments = sys.argv[1:]
environ = {{k: v for k, v in os.environ.items() if k.startswith(("AWS_", "HEARTH_"))}}
call = {{"arguments": arguments, "environ": environ}}
if "--config-file" in arguments:
    option = lambda name: arguments[arguments.index(name) + 1]
    content = tomllib.load(open(option("--config-file"), "rb"))
    call["parameters"] = content[option("--config-env")]["deploy"]["parameters"]
fails = os.path.exists(home + "/sam-fails-" + arguments[0])
call["failed"] = fails
with open(home + "/sam.jsonl", "a") as log:
    log.write(json.dumps(call) + "\\n")
if "parameters" in call and not fails:
    print("Successfully created/updated stack - {{stack_name}} in {{region}}".format(**call["parameters"]), flush=True)
sys.exit(1 if fails else 0)
"""


class Refusal(Exception):
    """AWS says no."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code)
        self.code, self.message = code, message or code


@dataclass
class Account:
    """What the account holds. Methods named `service_Operation` answer."""

    home: Path
    concurrency: int = 1000
    sandbox: bool = False
    identities: dict[str, bool] = field(default_factory=dict)
    certificates: list[tuple[str, str]] = field(default_factory=list)
    stacks: dict[tuple[str, str], str] = field(default_factory=dict)
    deleted: list[tuple[str, str]] = field(default_factory=list)
    events: list[dict[str, str]] = field(default_factory=list)
    objects: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    table: str = ""
    signed_in: bool = False
    denied: set[str] = field(default_factory=set)
    upload_fails: bool = False
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    profiles: set[str | None] = field(default_factory=set)
    _seen: int = 0

    # ------------------------------------------------------------ the other side of the SAM CLI
    def sam(self) -> list[dict[str, Any]]:
        """Every call of the SAM CLI."""
        log = self.home / "sam.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def sam_fails(self, command: str, *, fails: bool = True) -> None:
        """Let `sam build` or `sam deploy` fail from here on."""
        marker = self.home / f"sam-fails-{command}"
        marker.touch() if fails else marker.unlink()

    def _catch_up(self) -> None:
        """Hold what SAM has deployed since the last look."""
        calls = self.sam()
        for call in calls[self._seen :]:
            if "parameters" not in call:
                continue
            place = (call["parameters"]["stack_name"], call["parameters"]["region"])
            if call["failed"]:
                self.stacks.setdefault(place, "ROLLBACK_COMPLETE")
                continue
            self.stacks[place] = "UPDATE_COMPLETE" if place in self.stacks else "CREATE_COMPLETE"
            self.tables.add(self.table or f"{place[0]}-Table-1A2B3C")
            for bucket in ("sitebucket", "filesbucket"):
                self.objects.setdefault(f"{place[0]}-{bucket}-1a2b3c", {})
            given = dict(one.split("=", 1) for one in call["parameters"]["parameter_overrides"])
            if identity := given.get("MailIdentity"):
                self.identities.setdefault(identity, False)
        self._seen = len(calls)

    def deployed(self, stack: str = "hearth") -> dict[str, str]:
        """The template parameters of the last deployment of a stack."""
        last = [one for one in self.sam() if one.get("parameters", {}).get("stack_name") == stack][-1]
        return dict(one.split("=", 1) for one in last["parameters"]["parameter_overrides"])

    def _place(self, name: str, region: str) -> tuple[str, str]:
        if name.startswith("arn:"):
            name = name.split("/")[1]
        return name, region

    def _id(self, stack: str, region: str) -> str:
        return f"arn:aws:cloudformation:{region}:{NUMBER}:stack/{stack}/0f3a1b20-7a4e-11ef-9d3a-0a58a9feac02"

    # ------------------------------------------------------------ services
    def sts_GetCallerIdentity(self, _: str) -> dict[str, Any]:  # noqa: N802
        return {"Account": NUMBER, "Arn": f"arn:aws:iam::{NUMBER}:user/ada", "UserId": "AIDA"}

    def lambda_GetAccountSettings(self, _: str) -> dict[str, Any]:  # noqa: N802
        limits = {"ConcurrentExecutions": self.concurrency, "UnreservedConcurrentExecutions": self.concurrency}
        return {"AccountLimit": limits}

    def sesv2_GetAccount(self, _: str) -> dict[str, Any]:  # noqa: N802
        quota = {"Max24HourSend": 200.0 if self.sandbox else 50000.0, "MaxSendRate": 1.0, "SentLast24Hours": 0.0}
        return {"ProductionAccessEnabled": not self.sandbox, "SendingEnabled": True, "SendQuota": quota}

    def sesv2_GetEmailIdentity(self, _: str, EmailIdentity: str) -> dict[str, Any]:  # noqa: N802, N803
        self._catch_up()
        if EmailIdentity not in self.identities:
            raise Refusal("NotFoundException")
        verified = self.identities[EmailIdentity]
        tokens = [] if "@" in EmailIdentity else ["aaaa1111", "bbbb2222", "cccc3333"]
        return {"VerifiedForSendingStatus": verified, "DkimAttributes": {"Tokens": tokens}}

    def acm_ListCertificates(self, region: str, **_: Any) -> dict[str, Any]:  # noqa: N802
        found = [{"CertificateArn": arn, "DomainName": name} for name, arn in self.certificates if f":{region}:" in arn]
        return {"CertificateSummaryList": found}

    def cloudformation_DescribeStacks(self, region: str, StackName: str) -> dict[str, Any]:  # noqa: N802, N803
        self._catch_up()
        stack, _ = place = self._place(StackName, region)
        if place not in self.stacks:
            if StackName.startswith("arn:") and place in self.deleted:
                return {"Stacks": [self._stack(*place, "DELETE_COMPLETE")]}
            raise Refusal("ValidationError", f"Stack with id {stack} does not exist")
        return {"Stacks": [self._stack(*place, self.stacks[place])]}

    def _stack(self, stack: str, region: str, status: str) -> dict[str, Any]:
        domain = self.deployed(stack).get("DomainName", "").strip('"') if status != "DELETE_COMPLETE" else ""
        outputs = {
            "WebUrl": f"https://{domain or DISTRIBUTION}",
            "SiteBucketName": f"{stack}-sitebucket-1a2b3c",
            "TableName": self.table or f"{stack}-Table-1A2B3C",
            "DistributionId": "E2EXAMPLE",
            "DistributionDomain": DISTRIBUTION,
        }
        return {
            "StackName": stack,
            "StackId": self._id(stack, region),
            "StackStatus": status,
            "CreationTime": "2026-11-30T08:00:00Z",
            "Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()],
        }

    def cloudformation_DescribeStackEvents(self, region: str, StackName: str) -> dict[str, Any]:  # noqa: N802, N803
        common = {"StackId": self._id(StackName, region), "StackName": StackName, "Timestamp": "2026-11-30T08:00:00Z"}
        return {"StackEvents": [{**common, "EventId": str(n), **event} for n, event in enumerate(self.events)]}

    def cloudformation_ListStacks(self, region: str, **_: Any) -> dict[str, Any]:  # noqa: N802
        common = {"StackStatus": "DELETE_COMPLETE", "CreationTime": "2026-11-30T08:00:00Z"}
        gone = [place for place in self.deleted if place[1] == region]
        return {"StackSummaries": [{"StackName": place[0], "StackId": self._id(*place), **common} for place in gone]}

    def cloudformation_ListStackResources(self, region: str, StackName: str) -> dict[str, Any]:  # noqa: N802, N803
        stack, _ = place = self._place(StackName, region)
        gone = place not in self.stacks
        made = {
            "Table": ("AWS::DynamoDB::Table", self.table or f"{stack}-Table-1A2B3C"),
            "FilesBucket": ("AWS::S3::Bucket", f"{stack}-filesbucket-1a2b3c"),
            "SiteBucket": ("AWS::S3::Bucket", f"{stack}-sitebucket-1a2b3c"),
        }
        if "MailIdentity" in self.deployed(stack):
            made["MailSender"] = ("AWS::SES::EmailIdentity", self.deployed(stack)["MailIdentity"])
        return {
            "StackResourceSummaries": [
                {
                    "LogicalResourceId": logical,
                    "PhysicalResourceId": name,
                    "ResourceType": kind,
                    "ResourceStatus": ("DELETE_COMPLETE" if logical == "SiteBucket" else "DELETE_SKIPPED")
                    if gone
                    else "CREATE_COMPLETE",
                    "LastUpdatedTimestamp": "2026-11-30T08:00:00Z",
                }
                for logical, (kind, name) in made.items()
            ]
        }

    def cloudformation_DeleteStack(self, region: str, StackName: str) -> dict[str, Any]:  # noqa: N802, N803
        self._catch_up()
        stack, _ = place = self._place(StackName, region)
        if self.objects.get(f"{stack}-sitebucket-1a2b3c"):
            self.stacks[place] = "DELETE_FAILED"
            return {}
        self.objects.pop(f"{stack}-sitebucket-1a2b3c", None)
        del self.stacks[place]
        self.deleted.append(place)
        return {}

    def s3_PutObject(self, _: str, Bucket: str, Key: str, **more: Any) -> dict[str, Any]:  # noqa: N802, N803
        if self.upload_fails:
            raise Refusal("SlowDown", "Please reduce your request rate.")
        headers = {name: more[name] for name in ("ContentType", "CacheControl")}
        self.objects[Bucket][Key] = headers
        return {}

    def s3_ListObjectVersions(self, _: str, Bucket: str, **more: Any) -> dict[str, Any]:  # noqa: N802, N803
        if Bucket not in self.objects:
            raise Refusal("NoSuchBucket")
        keys = sorted(key for key in self.objects[Bucket] if key > more.get("KeyMarker", ""))
        page = [{"Key": key, "VersionId": "null"} for key in keys[:2]]  # short pages, so that there are several
        rest = {"IsTruncated": True, "NextKeyMarker": keys[1]} if len(keys) > 2 else {"IsTruncated": False}
        return {"Versions": page, **rest}

    def s3_DeleteObjects(self, _: str, Bucket: str, Delete: Any, **__: Any) -> dict[str, Any]:  # noqa: N802, N803
        for one in Delete["Objects"]:
            del self.objects[Bucket][one["Key"]]
        return {}

    def s3_HeadBucket(self, _: str, Bucket: str) -> dict[str, Any]:  # noqa: N802, N803
        if Bucket not in self.objects:
            raise Refusal("404")
        return {}

    def s3_DeleteBucket(self, _: str, Bucket: str) -> dict[str, Any]:  # noqa: N802, N803
        if self.objects[Bucket]:
            raise Refusal("BucketNotEmpty")
        del self.objects[Bucket]
        return {}

    def cloudfront_CreateInvalidation(self, _: str, **__: Any) -> dict[str, Any]:  # noqa: N802
        return {}

    def dynamodb_GetItem(self, _: str, TableName: str, Key: Any) -> dict[str, Any]:  # noqa: N802, N803
        if TableName not in self.tables:
            raise Refusal("ResourceNotFoundException")
        return {"Item": Key} if self.signed_in else {}

    def dynamodb_DescribeTable(self, _: str, TableName: str) -> dict[str, Any]:  # noqa: N802, N803
        if TableName not in self.tables:
            raise Refusal("ResourceNotFoundException")
        return {"Table": {"TableName": TableName}}

    def dynamodb_DeleteTable(self, _: str, TableName: str) -> dict[str, Any]:  # noqa: N802, N803
        self.tables.remove(TableName)
        return {}

    def ssm_DeleteParameter(self, _: str, Name: str) -> dict[str, Any]:  # noqa: N802, N803
        if Name not in self.parameters:
            raise Refusal("ParameterNotFound")
        self.parameters.remove(Name)
        return {}

    # ------------------------------------------------------------ botocore's side
    def answer(self, service: str, operation: str, region: str, given: dict[str, Any]) -> dict[str, Any]:
        """What the account says to one request; an error is an answer too."""
        self.calls.append((service, operation, region))
        if f"{service}:{operation}" in self.denied:
            return {"Error": {"Code": "AccessDeniedException", "Message": "not authorized"}}
        try:
            method: Callable[..., dict[str, Any]] = getattr(self, f"{service}_{operation}")
            said = method(region, **given)
        except Refusal as refusal:
            return {"Error": {"Code": refusal.code, "Message": refusal.message}}
        return {name: value for name, value in said.items() if value is not None}


CLIENTS: dict[tuple[str, str], Any] = {}
"""Made once for all tests, since making one costs more than most tests do; each talks to the account of the moment."""
NOW: list[Account] = []


def connected(client: Any) -> Any:
    """A client of botocore that talks to the account of the moment."""
    service, region = client.meta.service_model.service_name, client.meta.region_name

    def keep(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["hearth_given"] = dict(params)

    def respond(model: Any, context: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]]:
        said = NOW[-1].answer(service, model.name, region, context["hearth_given"])
        return AWSResponse("http://aws", 400 if "Error" in said else 200, HTTPHeaders(), None), {
            **said,
            "ResponseMetadata": {},
        }

    def check(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        said = {name: value for name, value in parsed.items() if name not in ("ResponseMetadata", "Error")}
        if "Error" not in parsed and model.output_shape is not None:
            validate_parameters(said, model.output_shape)

    client.meta.events.register_first("provide-client-params.*", keep)
    client.meta.events.register("before-call", respond)
    client.meta.events.register("after-call", check)
    return client


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The account, the fake `sam`, and a samconfig.toml of the test's own; no region or profile around it."""
    from infra import environments, release, release_site, release_target, web

    program = tmp_path / "sam" / "bin" / "sam"
    program.parent.mkdir(parents=True)
    program.write_text(SAM.format(python=sys.executable, home=str(tmp_path)))
    program.chmod(0o755)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    config = tmp_path / "config"
    config.write_text("[profile team]\nregion = eu-west-1\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    for name in ("ensure", "python_of"):
        monkeypatch.setattr(environments, name, lambda name: tmp_path / name / "bin" / "python")
    monkeypatch.setattr(environments, "uv", lambda: tmp_path / "uv")
    monkeypatch.setattr(web, "build", lambda: True)
    monkeypatch.setattr(release_target, "CONFIG", tmp_path / "samconfig.toml")
    monkeypatch.setattr(release, "CONFIG", tmp_path / "samconfig.toml")
    files = {name: tmp_path / "site" / name for name in ("index.html", "assets/app-1f2e.js", "docs/index.html")}
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.setattr(release_site, "site", lambda: iter(files.items()))
    made = Account(tmp_path)
    original = boto3.Session.client

    def client(session: boto3.Session, service: Any, region_name: str | None = None) -> Any:
        made.profiles.add(session._session.profile)
        place = (service, region_name or session.region_name)
        if place not in CLIENTS:
            CLIENTS[place] = connected(original(session, service, region_name=region_name))
        return CLIENTS[place]

    monkeypatch.setattr(boto3.Session, "client", client)
    monkeypatch.setattr(botocore.loaders, "create_loader", lambda *_: LOADER)
    NOW[:] = [made]
    return made
