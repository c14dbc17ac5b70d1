"""Keys of gardens."""

from hearth.keys import Key, org_partition


def garden_partition(org_id: str) -> str:
    """All gardens of an org."""
    return f"{org_partition(org_id)}#GARDENS"


def gardens_changed(org_id: str) -> str:
    """On gsi1: the gardens of an org by the time they changed, deleted ones too: what a client syncs by."""
    return garden_partition(org_id)


def garden(org_id: str, garden_id: str) -> Key:
    """One garden."""
    return Key(garden_partition(org_id), f"GARDEN#{garden_id}")
