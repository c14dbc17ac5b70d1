"""What the template has for all queues of dead letters together: who may leave a letter, and the alarm on them.

A queue that is added has its letters watched without anybody remembering to. An alarm may ask for ten metrics, so there
is one more for every further nine queues.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from infra.template.tagged import Tagged

SUFFIX = "DeadLetters"
MOST = 9

_HEAD = """  {name}:
    Type: AWS::CloudWatch::Alarm
    Condition: Alarmed
    Properties:
      AlarmDescription: A message could not be handled; see "redrive" in docs/operations.md.
      AlarmActions: [!Ref AlarmTopic]
      ComparisonOperator: GreaterThanThreshold
      Threshold: 0
      EvaluationPeriods: 1
      TreatMissingData: notBreaching
      Metrics:
        # an idle queue reports nothing, and a sum with a gap in it is a gap
        - {{Id: all, Expression: "{total}", ReturnData: true}}
"""
_METRIC = (
    "        - {{Id: {id}, ReturnData: false, MetricStat: {{Period: 300, Stat: Maximum, Metric: {{Namespace: AWS/SQS, "
    "MetricName: ApproximateNumberOfMessagesVisible, "
    "Dimensions: [{{Name: QueueName, Value: !GetAtt {queue}.QueueName}}]}}}}}}\n"
)


def queues(template: str) -> list[str]:
    """The logical ids of all queues of dead letters in a template, in its order."""
    return re.findall(rf"^  (\w+{SUFFIX}):\n    Type: AWS::SQS::Queue$", template, re.MULTILINE)


def alarms(found: Sequence[str]) -> str:
    """The alarms on these queues, as they stand in the template."""
    parts = []
    for start in range(0, len(found), MOST):
        some = {name.removesuffix(SUFFIX).lower(): name for name in found[start : start + MOST]}
        total = " + ".join(f"FILL({short},0)" for short in some)
        number = str(start // MOST + 1) if start else ""
        parts.append(_HEAD.format(name=f"{SUFFIX}Alarm{number}", total=total))
        parts += [_METRIC.format(id=short, queue=name) for short, name in some.items()]
    return "".join(parts)


def from_bus(found: Sequence[str]) -> dict[str, Any]:
    """Lets rules leave in these queues what they could not hand to their function at all."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": [Tagged("GetAtt", f"{queue}.Arn") for queue in found],
        "Condition": {"StringEquals": {"aws:SourceAccount": Tagged("Ref", "AWS::AccountId")}},
    }
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {
            "Queues": [Tagged("Ref", queue) for queue in found],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        },
    }
