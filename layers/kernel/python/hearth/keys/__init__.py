"""Every key of the table, built here and nowhere else. `docs/data-model.md` lists who uses which.

A new capability's keys stand in a module of its name beside this one.

A key is a function of ids. Everything that an org owns starts with `ORG#<org>`, so that a slip cannot cross tenants.
"""

from typing import NamedTuple


class Key(NamedTuple):
    """A partition key and a sort key."""

    pk: str
    sk: str


# --- people -------------------------------------------------------------------------------------------------------


def person_partition(person: str) -> str:
    """All that belongs to one person: profile, sessions, API keys, preferences."""
    return f"PERSON#{person}"


def person(person_id: str) -> Key:
    """A person's profile."""
    return Key(person_partition(person_id), "PERSON")


def login(email: str) -> Key:
    """Who signs in with an address, and how. `email` is in its normalized form."""
    return Key(f"LOGIN#{email}", "LOGIN")


def session(person_id: str, session_id: str) -> Key:
    """One signed-in device; also the family of its refresh tokens."""
    return Key(person_partition(person_id), f"SESSION#{session_id}")


def device(person_id: str, digest: str) -> Key:
    """A device that a person has signed in from, by the hash of the token it keeps."""
    return Key(person_partition(person_id), f"DEVICE#{digest}")


def guard(door: str) -> Key:
    """Wrong guesses at one door: an address's password, a person's second factor."""
    return Key(f"GUARD#{door}", "GUARD")


def closing_people() -> str:
    """On gsi2: the accounts that wait for their deletion, by its date."""
    return "PEOPLE#CLOSING"


def api_key(person_id: str, key_id: str) -> Key:
    """A personal API key."""
    return Key(person_partition(person_id), f"APIKEY#{key_id}")


def preferences(person_id: str) -> Key:
    """A person's preferences."""
    return Key(person_partition(person_id), "PREFERENCES")


def security_log(person_id: str, moment: str = "", entry_id: str = "") -> Key:
    """An entry of what happened to a person's account; without the moment, the prefix of all."""
    return Key(person_partition(person_id), f"SECURITY#{moment}#{entry_id}" if moment else "SECURITY#")


def one_time_token(digest: str) -> Key:
    """A mailed token, by the hash of its secret."""
    return Key(f"TOKEN#{digest}", "TOKEN")


def signing_keys() -> Key:
    """The public halves of the keys that sign access tokens."""
    return Key("SIGNINGKEYS", "SIGNINGKEYS")


# --- orgs ---------------------------------------------------------------------------------------------------------


def org_partition(org: str) -> str:
    """The org itself, its members, teams and invitations."""
    return f"ORG#{org}"


def org(org_id: str) -> Key:
    """An organization and its settings."""
    return Key(org_partition(org_id), "ORG")


def member(org_id: str, person_id: str) -> Key:
    """A person's membership of an org."""
    return Key(org_partition(org_id), f"MEMBER#{person_id}")


def memberships_of(person_id: str) -> Key:
    """On index gsi1: the orgs of a person. The sort key is a prefix."""
    return Key(person_partition(person_id), "MEMBER#")


def membership_index(org_id: str, person_id: str) -> Key:
    """A membership's place on gsi1."""
    return Key(person_partition(person_id), f"MEMBER#{org_id}")


def former_membership_index(org_id: str, person_id: str) -> Key:
    """A tombstone's place on gsi1: no longer among the orgs of a person, but found when the person changes or goes."""
    return Key(person_partition(person_id), f"FORMER#{org_id}")


def members_of(org_id: str) -> str:
    """On gsi2: the members of an org, by name."""
    return f"{org_partition(org_id)}#MEMBERS"


def member_name_index(org_id: str, name: str, person_id: str) -> Key:
    """A membership's place on gsi2. `name` is folded, so that a search by its beginning is a prefix."""
    return Key(members_of(org_id), f"{name}#{person_id}")


def team(org_id: str, team_id: str) -> Key:
    """A team of an org; who is in it stands in the memberships."""
    return Key(org_partition(org_id), f"TEAM#{team_id}")


def invitation(org_id: str, invitation_id: str) -> Key:
    """An invitation to an org."""
    return Key(org_partition(org_id), f"INVITATION#{invitation_id}")


def invitation_index(email: str, org_id: str) -> Key:
    """An invitation's place on gsi1: what an address is invited to."""
    return Key(f"INVITEE#{email}", f"INVITATION#{org_id}")


def invitations_of(org_id: str) -> str:
    """On gsi2: the open invitations of an org, by the time they were made."""
    return f"{org_partition(org_id)}#INVITATIONS"


def sign_up_domain(org_id: str, domain: str) -> Key:
    """That people with an address at a domain may join an org."""
    return Key(org_partition(org_id), f"DOMAIN#{domain}")


def sign_up_domain_index(org_id: str, domain: str) -> Key:
    """On gsi1: the orgs that a domain opens."""
    return Key(f"DOMAIN#{domain}", org_partition(org_id))


def org_usage(org_id: str, day: str = "") -> Key:
    """What an org has of what is limited; with a day (`2026-11-30`), what was counted on it."""
    return Key(org_partition(org_id), f"USAGE#{day}" if day else "USAGE")


def audit(org_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry; a partition a month, so that no partition grows for ever."""
    return Key(f"{org_partition(org_id)}#AUDIT#{moment[:7]}", f"{moment}#{entry_id}")


def audit_by_actor(org_id: str, actor_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry's place on gsi1: what one actor did."""
    return Key(f"{org_partition(org_id)}#AUDIT#ACTOR#{actor_id}", f"{moment}#{entry_id}")


def audit_by_object(org_id: str, object_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry's place on gsi2: what was done to one object."""
    return Key(f"{org_partition(org_id)}#AUDIT#OBJECT#{object_id}", f"{moment}#{entry_id}")


def feed(org_id: str, moment: str, entry_id: str) -> Key:
    """An entry of the org's activity; a partition a month."""
    return Key(f"{org_partition(org_id)}#FEED#{moment[:7]}", f"{moment}#{entry_id}")


def object_feed(org_id: str, kind: str, object_id: str, moment: str, entry_id: str) -> Key:
    """The same entry under the object it is about."""
    return Key(f"{org_partition(org_id)}#FEED#{kind}#{object_id}", f"{moment}#{entry_id}")


def person_feed(person_id: str, moment: str, entry_id: str) -> Key:
    """The same entry under the person who should know of it."""
    return Key(f"{person_partition(person_id)}#FEED", f"{moment}#{entry_id}")


# --- documents ----------------------------------------------------------------------------------------------------


def document_partition(org_id: str, document_id: str) -> str:
    """A document: its head item, log, snapshots, versions and images."""
    return f"{org_partition(org_id)}#DOCUMENT#{document_id}"


def document(org_id: str, document_id: str) -> Key:
    """A document's head item: title, place, access. Its content is the log."""
    return Key(document_partition(org_id, document_id), "DOCUMENT")


def documents_of(org_id: str) -> str:
    """On gsi1: the documents of an org by the time they changed, deleted ones too: what a client syncs by."""
    return f"{org_partition(org_id)}#DOCUMENTS"


def documents_deleted(org_id: str) -> str:
    """On gsi2: the deleted documents of an org, by the time of that."""
    return f"{org_partition(org_id)}#BIN"


def document_children(org_id: str, parent_id: str | None) -> str:
    """On gsi2: the documents under a parent (or at the top), in their order."""
    return f"{org_partition(org_id)}#CHILDREN#{parent_id or 'TOP'}"


def document_image(org_id: str, document_id: str, image_id: str) -> Key:
    """A picture in a document."""
    return Key(document_partition(org_id, document_id), f"{document_images()}{image_id}")


def document_images() -> str:
    """The prefix of all pictures of a document."""
    return "IMAGE#"


# --- collaborative logs: in the partition of what they hang on -----------------------------------------------------


def log_update(partition: str, epoch: int, seq: int) -> Key:
    """One Yjs update in a log: epoch and place, padded so that text order is number order."""
    return Key(partition, f"{log_updates(epoch)}{seq:012d}")


def log_updates(epoch: int) -> str:
    """The prefix of all updates of one epoch."""
    return f"LOG#{epoch:06d}#"


def log_snapshots(epoch: int) -> str:
    """The prefix of all snapshots of one epoch."""
    return f"SNAPSHOT#{epoch:06d}#"


def log_snapshot(partition: str, epoch: int, seq: int) -> Key:
    """A snapshot that holds everything up to `seq`."""
    return Key(partition, f"{log_snapshots(epoch)}{seq:012d}")


def log_current(partition: str) -> Key:
    """A copy of the latest snapshot, where it can be read together with the head."""
    return Key(partition, "SNAPSHOT")


def log_versions() -> str:
    """The prefix of all versions that were kept of a log, in the order of their times."""
    return "VERSION#"


def log_version(partition: str, version_id: str) -> Key:
    """What it was at one time. The id holds the time, so that text order is the order of times."""
    return Key(partition, f"{log_versions()}{version_id}")


# --- live ---------------------------------------------------------------------------------------------------------


def ticket(digest: str) -> Key:
    """A one-time ticket for a live connection, by its hash."""
    return Key(f"TICKET#{digest}", "TICKET")


def connection(connection_id: str) -> Key:
    """A live connection. It lists its own topics, so its subscriptions need no index."""
    return Key(f"CONNECTION#{connection_id}", "CONNECTION")


def connection_index(person_id: str, connection_id: str) -> Key:
    """A connection's place on gsi1: the connections of a person."""
    return Key(person_partition(person_id), f"CONNECTION#{connection_id}")


def topic_partition(topic: str, org_id: str | None = None) -> str:
    """The subscribers of a topic. Topics of an org start with it like everything else of the org."""
    return f"{org_partition(org_id)}#TOPIC#{topic}" if org_id else f"TOPIC#{topic}"


def subscription(topic: str, org_id: str | None, connection_id: str) -> Key:
    """One connection's subscription to a topic."""
    return Key(topic_partition(topic, org_id), f"SUBSCRIBER#{connection_id}")


def gathering(topic: str, org_id: str | None, second: int) -> Key:
    """The list of those who come to a topic in one second, to be told of together."""
    return Key(topic_partition(topic, org_id), f"GATHERING#{second}")


def leaving(topic: str, org_id: str | None, second: int) -> Key:
    """The list of those who leave a topic in one second, to be told of together."""
    return Key(topic_partition(topic, org_id), f"LEAVING#{second}")


# --- bookkeeping --------------------------------------------------------------------------------------------------


def person_usage(person_id: str, day: str = "") -> Key:
    """What a person has of what is limited; with a day, what was counted on it. Apart from the person's own partition,
    so that whoever counts needs no right to write there."""
    return Key(f"USAGE#{person_id}", f"USAGE#{day}" if day else "USAGE")


def person_connections(person_id: str) -> Key:
    """The list of a person's live connections, and the frames they have sent."""
    return Key(f"USAGE#{person_id}", "CONNECTIONS")


def rate(name: str, subject: str, window: int) -> Key:
    """A counter of requests in one window of time."""
    return Key(f"RATE#{name}#{subject}#{window}", "RATE")


def outbox(event_id: str) -> Key:
    """An event of something that has no item of its own; spread by its id."""
    return Key(f"OUTBOX#{event_id}", "OUTBOX")


def idempotency(subject: str, key: str) -> Key:
    """What was answered to a request with an Idempotency-Key."""
    return Key(f"IDEMPOTENCY#{subject}#{key}", "IDEMPOTENCY")


def processed(consumer: str, event_id: str) -> Key:
    """That a consumer has dealt with an event."""
    return Key(f"PROCESSED#{consumer}#{event_id}", "PROCESSED")
