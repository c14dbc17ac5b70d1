"""Templates: what new documents can begin with."""

from typing import TYPE_CHECKING, Any

from functions.documents import errors, presenters
from functions.documents.routes import api, the_parent
from hearth.errors import AlreadyExists, QuotaExceeded
from hearth.http import InOrg, Limit, Request, Text
from hearth.http.params import PAGE
from hearth.keys import Key
from hearth.keys import collab as log_keys
from hearth.keys import documents as document_keys
from hearth.lazy import lazy

if TYPE_CHECKING:
    from functions.documents import schemas_templates as shapes
else:
    shapes = lazy("functions.documents.schemas_templates")

ALL = "/orgs/{org_id}/document-templates"
ONE = ALL + "/{template_id}"
LANGUAGES = ("en", "de")


# what a route reads together with the asker's membership, in one round trip


def the_template(request: Request[Any]) -> list[Key]:
    """The template in the path, with what it says."""
    return [document_keys.template(**request.path), document_keys.template_content(**request.path)]


def the_template_and_parent(request: Request[Any]) -> list[Key]:
    """The same, and the document that the body puts another under."""
    return [*the_template(request), *the_parent(request)]


def the_source(request: Request[Any]) -> list[Key]:
    """The document that the body takes words from, and the copy of its latest snapshot."""
    document_id = getattr(request.body, "document_id", None)
    if document_id is None:
        return []
    org_id = request.path["org_id"]
    partition = document_keys.document_partition(org_id, document_id)
    return [document_keys.document(org_id, document_id), log_keys.log_current(partition)]


def the_template_and_source(request: Request[Any]) -> list[Key]:
    """The template in the path, and the document that it is to say."""
    return [*the_template(request), *the_source(request)]


@api.get(
    ALL,
    returns=shapes.TemplatePage,
    allow=InOrg("template.list"),
    query={**PAGE, "locale": Text("The language of the gallery.", "en", choices=LANGUAGES)},
)
def list_templates(request: Request[None], org_id: str) -> dict[str, Any]:
    """List templates: those that come with Hearth, the organization's, and your own."""
    from functions.documents.service import templates

    asked = request.query
    found, further = templates.list_templates(request, asked["locale"], limit=asked["limit"], cursor=asked["cursor"])
    return {"items": [presenters.template(one, request.member) for one in found], "next": further}


@api.post(
    ALL,
    body=shapes.NewTemplate,
    returns=shapes.Template,
    allow=InOrg("template.create", the_source),
    status=201,
    creates=True,
    limit=Limit(60, 60, "person", block=6),
    raises=(
        errors.DocumentNotFound,
        errors.InvalidContent,
        errors.ContentTooLarge,
        errors.TemplateTooLarge,
        QuotaExceeded,
    ),
)
def create_template(request: "Request[shapes.NewTemplate]", org_id: str) -> dict[str, Any]:
    """Make a template of a document as it is now, or of Markdown."""
    from functions.documents.service import templates

    body = request.body
    made = templates.create_template(
        request,
        templates.Wanted(**{name: getattr(body, name) for name in (*templates.NAMED, "document_id", "markdown")}),
        commit=request.commit(lambda one: presenters.template(one, request.member)),
    )
    return presenters.template(made, request.member)


@api.get(
    ONE,
    returns=shapes.TemplateWithContent,
    allow=InOrg("template.list", the_template),
    raises=(errors.TemplateNotFound,),
)
def get_template(request: Request[None], org_id: str, template_id: str) -> dict[str, Any]:
    """Read a template with what it says."""
    from functions.documents.service import templates

    shown = templates.get_template(request, template_id)
    return {**presenters.template(shown.template, request.member), "content": shown.content}


@api.patch(
    ONE,
    body=shapes.TemplateChange,
    returns=shapes.Template,
    allow=InOrg("template.change", the_template_and_source),
    limit=Limit(60, 60, "person", block=6),
    raises=(
        errors.TemplateNotFound,
        errors.DocumentNotFound,
        errors.TemplateTooLarge,
        errors.OwnerOnly,
        QuotaExceeded,
    ),
)
def change_template(request: "Request[shapes.TemplateChange]", org_id: str, template_id: str) -> dict[str, Any]:
    """Rename a template, say for whom it is, or let it say what a document says now.

    One of somebody else's takes an admin.
    """
    from functions.documents.service import templates

    made = templates.change_template(request, template_id, request.body.wanted(), request.expected_version)
    return presenters.template(made, request.member)


@api.delete(
    ONE,
    allow=InOrg("template.change", the_template),
    status=204,
    raises=(errors.TemplateNotFound, errors.OwnerOnly),
)
def delete_template(request: Request[None], org_id: str, template_id: str) -> None:
    """Delete a template. Documents that were made of it stay. One of somebody else's takes an admin."""
    from functions.documents.service import templates

    templates.delete_template(request, template_id)


@api.post(
    ONE + "/documents",
    body=shapes.NewFromTemplate,
    returns=shapes.MadeOfTemplate,
    allow=InOrg("document.create", the_template_and_parent),
    status=201,
    creates=True,
    limit=Limit(120, 60, "person", block=12),
    raises=(
        errors.TemplateNotFound,
        errors.ParentNotFound,
        errors.SpaceNotFound,
        errors.NoSpace,
        errors.TreeTooDeep,
        errors.ContentTooLarge,
        AlreadyExists,
        QuotaExceeded,
    ),
)
def use_template(request: "Request[shapes.NewFromTemplate]", org_id: str, template_id: str) -> dict[str, Any]:
    """Create a document of a template. Variables that you do not say stay in it as they are, and are named."""
    from functions.documents.service import templates

    body = request.body
    return templates.use_template(
        request,
        template_id,
        body.values,
        title=body.title,
        document_id=body.id,
        parent_id=body.parent_id,
        position=body.position,
        space_id=body.space_id,
        visibility=body.visibility,
        commit=request.commit,
    )
