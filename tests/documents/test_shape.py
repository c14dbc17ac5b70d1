"""The content model is written twice, here and in the client: both are compared with `shape.json`.

`HEARTH_WRITE_SHAPE=1` writes the file anew; `web/tests/unit/schema.test.ts` is the other side.
"""

import json
import os
from pathlib import Path
from typing import Any

from functions.documents import values
from functions.documents.content import checks, nodes

FILE = Path(__file__).with_name("shape.json")


def shape() -> dict[str, Any]:
    return {
        "content": {kind: sorted(inside - {"text"}) for kind, inside in sorted(nodes.CONTENT.items())},
        "inline": sorted(nodes.INLINE - {"text"}),
        "blocks": sorted(nodes.BLOCKS),
        "textblocks": sorted(nodes.TEXTBLOCKS),
        "marks": sorted(nodes.MARKS),
        "attributes": {kind: sorted(attributes) for kind, attributes in sorted(values.ATTRIBUTES.items())},
        "colours": list(nodes.COLOURS),
        "callouts": list(nodes.CALLOUTS),
        "alignments": list(nodes.ALIGNMENTS),
        "longest_formula": nodes.LONGEST_FORMULA,
        "deepest": nodes.DEEPEST,
    }


def test_the_model_is_the_one_that_both_sides_were_compared_with() -> None:
    shown = json.dumps(shape(), indent=1) + "\n"
    if os.environ.get("HEARTH_WRITE_SHAPE"):
        FILE.write_text(shown)
    assert FILE.read_text() == shown


def test_what_json_may_say_of_an_attribute_is_what_an_update_may() -> None:
    """`checks.py` names more (links are looked at where they are shown), but misses none that a log is held to."""
    unsaid = {("orderedList", "type")}
    said = {(kind, name) for kind, rules in checks._RULES.items() for name in rules}
    held = {(kind, name) for kind, tests in values.ATTRIBUTES.items() for name in tests}
    assert held - said == unsaid
