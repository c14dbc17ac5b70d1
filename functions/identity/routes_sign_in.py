"""Routes for anybody: registering, signing in, going on, and the links in mails."""

from typing import TYPE_CHECKING, Any

from functions.identity import presenters
from functions.identity.client_info import refresh_cookie, refresh_token, visit
from functions.identity.errors import (
    AccountClosing,
    BadCredentials,
    CredentialsChanged,
    EmailNotVerified,
    EmailTaken,
    MfaTokenInvalid,
    OriginRefused,
    OtherPassword,
    PictureNotFound,
    SessionEnded,
    SignedInAlready,
    TokenInvalid,
    WeakPassword,
    WrongCode,
)
from functions.identity.routes import api
from functions.identity.service import registration, sessions, signin
from hearth.http import Limit, Public, Reply, Request
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.identity import schemas
else:
    schemas = lazy("functions.identity.schemas")

MAILED = {"status": "mail_sent"}
GOING_ON = Limit(600, 60, block=60)
"""For those who have a session, many of whom may sit behind one address: a block at a time, so mostly no round trip."""


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
    "/auth/register-invited",
    body=schemas.RegisterInvited,
    returns=schemas.SignedIn,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid, EmailTaken, SignedInAlready, WeakPassword),
)
def register_invited(request: Request["schemas.RegisterInvited"]) -> Reply:
    """Make an account by the token of a mailed invitation, and sign in.

    The token was mailed to the address and told to nobody else, so it proves it as well as the link that confirms an
    address. Then accept the invitation with POST /v1/invitations/accept. 409 `email_taken`: sign in instead;
    `signed_in_already`: in a browser that has a session, sign out first.
    """
    body = request.body
    who = {"name": body.name, "locale": body.locale, "time_zone": body.time_zone}
    made = registration.register_invited(body.token, body.password, visit(request), **who)
    return presenters.signed_in(made, body.transport)


@api.post(
    "/auth/verify-email",
    body=schemas.VerifyEmail,
    returns=schemas.SignedIn,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid, OtherPassword, SignedInAlready, WeakPassword, CredentialsChanged),
)
def verify_email(request: Request["schemas.VerifyEmail"]) -> Reply:
    """Confirm an address with the mailed token and the password that was registered, and sign in.

    403 `other_password`: it is not the one that was registered with this link; somebody else may have registered the
    address. Whoever can read the mail may have the account all the same: with `choose` the password is theirs.
    409 `signed_in_already` in a browser that has a session: a link must not replace it; sign out first.
    """
    body = request.body
    made = registration.verify_email(body.token, body.password, visit(request), choose=body.choose, name=body.name)
    return presenters.signed_in(made, body.transport)


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
    raises=(BadCredentials, EmailNotVerified, AccountClosing, CredentialsChanged),
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
    limit=GOING_ON,
    raises=(SessionEnded, OriginRefused),
)
def refresh(request: Request["schemas.Refresh"]) -> Reply:
    """Go on with a session: a new access token, and the next refresh token.

    A refresh token is good once. One that comes back later ends its session. By cookie: X-Hearth-Client: web and the
    workspace's own Origin are required.
    """
    token, transport = refresh_token(request)
    return presenters.signed_in(sessions.refresh(token, visit(request)), transport)


@api.post("/auth/logout", body=schemas.Logout, allow=Public(), limit=GOING_ON, raises=(OriginRefused,))
def log_out(request: Request["schemas.Logout"]) -> Reply:
    """End the session of a refresh token, here or everywhere. By cookie as in refresh."""
    token, _ = refresh_token(request)
    sessions.log_out(token, visit(request), everywhere=request.body.everywhere)
    return Reply(cookies=[refresh_cookie(None)])


@api.get("/auth/keys", returns=schemas.Jwks, allow=Public())
def get_keys(_: Request[None]) -> Reply:
    """The public keys that check access tokens (RFC 7517)."""
    from functions.identity import signing

    return Reply({"keys": signing.published()}, headers={"Cache-Control": "public, max-age=3600"})


@api.post(
    "/auth/mfa",
    body=schemas.Mfa,
    returns=schemas.SignedIn,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(WrongCode, MfaTokenInvalid, AccountClosing, CredentialsChanged),
)
def finish_mfa(request: Request["schemas.Mfa"]) -> Reply:
    """Finish signing in with a code of the authenticator, or a recovery code.

    A code counts once, and a little before and after its half minute. A recovery code counts once.
    """
    from functions.identity.service import second_factor

    body = request.body
    result = second_factor.finish(body.mfa_token, body.code, body.recovery_code, visit(request))
    return presenters.signed_in(result, body.transport)


@api.post(
    "/auth/forgot-password",
    body=schemas.AddressOnly,
    returns=schemas.Accepted,
    allow=Public(),
    status=202,
    limit=Limit(20, 3600),
)
def forgot_password(request: Request["schemas.AddressOnly"]) -> dict[str, Any]:
    """Mail a link that sets a new password. The answer is the same whether the address has an account or not."""
    from functions.identity.service import passwords

    passwords.forgot(request.body.email, visit(request))
    return MAILED


@api.post(
    "/auth/reset-password",
    body=schemas.ResetPassword,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid, WeakPassword, CredentialsChanged),
)
def reset_password(request: Request["schemas.ResetPassword"]) -> None:
    """Set a new password with the mailed token. All sessions end; sign in with the new password."""
    from functions.identity.service import passwords

    passwords.reset(request.body.token, request.body.password, visit(request))


@api.post(
    "/auth/confirm-email",
    body=schemas.TokenOnly,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid, EmailTaken, CredentialsChanged),
)
def confirm_email(request: Request["schemas.TokenOnly"]) -> None:
    """Move an account to its new address with the mailed token.

    All sessions end but the one that asked for it. Both mailboxes hear of it, and for three days the old one can take
    the account back with POST /v1/auth/cancel-email.
    """
    from functions.identity.service import addresses

    addresses.confirm(request.body.token, visit(request))


@api.post(
    "/auth/cancel-email",
    body=schemas.CancelEmail,
    allow=Public(),
    limit=Limit(60, 60),
    raises=(TokenInvalid, EmailTaken, CredentialsChanged),
)
def cancel_email(request: Request["schemas.CancelEmail"]) -> None:
    """Stop a change of address with the token that was mailed to the old one.

    With `not_me` everything ends that whoever asked for it may have: sessions, API keys, mailed links and the password.
    An address that has changed already is the old one again. A link that sets a new password is mailed there.
    """
    from functions.identity.service import addresses

    addresses.cancel(request.body.token, visit(request), not_me=request.body.not_me)


@api.get("/pictures/{person_id}/{revision_id}/{size}", allow=Public(), status=302, raises=(PictureNotFound,))
def get_picture(_: Request[None], person_id: str, revision_id: str, size: str) -> Reply:
    """A person's picture, as a redirect to a signed link. `size` is 96 or 256.

    Its address cannot be guessed and never changes, so pages can show it as they show any picture.
    """
    from functions.identity import album

    if size not in {str(each) for each in album.SIZES}:
        raise PictureNotFound("There is no such picture.")
    location = album.link(person_id, revision_id, int(size))
    kept = f"private, max-age={album.LINK_SECONDS - 300}"
    return Reply(None, 302, {"Location": location, "Cache-Control": kept})
