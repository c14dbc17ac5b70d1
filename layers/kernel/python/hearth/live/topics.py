"""Topics: what can be watched, and who may. Decided by the permission table, for one subscriber or for a hundred."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hearth import access
from hearth.access import TYPES, Member, ObjectAccess, ObjectType, Principal
from hearth.errors import Forbidden, HearthError, Malformed, NotFound
from hearth.ids import is_id
from hearth.keys import Key
from hearth.keys import organizations as org_keys
from hearth.keys import realtime as live_keys
from hearth.table.batch import read_all

READER = "viewer"
"""The role of whoever watches a feed."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`<object type>:<org>/<id>`, `activity:<org>`, `team:<org>/<team>` or `user:<person>`."""

    name: str
    kind: str
    object_id: str
    org_id: str | None = None

    @property
    def partition(self) -> str:
        """Where its subscribers are."""
        return live_keys.topic_partition(self.name, self.org_id)

    @property
    def has_presence(self) -> bool:
        """Whether its subscribers see one another and may broadcast. Feeds have readers, not company."""
        return self.kind in TYPES

    @property
    def object_type(self) -> ObjectType | None:
        """The type of the object it is about; None for feeds."""
        return TYPES.get(self.kind)


def of(kind: str, org_id: str, object_id: str) -> Topic:
    """The people at one object that has its own access."""
    return Topic(f"{TYPES[kind].name}:{org_id}/{object_id}", kind, object_id, org_id)


def document(org_id: str, document_id: str) -> Topic:
    """The people at one document."""
    return of("document", org_id, document_id)


def activity(org_id: str) -> Topic:
    """What happens in an org."""
    return Topic(f"activity:{org_id}", "activity", org_id, org_id)


def team(org_id: str, team_id: str) -> Topic:
    """What happens among the people of a team, in its space above all."""
    return Topic(f"team:{org_id}/{team_id}", "team", team_id, org_id)


def user(person_id: str) -> Topic:
    """What concerns one person, on all their devices."""
    return Topic(f"user:{person_id}", "user", person_id)


def parse(name: str) -> Topic:
    """The topic of that name. Malformed(`invalid_topic`) when there can be none."""
    kind, _, rest = name.partition(":")
    if kind in TYPES or kind == "team":
        org_id, _, object_id = rest.partition("/")
        if is_id(org_id) and is_id(object_id):
            return team(org_id, object_id) if kind == "team" else of(kind, org_id, object_id)
    elif is_id(rest):
        if kind == "activity":
            return activity(rest)
        if kind == "user":
            return user(rest)
    raise Malformed("There is no topic of such a name.", code="invalid_topic")


@dataclass(frozen=True, slots=True)
class Granted:
    """What somebody may do on a topic: their role in its object, `viewer` on a feed."""

    role: str
    epoch: int | None = None


Ask = tuple[Principal, Topic]


def decide(who: Principal, topic: Topic) -> Granted:
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


def _deciding(who: Principal, topic: Topic) -> Iterable[Key]:
    if topic.org_id is not None:
        yield org_keys.member(topic.org_id, who.person_id)
    if topic.org_id is not None and topic.object_type is not None:
        yield topic.object_type.key(topic.org_id, topic.object_id)


def _answer(who: Principal, topic: Topic, found: dict[Key, dict[str, Any]]) -> Granted | HearthError:
    try:
        if topic.org_id is None:
            return _of_person(who, topic)
        raw = found.get(org_keys.member(topic.org_id, who.person_id))
        member = Member.from_raw_data(raw) if raw else None
        if member is None or not member.active:
            return NotFound("There is no such topic, or it is not yours to watch.")
        if topic.object_type is not None:
            return _of_object(
                who, member, topic.object_type, found.get(topic.object_type.key(topic.org_id, topic.object_id))
            )
        who.need_scope(access.RULES["activity.list"].scope)
        if topic.kind != "team":
            access.require(member, "activity.list")
        elif topic.object_id not in member.teams:
            return NotFound("There is no such topic, or it is not yours to watch.")
        return Granted(READER)
    except HearthError as error:
        return error


def _of_person(who: Principal, topic: Topic) -> Granted:
    if who.person_id != topic.object_id:
        raise NotFound("There is no such topic, or it is not yours to watch.")
    who.need_scope("me:read")
    return Granted(READER)


def _of_object(who: Principal, member: Member, kind: ObjectType, raw: dict[str, Any] | None) -> Granted:
    thing = ObjectAccess.from_raw(kind, raw) if raw else None
    role = thing.role_of(member) if thing is not None else None
    if thing is None or role is None or not access.RULES[kind.read].allows_in_object(role):
        raise NotFound(kind.absence)
    who.need_scope(access.RULES[kind.read].scope)
    if role != kind.weakest and not _has_scope(who, access.RULES[kind.edit].scope):
        role = kind.weakest  # an API key without the scope to write reads along
    return Granted(role, thing.epoch if kind.log is not None else None)


def _has_scope(who: Principal, scope: str) -> bool:
    try:
        who.need_scope(scope)
    except Forbidden:
        return False
    return True
