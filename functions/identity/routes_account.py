"""Routes of one's own account: profile, proofs, sessions, keys, and leaving."""

from typing import TYPE_CHECKING, Any

from functions.identity import presenters
from functions.identity.errors import (
    CredentialsChanged,
    InvalidExpiry,
    KeyNotFound,
    PreferencesTooLarge,
    RecentSignInRequired,
    SessionNotFound,
    SlowDown,
    SoleOwner,
    TooMany,
    TotpState,
    WeakPassword,
    WrongCode,
    WrongPassword,
)
from functions.identity.routes import api
from functions.identity.service import profile, sessions
from hearth.errors import QuotaExceeded
from hearth.http import Limit, Reply, Request, SignedIn
from hearth.http.params import PAGE
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.identity import schemas
    from hearth.jobs import schemas as job_schemas
else:
    schemas = lazy("functions.identity.schemas")
    job_schemas = lazy("hearth.jobs.schemas")

IN_PERSON = SignedIn("me:write", session_only=True)
"""What an API key must not do: take over the account it belongs to."""


# --- profile --------------------------------------------------------------------------------------------------------


@api.get("/me", returns=schemas.Me, allow=SignedIn("me:read"))
def get_me(request: Request[None]) -> dict[str, Any]:
    """Your profile."""
    return presenters.me(profile.get_person(request.who.person_id))


@api.patch("/me", body=schemas.UpdateMe, returns=schemas.Me, allow=SignedIn("me:write"))
def update_me(request: Request["schemas.UpdateMe"]) -> dict[str, Any]:
    """Change your profile."""
    changes = request.body.model_dump(exclude_unset=True)
    return presenters.me(profile.update(request, changes, request.expected_version))


@api.post(
    "/me/picture",
    body=schemas.NewPicture,
    returns=schemas.UploadForm,
    allow=SignedIn("me:write"),
    status=201,
    limit=Limit(30, 3600, "person"),
)
def upload_picture(request: Request["schemas.NewPicture"]) -> dict[str, Any]:
    """Get a signed form to upload a picture with.

    POST the fields and then `file` to `url` as multipart/form-data. A moment later the profile shows the picture, cut
    to a square and without what cameras write into pictures.
    """
    from functions.identity import album

    return album.album.upload_form(request.body.content_type, request.who.person_id)


@api.delete("/me/picture", allow=SignedIn("me:write"))
def remove_picture(request: Request[None]) -> None:
    """Take your picture away."""
    from functions.identity.service import picture

    picture.remove(request)


@api.get("/me/preferences", returns=schemas.Preferences, allow=SignedIn("me:read"))
def get_preferences(request: Request[None]) -> dict[str, Any]:
    """Your preferences: what the clients keep for you."""
    from functions.identity.service import preferences

    return presenters.preferences(request.who.person_id, preferences.get(request))


@api.put(
    "/me/preferences",
    body=schemas.NewPreferences,
    returns=schemas.Preferences,
    allow=SignedIn("me:write"),
    raises=(PreferencesTooLarge,),
)
def put_preferences(request: Request["schemas.NewPreferences"]) -> dict[str, Any]:
    """Set all your preferences."""
    from functions.identity.service import preferences

    made = preferences.put(request, request.body.values, request.expected_version)
    return presenters.preferences(request.who.person_id, made)


# --- proofs ---------------------------------------------------------------------------------------------------------


@api.post(
    "/me/password",
    body=schemas.ChangePassword,
    allow=IN_PERSON,
    raises=(WrongPassword, WeakPassword, CredentialsChanged),
)
def change_password(request: Request["schemas.ChangePassword"]) -> None:
    """Change your password. All your other sessions end."""
    from functions.identity.service import passwords

    passwords.change(request, request.body.current_password, request.body.new_password)


@api.post(
    "/me/email",
    body=schemas.ChangeEmail,
    returns=schemas.Accepted,
    allow=IN_PERSON,
    status=202,
    limit=Limit(10, 3600, "person"),
    raises=(WrongPassword,),
)
def change_email(request: Request["schemas.ChangeEmail"]) -> dict[str, Any]:
    """Ask for another mail address. It counts once the link that is mailed there was opened.

    The present one is mailed a link that stops it (POST /v1/auth/cancel-email). Both links end with a new password, and
    with signing out everywhere.
    """
    from functions.identity.service import addresses

    addresses.request(request, request.body.email, request.body.password)
    return {"status": "mail_sent"}


@api.post(
    "/me/totp",
    body=schemas.PasswordOnly,
    returns=schemas.TotpStarted,
    allow=IN_PERSON,
    raises=(WrongPassword, TotpState, CredentialsChanged),
)
def start_totp(request: Request["schemas.PasswordOnly"]) -> dict[str, Any]:
    """Begin to turn the second factor on: gives the secret for an authenticator app."""
    from functions.identity.service import second_factor

    totp_secret, uri = second_factor.start(request, request.body.password)
    return {"secret": totp_secret, "uri": uri}


@api.post(
    "/me/totp/confirm",
    body=schemas.TotpCode,
    returns=schemas.RecoveryCodes,
    allow=IN_PERSON,
    raises=(WrongCode, TotpState, CredentialsChanged),
)
def confirm_totp(request: Request["schemas.TotpCode"]) -> dict[str, Any]:
    """Turn the second factor on with a first code. Gives the recovery codes, this once."""
    from functions.identity.service import second_factor

    return {"recovery_codes": second_factor.confirm(request, request.body.code)}


@api.post(
    "/me/totp/stop",
    body=schemas.StopTotp,
    allow=IN_PERSON,
    raises=(WrongPassword, WrongCode, TotpState, CredentialsChanged),
)
def stop_totp(request: Request["schemas.StopTotp"]) -> None:
    """Turn the second factor off, with the password and a code (or a recovery code)."""
    from functions.identity.service import second_factor

    body = request.body
    second_factor.stop(request, body.password, body.code, body.recovery_code)


@api.post(
    "/me/recovery-codes",
    body=schemas.PasswordOnly,
    returns=schemas.RecoveryCodes,
    allow=IN_PERSON,
    raises=(WrongPassword, TotpState, CredentialsChanged),
)
def make_recovery_codes(request: Request["schemas.PasswordOnly"]) -> dict[str, Any]:
    """New recovery codes in place of the old ones, shown this once."""
    from functions.identity.service import second_factor

    return {"recovery_codes": second_factor.make_codes(request, request.body.password)}


# --- sessions and keys ----------------------------------------------------------------------------------------------


@api.get("/me/sessions", returns=schemas.SessionPage, allow=SignedIn("me:read"), query=PAGE)
def list_sessions(request: Request[None]) -> dict[str, Any]:
    """Where you are signed in."""
    page = sessions.list_sessions(request, request.query["limit"], request.query["cursor"])
    return presenters.page(page, lambda session: presenters.session(session, request.who.session_id))


@api.delete("/me/sessions", allow=IN_PERSON)
def end_other_sessions(request: Request[None]) -> None:
    """Sign out everywhere but here."""
    sessions.end_others(request)


@api.delete("/me/sessions/{session_id}", allow=IN_PERSON, raises=(SessionNotFound,))
def end_session(request: Request[None], session_id: str) -> None:
    """End one of your sessions."""
    sessions.end_session(request, session_id)


@api.get("/me/api-keys", returns=schemas.ApiKeyPage, allow=SignedIn("me:read"), query=PAGE)
def list_api_keys(request: Request[None]) -> dict[str, Any]:
    """Your API keys, without their secrets."""
    from functions.identity.service import api_keys

    person, page = api_keys.list_keys(request, request.query["limit"], request.query["cursor"])
    return presenters.page(page, lambda key: presenters.api_key(key, person))


@api.post(
    "/me/api-keys",
    body=schemas.NewApiKey,
    returns=schemas.ApiKeyCreated,
    allow=IN_PERSON,
    status=201,
    creates=True,
    shown_once={"key": None},
    raises=(RecentSignInRequired, TooMany, InvalidExpiry, CredentialsChanged),
)
def create_api_key(request: Request["schemas.NewApiKey"]) -> dict[str, Any]:
    """Make an API key. Needs a session of the last 15 minutes.

    Its secret is in this answer and nowhere else: a repeat under the same Idempotency-Key has null there. Then revoke
    the key that nobody has, and make another.
    """
    from functions.identity.service import api_keys

    def present(made: api_keys.Made) -> dict[str, Any]:
        return {**presenters.api_key(made.key, made.person), "key": made.text}

    body, commit = request.body, request.commit(present)
    return present(api_keys.create(request, body.name, list(body.scopes), body.expires_at, commit=commit))


@api.delete("/me/api-keys/{key_id}", allow=IN_PERSON, raises=(KeyNotFound,))
def revoke_api_key(request: Request[None], key_id: str) -> None:
    """Revoke an API key."""
    from functions.identity.service import api_keys

    api_keys.revoke(request, key_id)


@api.get(
    "/me/security-log", returns=schemas.SecurityEntryPage, allow=SignedIn("me:read", session_only=True), query=PAGE
)
def list_security_log(request: Request[None]) -> dict[str, Any]:
    """What happened to your account, newest first."""
    from functions.identity.service import security_log

    page = security_log.list_entries(request, request.query["limit"], request.query["cursor"])
    return presenters.page(page, presenters.security_entry)


# --- leaving --------------------------------------------------------------------------------------------------------


@api.post(
    "/me/export",
    returns=job_schemas.Job,
    allow=IN_PERSON,
    status=202,
    creates=True,
    raises=(SlowDown, QuotaExceeded),
)
def export_me(request: Request[None]) -> Reply:
    """Have all that is kept of you made into a JSON file: a job, whose file you take at its end. A mail tells you."""
    from functions.identity.service import export
    from hearth.jobs import presenting

    job = export.ask(request, commit=request.commit(presenting.job))
    return Reply(presenting.job(job), headers={"Location": job.path})


@api.delete("/me", allow=IN_PERSON, raises=(RecentSignInRequired, SoleOwner, CredentialsChanged))
def close_account(request: Request[None]) -> Reply:
    """Delete your account. Needs a session of the last 15 minutes.

    You are signed out everywhere at once. For 14 days you can come back by signing in with `restore: true`; then
    everything of yours is deleted. 409 `sole_owner` lists the organizations that would be left without an owner.
    """
    from functions.identity.client_info import refresh_cookie
    from functions.identity.service import closing

    closing.close(request)
    return Reply(cookies=[refresh_cookie(None)])
