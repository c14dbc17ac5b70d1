"""The keys that sign access tokens: private halves in one SSM SecureString, public halves in the table.

A key is published before it is used, always: its public half is in the table before its private half is in the
parameter. So whoever checks tokens can know every key that ever signed one, however the two writers are interrupted.
The parameter outlives the table when a stack is deleted or a backup of the table is put in its place: what the table
then lacks is published again, from the private halves.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from functions.identity.models import SigningKeys
from hearth import aws, clock, ids, telemetry
from hearth.config import settings
from hearth.errors import Conflict, PreconditionFailed, Unavailable
from hearth.keys import identity as keys
from hearth.table.write import Write

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

REFRESH_SECONDS = 300
ROTATE_AFTER = timedelta(days=30)
OVERLAP = timedelta(days=1)
"""A new key waits this long before it signs, and an old one stays as long afterwards: far longer than any cache of the
published keys, and than the quarter of an hour that a token lives."""


@dataclass(frozen=True, slots=True)
class Private:
    """A key that signs, from a moment on."""

    kid: str
    pem: str
    active_from: str


_cached: tuple[float, list[Private]] | None = None


def forget() -> None:
    """Drop what the process knows of the keys."""
    global _cached  # noqa: PLW0603  one process, one copy
    _cached = None


def current() -> Private:
    """The key to sign with now. Makes the first one if there is none yet."""
    global _cached  # noqa: PLW0603
    now = time.time()  # a monotonic clock may stand still while the process is frozen
    if _cached is None or now - _cached[0] > REFRESH_SECONDS:
        _cached = (now, _published_again(_read()) or _create())
    return choose(_cached[1], clock.now())


def choose(known: list[Private], now: datetime) -> Private:
    """The latest key whose time has come."""
    moment = clock.iso(now)
    active = [key for key in known if key.active_from <= moment]
    return max(active or known, key=lambda key: key.active_from)


def published() -> list[dict[str, Any]]:
    """The public keys, as JWKs."""
    item = SigningKeys.find(keys.signing_keys())
    return list(item.jwks) if item else []


def _parameter() -> str:
    return f"/hearth/{settings().stack}/signing-keys"


def _read() -> list[Private]:
    ssm = aws.client("ssm")
    try:
        text = ssm.get_parameter(Name=_parameter(), WithDecryption=True)["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return []
    return [Private(**key) for key in json.loads(text)["keys"]]


def _store(known: list[Private], *, overwrite: bool) -> bool:
    """Keep the private keys. False if somebody else was first (only without `overwrite`)."""
    ssm = aws.client("ssm")
    text = json.dumps({"keys": [asdict(key) for key in known]})
    try:
        ssm.put_parameter(Name=_parameter(), Value=text, Type="SecureString", Overwrite=overwrite)
    except ssm.exceptions.ParameterAlreadyExists:
        return False
    return True


def _published_again(known: list[Private]) -> list[Private]:
    """The private keys, whose public halves the table has from here on."""
    missing = {key.kid for key in known} - {jwk["kid"] for jwk in published()}
    if missing:
        lost = [_jwk(key) for key in known if key.kid in missing]
        publish(lambda jwks: [*jwks, *(jwk for jwk in lost if jwk["kid"] not in {one["kid"] for one in jwks})])
        telemetry.note(signing_keys_published_again=sorted(missing))
    return known


def _create() -> list[Private]:
    """The first key of a stack. Several functions may try at once; one parameter wins, and all read that."""
    private, public = generate(clock.now())
    # every racer publishes its own: one too many is harmless, and rotation clears it away
    publish(lambda jwks: [*jwks, public])
    telemetry.note(signing_key=private.kid)
    return [private] if _store([private], overwrite=False) else _read()


def publish(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Change the published keys. Others may be doing the same: theirs are kept."""
    for _ in range(8):
        item = SigningKeys.find(keys.signing_keys())
        write = Write()
        if item is None:
            write.create(SigningKeys.at(keys.signing_keys(), jwks=change([])))
        else:
            item.jwks = change(list(item.jwks))
            write.replace(item)
        try:
            write.commit()
        except (Conflict, PreconditionFailed):
            continue
        return
    raise Unavailable("The signing keys could not be published.")


def rotate(now: datetime) -> list[str]:
    """Keep the keys fresh; for the schedule. Returns what was done.

    Publishes the next key when the newest is old enough, and forgets keys that were followed long ago. A run that is
    cut short leaves a published key that nobody uses; the next run clears it away.
    """
    known = _published_again(_read())
    done = []
    if known and clock.parse(max(key.active_from for key in known)) + ROTATE_AFTER <= now:
        private, public = generate(now + OVERLAP)
        publish(lambda jwks: [*jwks, public])
        known.append(private)
        _store(known, overwrite=True)
        done.append(f"added {private.kid}")
    kept = [key for key in known if not _outlived(key, known, now)]
    if len(kept) < len(known):
        _store(kept, overwrite=True)
        done += [f"retired {key.kid}" for key in known if key not in kept]
    used = {key.kid for key in kept}
    strays = [jwk["kid"] for jwk in published() if jwk["kid"] not in used and ids.time_of(jwk["kid"]) + OVERLAP <= now]
    if used and strays:
        publish(lambda jwks: [jwk for jwk in jwks if jwk["kid"] not in strays])
        done += [f"withdrawn {kid}" for kid in strays]
    return done


def _outlived(key: Private, known: list[Private], now: datetime) -> bool:
    """Whether a later key has signed for so long that nothing of this one can still be valid."""
    moment = clock.iso(now - OVERLAP)
    return any(key.active_from < other.active_from <= moment for other in known)


def generate(active_from: datetime) -> tuple[Private, dict[str, Any]]:
    """A new P-256 key: what signs, and the JWK that checks."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    kid = ids.new_id()
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    private = Private(kid, pem, clock.iso(active_from))
    return private, _jwk(private)


def _jwk(private: Private) -> dict[str, Any]:
    """The public half of a key."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from jwt.algorithms import ECAlgorithm

    key = cast("EllipticCurvePrivateKey", load_pem_private_key(private.pem.encode(), None))
    jwk = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**jwk, "kid": private.kid, "use": "sig", "alg": "ES256"}
