"""Quotas of organizations and of inviting to them."""

from hearth.quotas import Quota

ORGS = Quota(
    name="orgs",
    counts="orgs",
    of="person",
    default=20,
    full="You have made as many organizations as you may.",
    parameter="QuotaOrgs",
    description="Organizations that one person may have made.",
)
MAILS_A_DAY = Quota(
    name="mails_a_day",
    counts="mails",
    of="org",
    daily=True,
    default=500,
    full="The organization has mailed as many invitations as it may today.",
    parameter="QuotaMailsADay",
    description="Invitations that one organization may mail in a day (UTC).",
)
INVITATIONS_A_DAY = Quota(
    name="invitations_a_day",
    counts="invitations",
    of="person",
    daily=True,
    default=200,
    full="You have invited as many people as you may today.",
    parameter="QuotaInvitationsADay",
    description="Invitations that one person may make in a day (UTC), whatever the organization.",
)

QUOTAS = (ORGS, MAILS_A_DAY, INVITATIONS_A_DAY)
