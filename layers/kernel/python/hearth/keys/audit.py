"""The keys of the audit log of an org."""

from hearth.keys import Key, org_partition


def audit(org_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry; a partition a month, so that no partition grows for ever."""
    return Key(f"{org_partition(org_id)}#AUDIT#{moment[:7]}", f"{moment}#{entry_id}")


def audit_by_actor(org_id: str, actor_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry's place on gsi1: what one actor did."""
    return Key(f"{org_partition(org_id)}#AUDIT#ACTOR#{actor_id}", f"{moment}#{entry_id}")


def audit_by_object(org_id: str, object_id: str, moment: str, entry_id: str) -> Key:
    """An audit entry's place on gsi2: what was done to one object."""
    return Key(f"{org_partition(org_id)}#AUDIT#OBJECT#{object_id}", f"{moment}#{entry_id}")
