"""HTTP entry: signing in, and what somebody may see and change of their own account."""

from typing import TYPE_CHECKING, Any

from functions.identity import presenters
from functions.identity.errors import (
    AccountClosing,
    BadCredentials,
    EmailNotVerified,
    OriginRefused,
    SessionEnded,
    TokenInvalid,
    WeakPassword,
)
from functions.identity.service import profile, registration, sessions, signin
from functions.identity.visits import refresh_cookie, refresh_token, visit
from hearth.http import Api, Limit, Public, Reply, Request, SignedIn
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.identity import schemas
else:
    schemas = lazy("functions.identity.schemas")

api = Api("identity")
handler = api.handler

MAILED = {"status": "mail_sent"}

# --- signing in ---------------------------------------------------------------------------------------------------


@api.post(
    "/auth/register",
    body=schemas.Register,
    returns=schemas.Accepted,
    allow=Public(),
    status=202,
    limit=Limit(100, 3600),
    raises=(WeakPassword,),
)
def register(request: Request["schemas.Register"]) -> dict[str, Any]:
    """Ask for an account.

    The answer is the same whether the address has an account or not; the mail tells. The account begins when its
    address is confirmed.
    """
    body = request.body
    who = {"name": body.name, "locale": body.locale, "time_zone": body.time_zone}
    registration.register(body.email, body.password, visit(request), **who)
    return MAILED


@api.post(
    "/auth/verify-email",
    body=schemas.VerifyEmail,
    returns=schemas.SignedIn,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid,),
)
def verify_email(request: Request["schemas.VerifyEmail"]) -> Reply:
    """Confirm an address with the mailed token, and sign in."""
    return presenters.signed_in(registration.verify_email(request.body.token, visit(request)), request.body.transport)


@api.post(
    "/auth/resend-verification",
    body=schemas.AddressOnly,
    returns=schemas.Accepted,
    allow=Public(),
    status=202,
    limit=Limit(20, 3600),
)
def resend_verification(request: Request["schemas.AddressOnly"]) -> dict[str, Any]:
    """Mail the link that confirms an address again."""
    registration.resend(request.body.email)
    return MAILED


@api.post(
    "/auth/login",
    body=schemas.Login,
    returns=schemas.SignInAnswer,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(BadCredentials, EmailNotVerified, AccountClosing),
)
def log_in(request: Request["schemas.Login"]) -> Reply:
    """Sign in with address and password.

    With a second factor on, the answer asks for it: go on with POST /v1/auth/mfa. After a few wrong guesses one has to
    wait (429), but not on a device that has signed in before.
    """
    body = request.body
    return presenters.signed_in(
        signin.log_in(body.email, body.password, visit(request), restore=body.restore), body.transport
    )


@api.post(
    "/auth/refresh",
    body=schemas.Refresh,
    returns=schemas.SignedIn,
    allow=Public(),
    raises=(SessionEnded, OriginRefused),
)
def refresh(request: Request["schemas.Refresh"]) -> Reply:
    """Go on with a session: a new access token, and the next refresh token.

    A refresh token is good once. One that comes back later ends its session. By cookie: X-Hearth-Client: web and the
    workspace's own Origin are required.
    """
    token, transport = refresh_token(request)
    return presenters.signed_in(sessions.refresh(token, visit(request)), transport)


@api.post("/auth/logout", body=schemas.Logout, allow=Public(), raises=(OriginRefused,))
def log_out(request: Request["schemas.Logout"]) -> Reply:
    """End the session of a refresh token, here or everywhere. By cookie as in refresh."""
    token, _ = refresh_token(request)
    sessions.log_out(token, visit(request), everywhere=request.body.everywhere)
    return Reply(cookies=[refresh_cookie(None)])


@api.get("/auth/keys", returns=schemas.Jwks, allow=Public())
def get_keys(request: Request[None]) -> Reply:
    """The public keys that check access tokens (RFC 7517)."""
    from functions.identity import signing

    return Reply({"keys": signing.published()}, headers={"Cache-Control": "public, max-age=3600"})


# --- one's own account --------------------------------------------------------------------------------------------


@api.get("/me", returns=schemas.Me, allow=SignedIn("me:read"))
def get_me(request: Request[None]) -> dict[str, Any]:
    """Your profile."""
    return presenters.me(profile.get_person(request.who.person_id))


@api.patch("/me", body=schemas.UpdateMe, returns=schemas.Me, allow=SignedIn("me:write"))
def update_me(request: Request["schemas.UpdateMe"]) -> dict[str, Any]:
    """Change your profile."""
    person = profile.get_person(request.who.person_id)
    request.check_version(int(person.version))
    changes = request.body.model_dump(exclude_unset=True)
    return presenters.me(profile.update(person, changes, request.who))
