"""Run by the engine's own Python: do the quick key conditions of engine_speed.py answer as MiniStack's do?

Prints how many it compared; fails at the first that differs.
"""

import itertools
import sys

from ministack.services import dynamodb

from infra.local import engine_speed

EXPRESSIONS = [
    "#0 = :0",
    "(#0 = :0 AND #1 BETWEEN :1 AND :2)",
    "(#0 = :0 AND begins_with (#1, :1))",
    "#0 = :0 AND begins_with(#1, :1)",
    *(f"(#0 = :0 AND #1 {sign} :1)" for sign in ("=", "<", "<=", ">", ">=")),
    "(#1 >= :1 AND #0 = :0)",
    "#0 = :0 AND #1 > :1 AND #1 < :2",
]
TEXTS = ["", "a", "a#", "a#1", "a#10", "a#2", "b", "ä", "z\U0010ffff", "\U0001f600"]
VALUES = [*({"S": text} for text in TEXTS), {"N": "1"}, {"B": "AA=="}]
NAMES = {"#0": "pk", "#1": "sk"}


def main() -> None:
    """Compare every combination."""
    slow, count = dynamodb._evaluate_condition, 0
    quick = engine_speed._in_texts(slow)
    items = [{"pk": pk, "sk": sk} for pk, sk in itertools.product(VALUES[:3], VALUES)] + [{"pk": {"S": "a"}}, {}]
    for expression, low, high, item in itertools.product(EXPRESSIONS, VALUES, VALUES, items):
        values = {":0": {"S": "a"}, ":1": low, ":2": high}
        answers: list[bool | None] = []
        for evaluate in (slow, quick):
            try:
                answers.append(bool(evaluate(expression, item, values, NAMES, slot="KeyConditionExpression")))
            except ValueError:
                answers.append(None)
        # BETWEEN of which the lower bound is the higher is refused before any item is looked at.
        refused = answers == [None, False] and "BETWEEN" in expression
        assert answers[0] == answers[1] or refused, (expression, values, item, answers)
        count += 1
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
