"""What can be refused here, by name."""

from hearth.errors import Conflict, Forbidden, Invalid, NotFound


class OrgNotFound(NotFound):
    """No such org, deleted, or none of the asker's."""

    code = "org_not_found"


class PersonNotFound(NotFound):
    """Nobody in the org has that id."""

    code = "person_not_found"


class LogoNotFound(NotFound):
    """No such logo, or no such size of it."""

    code = "logo_not_found"


class TeamNotFound(NotFound):
    """No such team in the org."""

    code = "team_not_found"


class LinksOff(Forbidden):
    """The org lets nobody in by link."""

    code = "link_sharing_off"


class LinkNeedsDomain(Invalid):
    """The org lets people in by link only at its sign-up domains, and has none."""

    code = "link_needs_domain"


class InvitationNotFound(NotFound):
    """No such invitation, or its token opens nothing: forged, used, revoked or expired. Nobody is told which."""

    code = "invitation_not_found"


class SoleOwner(Conflict):
    """It would leave the org without an owner."""

    code = "sole_owner"


class AlreadyMember(Conflict):
    """They are in the org already."""

    code = "already_member"


class AlreadyInvited(Conflict):
    """The address has an open invitation."""

    code = "already_invited"


class TooMany(Conflict):
    """A bound is reached: owners, teams of a person, how often one invitation is mailed."""

    code = "too_many"


class TooSoon(Conflict):
    """Mailed a moment ago."""

    code = "too_soon"


class DomainRefused(Forbidden):
    """The address is not at a domain that the invitation or the org allows."""

    code = "domain_refused"


class MailedForOne(Invalid):
    """A mailed invitation lets in one person."""

    code = "mailed_for_one"


class InvalidCsv(Invalid):
    """Not a list of addresses that can be invited; `errors` says where."""

    code = "invalid_csv"


class MembershipSuspended(Forbidden):
    """The asker is in the org, and suspended."""

    code = "membership_suspended"


class DomainNotYours(Invalid):
    """A sign-up domain must be that of the asker's own address, and not a public mail provider."""

    code = "domain_not_yours"


class NotYourself(Conflict):
    """Nobody does this to themselves."""

    code = "not_yourself"


class MemberSuspended(Conflict):
    """The other's membership is suspended."""

    code = "member_suspended"


class NotDeleted(Conflict):
    """There is nothing to restore."""

    code = "not_deleted"
