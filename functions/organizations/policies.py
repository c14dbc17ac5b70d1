"""Rules beyond the permission table: whom one may touch, what one may give, which domains one may open."""

from functions.organizations.models import may_give
from hearth.access import Member, Role, forbidden, require

PUBLIC_PROVIDERS = frozenset(
    [
        "aol.com",
        "fastmail.com",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.com",
        "hotmail.co.uk",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "libero.it",
        "live.com",
        "mac.com",
        "mail.com",
        "mail.ru",
        "me.com",
        "msn.com",
        "naver.com",
        "orange.fr",
        "outlook.com",
        "outlook.de",
        "pm.me",
        "posteo.de",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "rediffmail.com",
        "seznam.cz",
        "t-online.de",
        "tutanota.com",
        "uol.com.br",
        "web.de",
        "wp.pl",
        "yahoo.com",
        "yahoo.co.jp",
        "yahoo.co.uk",
        "yahoo.de",
        "yahoo.fr",
        "yandex.com",
        "yandex.ru",
        "ymail.com",
        "zoho.com",
        "126.com",
        "163.com",
    ]
)


def may_open(domain: str, own: str) -> bool:
    """Whether somebody with an address at `own` may let everybody at `domain` in: it is theirs, and not the world's."""
    return domain == own and domain not in PUBLIC_PROVIDERS


def to_touch(asker: Member, target: Member) -> str:
    """The action that changing `target` takes: only owners touch owners."""
    if target.role == Role.OWNER:
        return needs("member.owners", asker)
    return "member.update"


def to_give(asker: Member, target: Member, role: str) -> str:
    """The action that making `target` a `role` takes. Forbidden if it is above the asker."""
    if role == Role.OWNER:
        return needs("member.owners", asker)
    return to_touch(asker, target)


def to_invite(asker: Member, role: str) -> str:
    """The action that inviting somebody as `role` takes. Forbidden if it is above the asker."""
    if not may_give(asker.role, role):
        raise forbidden("invitation.admins", asker.role)
    return inviting(role)


def inviting(role: str) -> str:
    """What whoever made an invitation for `role` must still be allowed when it is accepted."""
    return "invitation.admins" if role == Role.ADMIN else "invitation.create"


def needs(action: str, member: Member) -> str:
    """The action, if the member's role allows it."""
    require(member, action)
    return action
