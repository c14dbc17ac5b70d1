"""What each function of identity tells others of (`tests/support/gone.py`)."""

from tests.support.gone import Cases

CASES: Cases = {
    "IdentityHttp": lambda on: on.space.bob.does("POST", "/auth/logout", {"refresh_token": on.space.bob.refresh_token}),
}
