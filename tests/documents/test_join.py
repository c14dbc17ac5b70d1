"""Late join: what somebody loads who comes right after the last key, before anything was folded. Exact bytes."""

import base64
import gzip
import json
import random
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from pycrdt import Text

from functions.documents.collab import LOG
from hearth import aws, clock, files
from hearth.collab import catch_up, replica, writing
from hearth.table.write import Write
from tests.documents.factories import Org, Writer, log_of
from tests.documents.test_fold import fold_it, loaded
from tests.support.http import Answer

GOAL = 1.3
WORDS = ["harbour ", "light ", "\n", "a tide table ", "e", "r"]


def edits(writer: Writer, count: int, seed: int = 1) -> list[bytes]:
    """What typing makes, an update for each: words, and nearly half of the time some of them deleted again."""
    chance = random.Random(seed)
    text = writer.doc.get("trace", type=Text)
    first = len(writer.made)
    for _ in range(count):
        with writer.doc.transaction():
            if len(text) > 40 and chance.random() < 0.45:
                at = chance.randint(0, len(text) - 20)
                del text[at : at + chance.randint(1, 20)]
            else:
                text.insert(chance.randint(0, len(text)), chance.choice(WORDS))
    return writer.made[first:]


def log(org: Org, document: dict[str, Any], updates: list[bytes], after: int = 0) -> None:
    """Put updates into the log, as they would lie there."""
    for seq, data in enumerate(updates, after + 1):
        item = writing.new_update(LOG, log_of(org.id, document["id"]).update_key(seq), data, "somebody")
        item.created_at = clock.iso(clock.now())
        Write().put(item).commit()


def on_the_line(answer: Answer) -> int:
    """Bytes of the body as API Gateway sends it (template.yaml, MinimumCompressionSize)."""
    return len(gzip.compress(json.dumps(answer.body, separators=(",", ":")).encode(), 4, mtime=0))


def words(writer: Writer) -> str:
    return str(writer.doc.get("trace", type=Text))


def test_right_after_the_last_key_a_join_costs_no_more_than_a_snapshot(org: Org) -> None:
    document, writer = org.create(), Writer()
    log(org, document, edits(writer, 600))
    answer = org.get(document, tail="/state")
    snapshot = len(writer.doc.get_update())
    assert on_the_line(answer) <= GOAL * snapshot
    assert sum(map(len, writer.made)) > GOAL * snapshot, "one by one they would be more"
    assert answer.body["updates"] == []
    assert (answer.body["snapshot"]["seq"], answer.body["head"], answer.body["more"]) == (600, 600, False)
    assert words(loaded(org, document)) == words(writer)
    short = org.get(org.create(), tail="/state")
    assert answer.table_log == short.table_log, "and not a round trip more than an empty one"


@pytest.mark.parametrize("first", [30, 400])
def test_what_came_behind_a_snapshot_is_put_together_with_it(org: Org, first: int) -> None:
    document, writer = org.create(), Writer()
    log(org, document, edits(writer, first))
    assert fold_it(org, document)
    log(org, document, edits(writer, 200, seed=2), after=first)
    answer = org.get(document, tail="/state")
    assert answer.body["snapshot"]["seq"] == answer.body["head"] == first + 200
    assert on_the_line(answer) <= GOAL * len(writer.doc.get_update())
    assert words(loaded(org, document)) == words(writer)


def test_a_short_tail_comes_as_it_is(org: Org) -> None:
    document, writer = org.create(), Writer()
    log(org, document, edits(writer, catch_up.LONG_TAIL))
    assert len(org.get(document, tail="/state").body["updates"]) == catch_up.LONG_TAIL


def test_what_waits_for_others_is_not_lost_on_the_way(org: Org) -> None:
    document, writer = org.create(), Writer()
    made = edits(writer, 60)
    missing = made.pop(0)
    log(org, document, made)
    whole = base64.b64decode(org.get(document, tail="/state").body["snapshot"]["data"])
    assert words(loaded(org, document)) != words(writer)
    reader = Writer()
    reader.hear(missing, whole)
    assert words(reader) == words(writer)


@pytest.mark.parametrize("seed", range(20))
def test_however_people_write_the_whole_is_what_the_pieces_are(org: Org, seed: int) -> None:
    chance, document = random.Random(seed), org.create()
    people = [Writer() for _ in range(3)]
    made: list[bytes] = []
    for turn in range(30):
        one = chance.choice(people)
        one.hear(*[data for data in made if chance.random() < 0.9])
        made += edits(one, chance.randint(1, 4), seed * 100 + turn)
    log(org, document, made)
    pieces = replica.build(made)
    reader = loaded(org, document)
    for data in made:
        reader.hear(data)
        pieces.apply_update(data)
    assert words(reader) == str(pieces.get("trace", type=Text)) != ""
    assert replica.state_of(reader.doc) == replica.state_of(pieces)


def test_without_the_bucket_the_long_form_is_sent(org: Org, monkeypatch: pytest.MonkeyPatch) -> None:
    document, writer = org.create(), Writer()
    log(org, document, [writer.type("x" * 40_000), *edits(writer, 20)])
    assert fold_it(org, document)
    log(org, document, edits(writer, 30, seed=2), after=21)

    def gone(*_: Any, **__: Any) -> Any:
        raise EndpointConnectionError(endpoint_url="https://s3")

    with monkeypatch.context() as patch:
        patch.setattr(aws.client("s3"), "get_object", gone)
        state = org.get(document, tail="/state").body
    assert ("url" in state["snapshot"], len(state["updates"])) == (True, 30)
    monkeypatch.setattr(catch_up, "MERGED_BYTES", 1000)
    assert len(org.get(document, tail="/state").body["updates"]) == 30, "nor is it put together when too large"
    assert files.find_size("nothing") is None
