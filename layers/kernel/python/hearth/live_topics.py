"""Topics: what can be watched, and who may. Decided by the permission table, for one subscriber or for a hundred."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hearth import access, keys
from hearth.access import DocumentRole, Member, Who
from hearth.access_documents import DocumentAccess
from hearth.errors import Forbidden, HearthError, Malformed, NotFound
from hearth.ids import is_id
from hearth.keys import Key
from hearth.table_batch import read_all


@dataclass(frozen=True, slots=True)
class Topic:
    """`document:<org>/<id>`, `activity:<org>` or `user:<person>`."""

    name: str
    kind: str
    object_id: str
    org_id: str | None = None

    @property
    def partition(self) -> str:
        """Where its subscribers are."""
        return keys.topic_partition(self.name, self.org_id)

    @property
    def company(self) -> bool:
        """Whether its subscribers see one another and may broadcast. Feeds have readers, not company."""
        return self.kind == "document"


def document(org_id: str, document_id: str) -> Topic:
    """The people at one document."""
    return Topic(f"document:{org_id}/{document_id}", "document", document_id, org_id)


def activity(org_id: str) -> Topic:
    """What happens in an org."""
    return Topic(f"activity:{org_id}", "activity", org_id, org_id)


def user(person_id: str) -> Topic:
    """What concerns one person, on all their devices."""
    return Topic(f"user:{person_id}", "user", person_id)


def parse(name: str) -> Topic:
    """The topic of that name. Malformed(`invalid_topic`) when there can be none."""
    kind, _, rest = name.partition(":")
    if kind == "document":
        org_id, _, document_id = rest.partition("/")
        if is_id(org_id) and is_id(document_id):
            return document(org_id, document_id)
    elif is_id(rest):
        if kind == "activity":
            return activity(rest)
        if kind == "user":
            return user(rest)
    raise Malformed("There is no topic of such a name.", code="invalid_topic")


@dataclass(frozen=True, slots=True)
class Granted:
    """What somebody may do on a topic."""

    role: DocumentRole
    epoch: int | None = None


Ask = tuple[Who, Topic]


def decide(who: Who, topic: Topic) -> Granted:
    """Whether `who` may watch, and as what: the same rule as the route that reads the object. One round trip.

    Raises NotFound(`not_found`) for what is absent or not theirs to know, Forbidden for what is known but not allowed.
    """
    answer = decide_all([(who, topic)])[0]
    if isinstance(answer, HearthError):
        raise answer
    return answer


def decide_all(asks: Sequence[Ask]) -> list[Granted | HearthError]:
    """The same for many, with one round trip for each hundred items that decide; errors are returned, not raised."""
    wanted = {key for who, topic in asks for key in _deciding(who, topic)}
    found = read_all(wanted)
    return [_answer(who, topic, found) for who, topic in asks]


def _deciding(who: Who, topic: Topic) -> Iterable[Key]:
    if topic.org_id is not None:
        yield keys.member(topic.org_id, who.person_id)
    if topic.org_id is not None and topic.kind == "document":
        yield keys.document(topic.org_id, topic.object_id)


def _answer(who: Who, topic: Topic, found: dict[Key, dict[str, Any]]) -> Granted | HearthError:
    try:
        if topic.org_id is None:
            return _of_person(who, topic)
        raw = found.get(keys.member(topic.org_id, who.person_id))
        member = Member.from_raw_data(raw) if raw else None
        if member is None or not member.active:
            return NotFound("There is no such topic, or it is not yours to watch.")
        if topic.kind == "activity":
            who.need_scope(access.RULES["activity.list"].scope)
            access.require(member, "activity.list")
            return Granted(DocumentRole.VIEWER)
        return _of_document(who, member, found.get(keys.document(topic.org_id, topic.object_id)))
    except HearthError as error:
        return error


def _of_person(who: Who, topic: Topic) -> Granted:
    if who.person_id != topic.object_id:
        raise NotFound("There is no such topic, or it is not yours to watch.")
    who.need_scope("me:read")
    return Granted(DocumentRole.VIEWER)


def _of_document(who: Who, member: Member, raw: dict[str, Any] | None) -> Granted:
    document = DocumentAccess.from_raw(raw) if raw else None
    role = document.role_of(member) if document is not None else None
    if document is None or role is None:
        raise NotFound("There is no such document, or it is not shared with you.")
    who.need_scope(access.RULES["document.read"].scope)
    if role != DocumentRole.VIEWER and not _has_scope(who, access.RULES["document.edit"].scope):
        role = DocumentRole.VIEWER  # an API key without the scope to write reads along
    return Granted(role, document.epoch)


def _has_scope(who: Who, scope: str) -> bool:
    try:
        who.need_scope(scope)
    except Forbidden:
        return False
    return True
