"""Who somebody is and how they sign in: the items of this capability, and the rules that need no I/O."""

from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, ListAttribute, NumberAttribute, UnicodeAttribute

from hearth import clock
from hearth.table.item import Item

SESSION_DAYS = 30
"""How long a session lives without being used."""

GRACE_SECONDS = 15
"""How long the refresh token before the current one still gets the current one."""

FREE_FAILURES = 5
LONGEST_WAIT = 15 * 60


class Person(Item, discriminator="person"):
    """A person's profile, and what decides whether their credentials count.

    `era` grows when somebody signs out everywhere: credentials of an earlier era are dead, but for the `spared`
    session. One write so ends any number of sessions at once, and no clock is asked. `keys_era` grows when somebody
    takes the account back from whoever had it, and does the same to API keys. `status` is active or closing.
    """

    email = UnicodeAttribute()
    name = UnicodeAttribute()
    status = UnicodeAttribute(default="active")
    era = NumberAttribute(default=1)
    spared = UnicodeAttribute(null=True)
    keys_era = NumberAttribute(default=0)
    totp = BooleanAttribute(default=False)
    picture = UnicodeAttribute(null=True)
    pronouns = UnicodeAttribute(null=True)
    title = UnicodeAttribute(null=True)
    time_zone = UnicodeAttribute(default="UTC")
    locale = UnicodeAttribute(default="en")
    working_hours: JSONAttribute = JSONAttribute(null=True)
    availability = UnicodeAttribute(default="available")
    status_text: JSONAttribute = JSONAttribute(null=True)
    custom_fields: JSONAttribute = JSONAttribute(null=True)
    password_changed_at = UnicodeAttribute(null=True)
    delete_at = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The person's id."""
        return str(self.pk).removeprefix("PERSON#")


class Login(Item, discriminator="login"):
    """Who signs in with an address, and how: all that a sign-in reads.

    `era`, `name`, `picture`, `locale`, `time_zone` and `status` are copies of the person's, written in the same
    transactions. While the address is not verified this is the latest registration, and has a time to live, so that
    what nobody confirms goes away.
    """

    person_id = UnicodeAttribute()
    password = UnicodeAttribute()
    verified = BooleanAttribute(default=False)
    status = UnicodeAttribute(default="active")
    era = NumberAttribute(default=1)
    name = UnicodeAttribute()
    picture = UnicodeAttribute(null=True)
    locale = UnicodeAttribute(default="en")
    time_zone = UnicodeAttribute(default="UTC")
    totp_secret = UnicodeAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    totp_step = NumberAttribute(default=0)
    recovery_codes: ListAttribute[str] = ListAttribute(default=list)

    @property
    def email(self) -> str:
        """The address, in its normalized form."""
        return str(self.pk).removeprefix("LOGIN#")


class Session(Item, discriminator="session"):
    """A signed-in device, and the family of its refresh tokens.

    Of the refresh tokens only the latest is good. `secret` is its hash; `previous` is the hash of the one before, and
    `salt` what made the one from the other (`functions.identity.secret`). `family` marks all of them as ours.
    """

    person_id = UnicodeAttribute()
    era = NumberAttribute()
    generation = NumberAttribute(default=1)
    family = UnicodeAttribute()
    secret = UnicodeAttribute()
    previous = UnicodeAttribute(null=True)
    salt = UnicodeAttribute(null=True)
    rotated_at = UnicodeAttribute()
    transport = UnicodeAttribute(default="body")
    agent = UnicodeAttribute(default="")
    address = UnicodeAttribute(default="")
    country = UnicodeAttribute(default="")
    used_at = UnicodeAttribute()
    moved_at = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The session's id."""
        return str(self.sk).removeprefix("SESSION#")

    def alive(self, person: Person | None) -> bool:
        """Whether the session still counts for this person."""
        if person is None or person.status != "active":
            return False
        return bool(self.era == person.era or self.id == person.spared)

    def in_grace(self, agent: str) -> bool:
        """Whether the token before the current one may still be shown: at once, and by the same software.

        Two tabs refresh at the same time, and an answer gets lost on its way: neither is theft.
        """
        age = (clock.now() - clock.parse(self.rotated_at)).total_seconds()
        return age <= GRACE_SECONDS and agent == self.agent


class Device(Item, discriminator="device"):
    """A device that somebody has signed in from. Whoever has its token does not wait behind a stranger's guesses."""

    failures = NumberAttribute(default=0)
    until = NumberAttribute(default=0)
    agent = UnicodeAttribute(default="")
    used_at = UnicodeAttribute()


class Guard(Item, discriminator="guard"):
    """Wrong guesses that one throttle counts, whether there is such an account or not, forgotten a day after the last;
    or mails to a mailbox (`functions.identity.service.mailboxes`)."""

    failures = NumberAttribute(default=0)
    until = NumberAttribute(default=0)


class OneTimeToken(Item, discriminator="token"):
    """A mailed token, by its hash. `purpose` is verify, reset, email or cancel_email.

    Those of an account carry its era in `data`, and end with it.
    """

    purpose = UnicodeAttribute()
    person_id = UnicodeAttribute()
    email = UnicodeAttribute()
    data: JSONAttribute = JSONAttribute(default=dict)


class ApiKey(Item, discriminator="api_key"):
    """A personal API key: what it may do, and the hash of its secret."""

    person_id = UnicodeAttribute()
    name = UnicodeAttribute()
    secret = UnicodeAttribute()
    hint = UnicodeAttribute()
    scopes: ListAttribute[str] = ListAttribute(default=list)
    era = NumberAttribute(default=0)
    expires_at = UnicodeAttribute(null=True)
    used_at = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        """The key's id."""
        return str(self.sk).removeprefix("APIKEY#")

    def alive(self, person: Person | None) -> bool:
        """Whether the key still counts for this person."""
        if person is None or person.status != "active" or self.era != person.keys_era:
            return False
        return self.expires_at is None or bool(self.expires_at > clock.iso(clock.now()))


class Preferences(Item, discriminator="preferences"):
    """How a person wants the workspace to be: small settings that the clients name."""

    values: JSONAttribute = JSONAttribute(default=dict)


class SecurityEntry(Item, discriminator="security_entry"):
    """What happened to an account. Carries the act's event: one write tells the person and the audit."""

    type = UnicodeAttribute()
    happened_at = UnicodeAttribute()
    session_id = UnicodeAttribute(null=True)
    key_id = UnicodeAttribute(null=True)
    address = UnicodeAttribute(default="")
    agent = UnicodeAttribute(default="")
    country = UnicodeAttribute(default="")
    data: JSONAttribute = JSONAttribute(default=dict)

    @property
    def id(self) -> str:
        """The entry's id: that of its event."""
        return str(self.sk).rsplit("#", 1)[-1]


class SigningKeys(Item, discriminator="signing_keys"):
    """The public halves of the keys that sign access tokens, as JWKs. Published before they are first used."""

    jwks: JSONAttribute = JSONAttribute(default=list)


def wait_after(failures: int) -> int:
    """Seconds until the next guess is compared: none for the first few, then doubling, at most a quarter of an hour."""
    over = failures - FREE_FAILURES
    return 0 if over < 0 else min(2 ** min(over, 12), LONGEST_WAIT)


def copies_of(person: Person) -> dict[str, Any]:
    """What a login holds of its person."""
    return {"name": person.name, "picture": person.picture, "locale": person.locale, "time_zone": person.time_zone}
