"""The reader of Yjs updates agrees with pycrdt on what is one, and knows what an update holds."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from functions.documents.collab import LOG
from functions.documents.content import stored
from functions.documents.content.markdown_in import from_markdown
from functions.documents.errors import InvalidUpdate
from hearth.collab import replica, updates
from tests.documents.factories import Writer

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53) + 1, 2**53 - 1),
        st.floats(allow_nan=False),
        st.text(max_size=8),
        st.binary(max_size=8),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=6,
)


def edited(steps: list[tuple[int, str, Any]]) -> tuple["Doc[Any]", list[bytes]]:
    writer = Writer()
    for kind, word, value in steps:
        match kind:
            case 0:
                writer.type(word or "x")
            case 1 if len(writer.root.children):
                del writer.root.children[0]
            case 2 if len(writer.root.children):
                element: Any = writer.root.children[0]
                element.attributes["a"] = value
            case _:
                with writer.doc.transaction():
                    stored.insert(writer.root, 0, from_markdown(f"- **{word or 'x'}**")["content"])
    return writer.doc, writer.made


STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6), VALUES),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_what_pycrdt_writes_is_read_to_the_last_byte(steps: list[tuple[int, str, Any]]) -> None:
    doc, made = edited(steps)
    state = replica.state_of(doc)
    ends: dict[int, int] = {}
    for data in made:
        contents = updates.read(data)
        assert contents.fits(state)
        for client, start, end in contents.adds:
            assert start == ends.get(client, 0)
            ends[client] = end
    assert ends == state
    assert updates.read(doc.get_update()).fits(state)


@settings(max_examples=60, deadline=None)
@given(STEPS.filter(bool), st.floats(0, 1, exclude_max=True))
def test_half_an_update_is_none(steps: list[tuple[int, str, Any]], part: float) -> None:
    whole = edited(steps)[0].get_update()
    cut = whole[: int(len(whole) * part)]
    with pytest.raises(updates.NotAnUpdate):
        updates.read(cut)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_an_update_or_refused_and_nothing_worse(junk: bytes) -> None:
    try:
        replica.check_update(LOG, junk)
    except InvalidUpdate:
        return
    replica.build([junk]).get_update()


def test_what_builds_on_the_absent_does_not_fit() -> None:
    writer = Writer()
    first, second = writer.type("a"), writer.type("b")
    alone = replica.build([second])
    assert not updates.read(second).fits(replica.state_of(alone))
    assert updates.read(second).fits(replica.state_of(replica.build([second, first])))


def test_no_two_replicas_share_an_id() -> None:
    assert len({replica.new_replica().client_id for _ in range(50)}) == 50
