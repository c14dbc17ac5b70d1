"""The alarm on dead letters in template.yaml, made from its queues: `python -m infra.alarms [--check]`.

A queue that is added has its letters watched without anybody remembering to. An alarm may ask for ten metrics, so there
is one more for every further nine queues.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from infra.environments import ROOT

TEMPLATE = ROOT / "template.yaml"
BEGIN = "  # >>> made from the queues above by infra/alarms.py; do not edit\n"
END = "  # <<< alarms\n"
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
    """The logical ids of all queues of dead letters, in the template's order."""
    return re.findall(rf"^  (\w+{SUFFIX}):\n    Type: AWS::SQS::Queue$", template, re.MULTILINE)


def written(template: str) -> str:
    """The block as it stands in the template."""
    found, parts = queues(template), []
    for start in range(0, len(found), MOST):
        some = {name.removesuffix(SUFFIX).lower(): name for name in found[start : start + MOST]}
        total = " + ".join(f"FILL({short},0)" for short in some)
        number = str(start // MOST + 1) if start else ""
        parts.append(_HEAD.format(name=f"{SUFFIX}Alarm{number}", total=total))
        parts += [_METRIC.format(id=short, queue=name) for short, name in some.items()]
    return "".join(parts)


def main(arguments: Sequence[str] = ()) -> int:
    """Write the block, or with --check fail when the template has another."""
    template = TEMPLATE.read_text()
    before, _, rest = template.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = f"{before}{BEGIN}{written(template)}{END}{after}"
    if wanted == template:
        return 0
    if "--check" in arguments:
        print("template.yaml's alarm leaves out a queue of dead letters; run python -m infra.alarms")
        return 1
    TEMPLATE.write_text(wanted)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
