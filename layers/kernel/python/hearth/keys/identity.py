"""The keys of people, how they sign in, and what is theirs alone."""

from hearth.keys import Key, person_partition


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


def guard(name: str) -> Key:
    """Wrong guesses that are counted together: at an address's password, at a person's second factor."""
    return Key(f"GUARD#{name}", "GUARD")


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
