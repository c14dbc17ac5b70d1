"""HTTP entry. The routes are declared in two files: signing in (for anybody), and one's own account."""

from functions.identity import routes_account, routes_sign_in
from functions.identity.routes import api

handler = api.handler

__all__ = ["api", "handler", "routes_account", "routes_sign_in"]
