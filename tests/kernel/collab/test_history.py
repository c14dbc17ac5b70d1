"""Which versions go with age."""

from datetime import UTC, datetime, timedelta

from hearth import clock, ids
from hearth.collab import history
from tests.kernel.collab.gardens import GardenVersion


def version_at(moment: datetime, called: str | None = None) -> GardenVersion:
    return GardenVersion(created_at=clock.iso(moment), name=called, version_id=ids.new_id())


def test_with_age_fewer_stay() -> None:
    now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    hours = [now - timedelta(hours=n) for n in range(24 * 100)]
    kept = [version_at(moment) for moment in reversed(hours)]
    gone = history.outdated(kept, now)
    left = [clock.parse(str(one.created_at)) for one in kept if one not in gone]
    ages = [now - moment for moment in left]
    assert len([age for age in ages if age < timedelta(days=1)]) == 24
    assert len([age for age in ages if timedelta(days=1) <= age < timedelta(days=30)]) in {29, 30}
    assert len([age for age in ages if age >= timedelta(days=30)]) in {3, 4}
    per_day = [moment for moment in left if timedelta(days=2) <= now - moment < timedelta(days=29)]
    assert {moment.hour for moment in per_day} == {23}, "the last of each day"
    assert history.outdated([one for one in kept if one not in gone], now) == [], "and then it is quiet"
