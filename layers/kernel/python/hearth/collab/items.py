"""The items of a collaborative log: the head that it hangs on, its updates, snapshots and versions.

They have no kind of their own: a capability makes one class of each, with the kind that is written into its items.
"""

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute

from hearth.table.item import Item


class Head(Item):
    """What a log hangs on; its access is the object type's. What is written together stands in the log.

    `epoch` counts the logs it has had. What folding learns (`folded_seq`, `size`, `words`, `edited_at`, and what the
    capability shows in lists) changes in place without a new `version`, so that nobody's typing breaks another's
    change. `named` counts its versions that have a name.
    """

    org_id = UnicodeAttribute()
    epoch = NumberAttribute(default=1)
    deleted_at = UnicodeAttribute(null=True)
    edited_at = UnicodeAttribute(null=True)
    words = NumberAttribute(default=0)
    size = NumberAttribute(default=0)
    folded_seq = NumberAttribute(default=0)
    named = NumberAttribute(default=0)

    @property
    def object_id(self) -> str:
        """Its id, as its key has it."""
        return str(self.pk.rpartition("#")[2])

    @property
    def deleted(self) -> bool:
        """Whether it is in the bin."""
        return self.deleted_at is not None


class Update(Item):
    """One Yjs update at its place in the order of its log. Written once, never changed.

    `ev` is there now and then only: the mark that lets folding know of work (see `writing.py`).
    """

    data = BinaryAttribute(null=True, legacy_encoding=False)
    blob = UnicodeAttribute(null=True)
    size = NumberAttribute()
    by = UnicodeAttribute()

    @property
    def seq(self) -> int:
        """The place in the order."""
        return int(self.sk.rsplit("#", 1)[1])


class Snapshot(Item):
    """The whole state of a log up to `seq`, verified before it was written.

    `pending` holds updates up to `seq` that Yjs cannot place yet, because what they build on has not arrived.
    `edited_at` is when the last of them was written, `authors` who wrote since a version was kept, from `since` on.
    `aside` names what folding had to leave out (bytes in the bucket): nothing that was acknowledged is thrown away.
    """

    seq = NumberAttribute()
    epoch = NumberAttribute()
    data = BinaryAttribute(null=True, legacy_encoding=False)
    blob = UnicodeAttribute(null=True)
    size = NumberAttribute()
    digest = UnicodeAttribute()
    pending: ListAttribute[bytes] = ListAttribute(default=list)
    edited_at = UnicodeAttribute(null=True)
    authors: ListAttribute[str] = ListAttribute(default=list)
    since = UnicodeAttribute(null=True)
    aside: ListAttribute[str] = ListAttribute(default=list)


class Version(Item):
    """What something was at `created_at`, for people to look at and to go back to: the whole state, in the bucket.

    `reason` is automatic, named (somebody kept it) or before_revert; any of them may have a `name`. `by` are those who
    wrote since the last automatic one. `slow`: its bytes take too long to put together, and were not looked at.
    """

    object_id = UnicodeAttribute()
    version_id = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    reason = UnicodeAttribute()
    epoch = NumberAttribute()
    seq = NumberAttribute()
    by: ListAttribute[str] = ListAttribute(default=list)
    words = NumberAttribute()
    size = NumberAttribute()
    blob = UnicodeAttribute()
    slow = BooleanAttribute(null=True)
