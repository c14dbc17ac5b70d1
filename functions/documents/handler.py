"""HTTP entry: the tree, contents, imports, templates, links, history. These modules declare the routes."""

from functions.documents import (
    routes_content,
    routes_imports,
    routes_links,
    routes_templates,
    routes_tree,
    routes_versions,
)
from functions.documents.routes import api

__all__ = [
    "api",
    "handler",
    "routes_content",
    "routes_imports",
    "routes_links",
    "routes_templates",
    "routes_tree",
    "routes_versions",
]

handler = api.handler
