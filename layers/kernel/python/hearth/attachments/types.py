"""What a capability declares once, so that its objects can hold files."""

from collections.abc import Callable
from dataclasses import dataclass

from hearth.access import ObjectType
from hearth.attachments.items import Attachment
from hearth.errors import HearthError
from hearth.keys import Key


@dataclass(frozen=True, slots=True, eq=False)
class AttachmentType:
    """A kind of file that objects of one type hold.

    Its items are of the class `item`, at `key` (org, object, attachment) in the object's partition, where all of them
    begin with `prefix`. Bytes lie in the bucket under `<folder>/<org>/<object>/<name>s/`. `media_types` are what a
    browser may be handed, `largest` how many bytes one may have. `unsupported` and `absent` make what is said else.
    """

    name: str
    object_type: ObjectType
    item: type[Attachment]
    key: Callable[[str, str, str], Key]
    prefix: str
    folder: str
    media_types: frozenset[str]
    largest: int
    unsupported: Callable[[], HearthError]
    absent: Callable[[], HearthError]

    def blob(self, org_id: str, object_id: str, attachment_id: str) -> str:
        """Where the bytes of one lie."""
        return f"{self.folder}/{org_id}/{object_id}/{self.name}s/{attachment_id}"

    def partition(self, org_id: str, object_id: str) -> str:
        """Where the items of an object's stand."""
        return self.object_type.key(org_id, object_id).pk
