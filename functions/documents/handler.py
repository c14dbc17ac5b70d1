"""HTTP entry: the tree, contents and pictures, and the history of documents. The imports declare the routes."""

from functions.documents import routes_content, routes_links, routes_tree, routes_versions
from functions.documents.routes import api

__all__ = ["api", "handler", "routes_content", "routes_links", "routes_tree", "routes_versions"]

handler = api.handler
