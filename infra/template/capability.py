"""The resources of one capability: what its code and folder say, and what `resources.yaml` adds to that.

A file of an entry (`handler.py`, `queue.py`, …) is a function; what calls it follows from what it declares: a consumer
its events (`Consumer(name, hears=…)`), a socket its frames. resources.yaml has a key for each entry:

    queue:
      MemorySize: 256                # any property of AWS::Serverless::Function
      Variables: {NAME: value}       # environment beside HEARTH_FUNCTION
      Uploads: incoming/pictures/    # called for each object that arrives under this prefix of the bucket
      CalledFrom: ${RestApi}/*       # what of an API may call it, where that is not the entry's usual
      Filters: [...]                 # of a reader of the table's stream: which changes call it
      Allow:                         # what it may do, beside writing its log and what follows from the above
        - order_mail                 # a name of grants.yaml
        - {Action: dynamodb:GetItem, Keys: ["ORG#*"]}                  # on the table, of these partition keys
        - {Action: dynamodb:Query, Index: gsi1, Keys: ["PERSON#*"]}    # on one of its indexes
        - {Action: s3:GetObject, Resource: !Sub "${FilesBucket.Arn}/pictures/*"}

Beside the entries, `Resources:` has whole resources, as CloudFormation has them, and `Expires: {exports/: 7}` says
after how many days what lies under a prefix of the bucket is removed.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from hearth.access import TYPES
from hearth.jobs.items import folder_of
from hearth.keys.jobs import job as job_key
from hearth.keys.jobs import jobs_usage
from infra import environments
from infra.template.kinds import KINDS
from infra.template.tagged import Tagged, load

Resource = dict[str, Any]

CALLED_FROM = {"handler": "${RestApi}/*", "socket": "${LiveApi}/*"}
"""What of an API may call an entry."""

VERSION = "2012-10-17"
LETTERS = {
    "Type": "AWS::SQS::Queue",
    "Properties": {"MessageRetentionPeriod": 1209600, "SqsManagedSseEnabled": True},
}
OWN_KEYS = frozenset({"Allow", "Variables", "Uploads", "CalledFrom", "Filters"})
FUNCTION = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-"
EXECUTE = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"
INVOKE = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"
WITH_EVENTS = {"dynamodb": {"NewImage": {"ev": {"S": [{"exists": True}]}}}}


def called_by(service: str, **condition: Any) -> Resource:
    """The policy of a role that a service of AWS takes on."""
    who: Resource = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {"Version": VERSION, "Statement": [{**who, **condition}]}


def function_name(capability: str, entry: str) -> str:
    """How a function is called, behind the name of its stack."""
    return f"{capability}-{KINDS[entry].suffix.removesuffix('Function').lower()}"


@dataclass
class Capability:
    """One folder of `functions/`."""

    name: str
    told: Mapping[str, Any]
    """Its resources.yaml."""
    made: dict[str, Resource] = field(default_factory=dict)
    from_bus: list[str] = field(default_factory=list)
    """Queues that a rule of the bus may leave a letter in."""

    @cached_property
    def title(self) -> str:
        """How its logical ids begin."""
        return self.name.capitalize()

    @property
    def about(self) -> str:
        """What it says of itself."""
        return str(importlib.import_module(f"functions.{self.name}").__doc__).strip()

    def files(self) -> list[str]:
        """Its entries."""
        return [entry for entry in KINDS if (environments.ROOT / "functions" / self.name / f"{entry}.py").exists()]

    def module(self, entry: str) -> Any:
        """The code of an entry."""
        return importlib.import_module(f"functions.{self.name}.{entry}")

    @cached_property
    def kinds_of_jobs(self) -> list[Any]:
        """The types of jobs whose worker is its own."""
        if not (environments.ROOT / "functions" / self.name / "jobs.py").exists():
            return []
        return list(self.module("jobs").worker.kinds.values())

    def add(self, logical_id: str, kind: str, properties: Resource, **more: Any) -> None:
        """A resource of its own; two of one name are an error."""
        if logical_id in self.made:
            raise ValueError(f"{logical_id} is there twice")
        self.made[logical_id] = {"Type": kind, **more, "Properties": properties}

    def compose(self) -> dict[str, Resource]:
        """Every resource, by logical id."""
        for entry in self.files():
            if entry not in self.told:
                raise ValueError(f"functions/{self.name}/resources.yaml has nothing for {entry}.py")
            _Function(self, entry, self.told[entry] or {}).compose()
        for name in self.told.keys() - {"Resources", "Expires", *self.files()}:
            raise ValueError(f"functions/{self.name}/resources.yaml speaks of {name}, which is no entry")
        for name, resource in (self.told.get("Resources") or {}).items():
            if name in self.made:
                raise ValueError(f"{name} is there twice")
            self.made[name] = resource
        return self.made


class _Function:
    """One function with its role, and whatever calls it."""

    def __init__(self, capability: Capability, entry: str, told: Mapping[str, Any]) -> None:
        self.capability, self.entry, self.told = capability, entry, told
        self.id = capability.title + KINDS[entry].suffix
        self.name = function_name(capability.name, entry)
        self.variables: Resource = {"HEARTH_FUNCTION": self.name, **told.get("Variables", {})}
        self.properties: Resource = {
            "FunctionName": Tagged("Sub", f"${{AWS::StackName}}-{self.name}"),
            "Handler": f"functions.{capability.name}.{entry}.handler",
            **{name: value for name, value in told.items() if name not in OWN_KEYS},
        }
        self.allow = [statement(grant) for grant in told.get("Allow") or []]

    def compose(self) -> None:
        """Add the function's resources to its capability's."""
        add = self.capability.add
        add(self.id, "AWS::Serverless::Function", self.properties, Metadata={"BuildMethod": "makefile"})
        role: Resource = {"AssumeRolePolicyDocument": called_by("lambda.amazonaws.com")}
        add(f"{self.id}Role", "AWS::IAM::Role", role)
        match self.entry:
            case "queue":
                self._queue()
            case "stream":
                self._stream()
            case "socket":
                self._socket()
            case "jobs":
                self._jobs()
        if self.entry == "handler" and self.capability.kinds_of_jobs:
            self._submits_jobs()
        if "Uploads" in self.told:
            self._uploads(self.told["Uploads"])
        place = self.told.get("CalledFrom", CALLED_FROM.get(self.entry))
        if place is not None:
            self._permission(f"{self.id}Permission", "apigateway.amazonaws.com", Tagged("Sub", EXECUTE + place))
        self.properties["Environment"] = {"Variables": self.variables}
        self.properties["Role"] = Tagged("GetAtt", f"{self.id}Role.Arn")
        role["ManagedPolicyArns"] = [Tagged("Ref", "WriteLogs")]
        if self.allow:
            own = {"PolicyName": "own", "PolicyDocument": {"Version": VERSION, "Statement": self.allow}}
            role["Policies"] = [own]

    def _permission(self, name: str, service: str, source: Tagged) -> None:
        properties = {
            "Action": "lambda:InvokeFunction",
            "FunctionName": Tagged("Ref", self.id),
            "Principal": service,
            "SourceArn": source,
        }
        self.capability.add(name, "AWS::Lambda::Permission", properties)

    def _leaves_letters(self, queue: str) -> None:
        """Called without anybody waiting: what fails is called again, twice, and then kept."""
        letters = Tagged("GetAtt", f"{queue}.Arn")
        self._retried_then({"Type": "SQS", "Destination": letters})
        self.allow.append({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": letters})

    def _is_given_up_to(self, name: str, logical_id: str) -> None:
        """The same, but a function hears of it first, which keeps the letter."""
        self._retried_then({"Type": "Lambda", "Destination": Tagged("GetAtt", f"{logical_id}.Arn")})
        self.allow.append(
            {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": Tagged("Sub", FUNCTION + name)}
        )

    def _retried_then(self, destination: Resource) -> None:
        config = {"OnFailure": destination}
        self.properties["EventInvokeConfig"] = {"MaximumRetryAttempts": 2, "DestinationConfig": config}

    def _queue(self) -> None:
        consumer = self.capability.module("queue").consumer
        title = self.capability.title
        queue = f"{title}DeadLetters"
        self.capability.made[queue] = dict(LETTERS)
        self._leaves_letters(queue)
        if consumer.later:
            self._calls_itself_later()
        if not consumer.hears:
            return  # called by name, not by a rule
        self.capability.from_bus.append(queue)
        target = {
            "Id": self.capability.name,
            "Arn": Tagged("GetAtt", f"{self.id}.Arn"),
            "DeadLetterConfig": {"Arn": Tagged("GetAtt", f"{queue}.Arn")},
        }
        rule = {"EventBusName": Tagged("Ref", "Bus"), "EventPattern": consumer.pattern(), "Targets": [target]}
        self.capability.add(f"{title}Rule", "AWS::Events::Rule", rule)
        self._permission(f"{title}RulePermission", "events.amazonaws.com", Tagged("GetAtt", f"{title}Rule.Arn"))

    def _jobs(self) -> None:
        """The worker of its jobs (`hearth.jobs`): what it needs to take one on, to tell of it, to go on, and to end."""
        self._is_given_up_to("jobs-queue", "JobsQueueFunction")
        self._calls_itself_later()
        jobs, files = self._places_of_jobs()
        self.allow += [
            *(statement(name) for name in ("post_to_connections", "cleanup_connections")),
            statement({"Action": "dynamodb:GetItem", "Keys": jobs}),
            *self._beyond("dynamodb:UpdateItem", [*jobs, *self._quotas_of_jobs()]),
            statement({"Action": ["s3:GetObject", "s3:PutObject"], "Resource": files}),
            statement({"Action": "lambda:InvokeFunction", "Resource": self._workers()}),
        ]
        if any(kind.action for kind in self.capability.kinds_of_jobs):
            reading = ["dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"]
            self.allow.append(statement({"Action": reading, "Keys": ["ORG#*"]}))

    def _submits_jobs(self) -> None:
        jobs, _ = self._places_of_jobs()
        self.allow += [
            *self._beyond("dynamodb:PutItem", jobs),
            *self._beyond("dynamodb:UpdateItem", self._quotas_of_jobs()),
            statement({"Action": "lambda:InvokeFunction", "Resource": self._workers()}),
        ]

    def _beyond(self, action: str, keys: list[str]) -> Iterator[Resource]:
        """The right to do this to items of these keys, as far as no line of `Allow` gives it."""
        told = [one for one in self.told.get("Allow") or [] if isinstance(one, dict) and "Keys" in one]
        lines = [one for one in told if not {"Resource", "Index"} & one.keys()]
        given = [pattern for one in lines if action in one["Action"] for pattern in one["Keys"]]
        left = [key for key in keys if not any(fnmatchcase(key, pattern) for pattern in given)]
        if left:
            yield statement({"Action": action, "Keys": left})

    def _quotas_of_jobs(self) -> list[str]:
        """Where it is counted how many are under way."""
        of_orgs = any(kind.action for kind in self.capability.kinds_of_jobs)
        return ["USAGE#*", *([jobs_usage("*").pk] if of_orgs else [])]

    def _places_of_jobs(self) -> tuple[list[str], list[Tagged]]:
        """The partition keys of its jobs, and where their files lie."""
        kinds = self.capability.kinds_of_jobs
        owners = [
            owner
            for owner, there in (("*", any(k.action for k in kinds)), (None, any(not k.action for k in kinds)))
            if there
        ]
        folders = [Tagged("Sub", f"${{FilesBucket.Arn}}/{folder_of(owner, '*')}*") for owner in owners]
        return [job_key(owner, "*", "*").pk for owner in owners], folders

    def _workers(self) -> Tagged:
        return Tagged("Sub", FUNCTION + self.capability.name + "-jobs")

    def _calls_itself_later(self) -> None:
        """What `hearth.later` needs: a schedule that may call this very function."""
        group = "arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${Later}/*"
        name = self.id if self.entry == "jobs" else self.capability.title
        itself, role = Tagged("Sub", FUNCTION + self.name), f"{name}LaterRole"
        self.variables |= {"HEARTH_LATER_TARGET": itself, "HEARTH_LATER_ROLE": Tagged("GetAtt", f"{role}.Arn")}
        self.allow += [
            {"Effect": "Allow", "Action": "scheduler:CreateSchedule", "Resource": Tagged("Sub", group)},
            {
                "Effect": "Allow",
                "Action": "iam:PassRole",
                "Resource": Tagged("GetAtt", f"{role}.Arn"),
                "Condition": {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}},
            },
        ]
        here = {"StringEquals": {"aws:SourceAccount": Tagged("Ref", "AWS::AccountId")}}
        call = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": itself}
        properties = {
            "AssumeRolePolicyDocument": called_by("scheduler.amazonaws.com", Condition=here),
            "Policies": [{"PolicyName": "own", "PolicyDocument": {"Version": VERSION, "Statement": [call]}}],
        }
        self.capability.add(role, "AWS::IAM::Role", properties)

    def _stream(self) -> None:
        """A reader of the table's changes; only those that carry events call it."""
        letters = Tagged("GetAtt", "StreamDeadLetters.Arn")
        self.variables["HEARTH_DEAD_LETTERS"] = Tagged("Ref", "StreamDeadLetters")
        reading = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]
        self.allow += [
            {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": letters},
            {
                "Effect": "Allow",
                "Action": [f"dynamodb:{action}" for action in reading],
                "Resource": Tagged("Sub", "${Table.Arn}/stream/*"),
            },
        ]
        filters = [WITH_EVENTS, *self.told.get("Filters", [])]
        properties = {
            "FunctionName": Tagged("Ref", self.id),
            "EventSourceArn": Tagged("GetAtt", "Table.StreamArn"),
            "StartingPosition": "TRIM_HORIZON",
            "BatchSize": 100,
            "BisectBatchOnFunctionError": True,
            "MaximumRetryAttempts": 10,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "DestinationConfig": {"OnFailure": {"Destination": letters}},
            "FilterCriteria": {"Filters": [{"Pattern": json.dumps(one, separators=(",", ":"))} for one in filters]},
        }
        self.capability.add(f"{self.id}Mapping", "AWS::Lambda::EventSourceMapping", properties)

    def _socket(self) -> None:
        """Its integration, and a route for each type of frames; whoever takes `$connect` takes all others as well."""
        api, integration = Tagged("Ref", "LiveApi"), f"{self.id}Integration"
        properties = {
            "ApiId": api,
            "IntegrationType": "AWS_PROXY",
            "IntegrationUri": Tagged("Sub", f"{INVOKE}/${{{self.id}.Arn}}/invocations"),
        }
        self.capability.add(integration, "AWS::ApiGatewayV2::Integration", properties)
        for route in self.capability.module("socket").socket.routes:
            properties = {"ApiId": api, "RouteKey": route}
            if route == "$connect":
                properties |= {"AuthorizationType": "CUSTOM", "AuthorizerId": Tagged("Ref", "LiveAuthorizer")}
            properties["Target"] = Tagged("Sub", f"integrations/${{{integration}}}")
            name = "".join(part.capitalize() for part in route.removeprefix("$").replace("-", "_").split("_"))
            self.capability.add(f"{name}Route", "AWS::ApiGatewayV2::Route", properties)

    def _uploads(self, prefix: str) -> None:
        """Through EventBridge: a notification of the bucket itself would tie bucket and function into a circle."""
        self._leaves_letters("PicturesDeadLetters")
        pattern = {
            "source": ["aws.s3"],
            "detail-type": ["Object Created"],
            "detail": {
                "bucket": {"name": [Tagged("Ref", "FilesBucket")]},
                "object": {"key": [{"prefix": prefix}]},
            },
        }
        letters = {"Arn": Tagged("GetAtt", "PicturesDeadLetters.Arn")}
        event = {"Type": "EventBridgeRule", "Properties": {"DeadLetterConfig": letters, "Pattern": pattern}}
        self.properties["Events"] = {"Upload": event}
        self.capability.from_bus.append("PicturesDeadLetters")


def grants() -> dict[str, Any]:
    """Permissions by name: those of grants.yaml, and those that follow from what is registered."""
    told: dict[str, Any] = load((Path(__file__).parent / "grants.yaml").read_text())
    objects = sorted(kind.key("*", "*").pk for kind in TYPES.values())
    return told | {"check_access_of_objects": {"Action": "dynamodb:ConditionCheckItem", "Keys": objects}}


def statement(grant: str | Mapping[str, Any]) -> Resource:
    """What one line of `Allow:` stands for, as IAM has it."""
    told = _granted(grant) if isinstance(grant, str) else grant
    found: Resource = {"Effect": "Allow", "Action": told["Action"], "Resource": _resource(told)}
    if "Keys" in told:
        found["Condition"] = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": told["Keys"]}}
    if "Condition" in told:
        found["Condition"] = told["Condition"]
    return found


def _granted(name: str) -> Mapping[str, Any]:
    known = grants()
    if name not in known:
        raise ValueError(f"no such grant: {name}; infra/template/grants.yaml has {', '.join(known)}")
    told: Mapping[str, Any] = known[name]
    return told


def _resource(grant: Mapping[str, Any]) -> Any:
    if "Resource" in grant:
        return grant["Resource"]
    if "Index" not in grant:
        return Tagged("GetAtt", "Table.Arn")
    indexes = grant["Index"] if isinstance(grant["Index"], list) else [grant["Index"]]
    found = [Tagged("Sub", f"${{Table.Arn}}/index/{name}") for name in indexes]
    return found if len(found) > 1 else found[0]
