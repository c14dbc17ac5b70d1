"""The HTTP entry's `Api`; `handler.py` brings the routes together."""

from hearth.http import Api

api = Api("identity")
