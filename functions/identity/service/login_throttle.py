"""Throttles: guesses are counted before they are compared (docs/decisions/0011-guessing-at-doors.md)."""

import time
from dataclasses import dataclass
from typing import Any, NoReturn

from functions.identity import secret
from functions.identity.client_info import ClientInfo
from functions.identity.errors import SlowDown
from functions.identity.models import FREE_FAILURES, Device, Guard, Login, wait_after
from hearth.keys import Key
from hearth.keys import identity as keys
from hearth.table.query import Found
from hearth.table.write import NotWritten, Write

GUARD_SECONDS = 86400


class _Overtaken(NotWritten):
    """Somebody else's guess was counted first; this is the count now."""

    def __init__(self, now: Device | Guard | None) -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True, slots=True)
class LoginThrottle:
    """Counts guesses, and makes whoever made too many wait: a recognised device has its own counter; others share the
    address's.

    So a stranger who guesses makes strangers wait, and not the person on the device they always use. Who is locked out
    on a new device can reset the password, which clears the counter.
    """

    name: str
    device: Device | None
    guard: Guard | None

    def admit(self) -> None:
        """Count a guess, and only then let it be compared: one write. SlowDown while the wait of earlier ones lasts.

        The count stands on the count that was seen, so of any number of guesses at once no more are compared than
        would be one after the other:

            guess A  read 0 ... count 1 if it is 0 ............................ compared
            guess B  read 0 ............... count 1 if it is 0: refused, is 1
                                            count 2 if it is 1 ................ compared
            guess F  ................................ is 5: wait, not compared
        """
        last = self.device or self.guard
        for _ in range(FREE_FAILURES + 1):
            _refuse_if_waiting(last)
            try:
                self._count(last)
            except _Overtaken as meanwhile:
                last = meanwhile.now
            else:
                return
        raise SlowDown(1)

    def _count(self, last: Device | Guard | None) -> None:
        failures = (int(last.failures) if last else 0) + 1
        now = time.time()
        until = now + wait_after(failures)
        if self.device is not None:
            actions = [Device.failures.set(failures), Device.until.set(until)]
            seen = Device.failures == failures - 1
            Write().update(Device, self.device.key, actions, seen, _device_overtaken).commit()
            return
        whole = [
            Guard.failures.set(failures),
            Guard.until.set(until),
            Guard.ttl.set(int(now) + GUARD_SECONDS),
            Guard.kind.set(Guard),
        ]
        # one whose time to live is over may still be there: it counts as none
        as_seen = Guard.failures == failures - 1 if last else Guard.pk.does_not_exist() | (Guard.ttl <= int(now))
        Write().update(Guard, keys.guard(self.name), whole, as_seen, _guard_overtaken).commit()

    def right(self, write: Write) -> Write:
        """Forget the guesses, this one too: it was right."""
        if self.device is not None:
            return write.update(
                Device, self.device.key, [Device.failures.set(0), Device.until.set(0)], Device.pk.exists()
            )
        return write.delete(Guard, keys.guard(self.name))


def _refuse_if_waiting(last: Device | Guard | None) -> None:
    left = float(last.until) - time.time() if last else 0
    if left > 0:
        raise SlowDown(int(left) + 1)


def _device_overtaken(raw: dict[str, Any] | None) -> NoReturn:
    if raw is None:  # forgotten in between; the next try is a stranger's
        raise SlowDown(1)
    raise _Overtaken(Device.from_raw_data(raw))


def _guard_overtaken(raw: dict[str, Any] | None) -> NoReturn:
    found = Guard.from_raw_data(raw) if raw else None
    raise _Overtaken(None if found is None or found.expired else found)


def throttle_of(name: str, login: Login | None, visit: ClientInfo, found: Found) -> LoginThrottle:
    """The throttle that a client's guesses count by."""
    owned = device_of(visit)
    device = None
    if owned is not None and login is not None and owned.person_id == login.person_id:
        device = found.get(Device, keys.device(owned.person_id, owned.digest))
    return LoginThrottle(name, device, found.get(Guard, keys.guard(name)))


def device_of(visit: ClientInfo) -> secret.Owned | None:
    """The device that a client says to be."""
    return secret.read_owned(secret.DEVICE, visit.device_token) if visit.device_token else None


def device_keys(visit: ClientInfo) -> list[Key]:
    """The key of that device, to read it along."""
    owned = device_of(visit)
    return [keys.device(owned.person_id, owned.digest)] if owned else []


def password_guesses(email: str) -> str:
    """What guesses at the password of an address are counted under."""
    return f"password#{email}"
