"""Templates: what new documents can begin with. Made of a document or of Markdown, for the org or for oneself; beside
those that come with Hearth (`gallery`)."""

import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from functions.documents import events, policies, presenters, repository
from functions.documents.content import plain, variables
from functions.documents.content.html import IMAGE_SCHEME
from functions.documents.content.nodes import Node, walk
from functions.documents.errors import OwnerOnly, TemplateNotFound, TemplateTooLarge
from functions.documents.models import Document, Image, Template, TemplateContent
from functions.documents.pictures import PICTURES
from functions.documents.service import gallery, tree, writing
from hearth import access, clock, files, ids, quotas
from hearth.context import RequestContext
from hearth.errors import HearthError
from hearth.events import announce, difference, record
from hearth.keys import documents as keys
from hearth.quotas.documents import STORAGE, TEMPLATES
from hearth.table.write import Commit, Write, changed_meanwhile, commit_only

LARGEST = 340_000
"""Bytes of what a template says, packed: what fits into an item with room to spare."""

MOST_PICTURES = 40
"""Pictures of one template: a document that is made of it has them in one transaction."""

LONGEST_TITLE = 300
NAMED = ("name", "title", "description", "icon", "scope")


@dataclass(frozen=True, slots=True)
class Shown:
    """A template with what it says."""

    template: Template
    content: Node


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a template is to be called, for whom it is, and where its words come from: a document, or Markdown."""

    name: str
    title: str
    description: str
    icon: str | None
    scope: str
    document_id: str | None = None
    markdown: str | None = None


def list_templates(
    context: RequestContext, locale: str, *, limit: int = 100, cursor: str | None = None
) -> tuple[list[Template], str | None]:
    """The gallery in a language, and the templates that are for the asker, by their names: a page, and where the next
    begins. There are some hundreds at most, which are read at once."""
    own = [
        one
        for one in repository.list_templates(str(context.member.org_id))
        if policies.sees_template(context.member, one)
    ]
    found = [*gallery.listed(locale), *sorted(own, key=lambda one: (str(one.name).casefold(), str(one.template_id)))]
    names = [str(one.template_id) for one in found]
    first = names.index(cursor) + 1 if cursor in names else 0
    rest = found[first : first + limit]
    return rest, str(rest[-1].template_id) if first + limit < len(found) else None


def get_template(context: RequestContext, template_id: str) -> Shown:
    """One with what it says. TemplateNotFound, also for one that is somebody else's own."""
    shipped = gallery.find(template_id)
    if shipped is not None:
        return Shown(*shipped)
    template, content = repository.get_template(str(context.member.org_id), template_id, context.prefetched)
    if not policies.sees_template(context.member, template):
        raise TemplateNotFound("There is no such template.")
    return Shown(template, json.loads(zlib.decompress(content.data)))


def create_template(context: RequestContext, wanted: Wanted, *, commit: Commit[Template] = commit_only) -> Template:
    """A new one. TemplateTooLarge, QuotaExceeded."""
    member, org_id = context.member, str(context.member.org_id)
    template_id = ids.new_id()
    template = Template.at(
        keys.template(org_id, template_id),
        org_id=org_id,
        template_id=template_id,
        owner_id=str(member.person_id),
        **{name: getattr(wanted, name) for name in NAMED},
    )
    content, pictures = _said(context, wanted)
    packed = _describe(template, content, pictures)
    record(template, events.template_created(template, context.who.actor))
    write = Write().create(template).create(_content(template, packed))
    quotas.take(write, TEMPLATES, org_id)
    _charge(write, org_id, int(template.size))
    access.guard(write, member, policies.TEMPLATE_CREATE)
    return _with_pictures(template, pictures, lambda: commit(write, template))


def change_template(
    context: RequestContext, template_id: str, change: Mapping[str, Any], expected: int | None
) -> Template:
    """Another name, description, icon, title or scope; or other words, those of a document (`document_id`) as it is."""
    template, action = _mine(context, template_id)
    if expected is not None and int(template.version) != expected:
        raise changed_meanwhile()
    if change.get("scope") == "personal" and template.owner_id != context.member.person_id:
        raise OwnerOnly("Only who made a template can keep it for themselves.")
    before = {name: getattr(template, name) for name in NAMED}
    for name in NAMED:
        if name in change:
            setattr(template, name, change[name])
    changes = difference(before, {name: getattr(template, name) for name in NAMED})
    write, org_id = Write(), str(template.org_id)
    old, old_size = list(template.pictures), int(template.size)
    copies: list[Image] = []
    if change.get("document_id"):
        content, copies = _said(context, Wanted(**before, document_id=change["document_id"]))
        words = int(template.words)
        write.put(_content(template, _describe(template, content, copies)))
        changes["words"] = (words, int(template.words))
        _charge(write, org_id, int(template.size) - old_size)
    elif "title" in changes:
        shown = get_template(context, template_id).content
        template.variables = variables.names_in(shown, str(template.title))
    if not changes:
        return template
    record(template, events.template_changed(template, context.who.actor, changes))
    write.replace(template)
    made = _with_pictures(template, copies, lambda: commit_only(access.guard(write, context.member, action), template))
    if change.get("document_id"):
        _forget(template, old)
    return made


def delete_template(context: RequestContext, template_id: str) -> None:
    """It is gone; what was made of it stays."""
    template, action = _mine(context, template_id)
    org_id = str(template.org_id)
    write = announce(Write(), events.template_deleted(template, context.who.actor))
    write.delete(Template, template.key, Template.pk.exists(), TemplateNotFound("There is no such template."))
    write.delete(TemplateContent, keys.template_content(org_id, template_id))
    quotas.give_back(write, TEMPLATES, org_id)
    if int(template.size):
        quotas.give_back(write, STORAGE, org_id, int(template.size))
    access.guard(write, context.member, action).commit()
    _forget(template, list(template.pictures))


def use_template(
    context: RequestContext,
    template_id: str,
    values: Mapping[str, str],
    *,
    title: str | None,
    commit: Callable[[Callable[[Document], dict[str, Any]]], Commit[Document]] = lambda _: commit_only,
    **place: Any,
) -> dict[str, Any]:
    """A document that begins as the template says, and the names of the variables that nobody has said, as the answer
    shows both."""
    shown = get_template(context, template_id)
    template = shown.template
    known = {"date": clock.iso(clock.now())[:10], "name": context.who.name, **values}
    known = {name: value for name, value in known.items() if value}
    named = title if title is not None else variables.filled(str(template.title or template.name), known)
    named = named[:LONGEST_TITLE]
    known.setdefault("title", named)
    missing = [one for one in template.variables if one not in known]
    document_id = place.pop("document_id") or ids.new_id()
    copied = {str(one["id"]): ids.id_of(clock.now(), document_id, one["id"]) for one in template.pictures}
    content = _renamed(variables.fill(shown.content, known), copied)

    def with_pictures(write: Write, document: Document) -> Document:
        for one in template.pictures:
            write.create(_image(document, one, copied[str(one["id"])], context))
        return commit(show)(write, document)

    def show(document: Document) -> dict[str, Any]:
        return {"document": presenters.document(document, "editor"), "missing": missing}

    for one in template.pictures:
        target = PICTURES.blob(str(context.member.org_id), document_id, copied[str(one["id"])])
        files.copy(f"{template.folder}/{one['blob']}", target)
    document = tree.create_document(
        context,
        document_id=document_id,
        title=named,
        icon=template.icon,
        content=lambda: writing.from_content(content),
        storage=int(template.size),
        commit=with_pictures,
        **place,
    )
    return show(document)


# --- what it says -------------------------------------------------------------------------------------------------


def _mine(context: RequestContext, template_id: str) -> tuple[Template, str]:
    """A template that the asker may change, and by which right. What comes with Hearth is nobody's to change."""
    if gallery.find(template_id) is not None:
        raise OwnerOnly("This template comes with Hearth. Make one of your own of it.")
    template, _ = repository.get_template(str(context.member.org_id), template_id, context.prefetched)
    if not policies.sees_template(context.member, template):
        raise TemplateNotFound("There is no such template.")
    action = policies.action_on_template(context.member, template)
    access.require(context.member, action)
    return template, action


def _said(context: RequestContext, wanted: Wanted) -> tuple[Node, list[Image]]:
    """What a template is to say, and the pictures in it. TemplateTooLarge for too many of them."""
    if wanted.document_id is None:
        return writing.checked_markdown(wanted.markdown or ""), []
    document, _, content = writing.read_content(context, wanted.document_id)
    shown = dict.fromkeys(
        str(one["attrs"]["src"]).removeprefix(IMAGE_SCHEME)
        for one in walk(content)
        if one["type"] == "image" and str((one.get("attrs") or {}).get("src", "")).startswith(IMAGE_SCHEME)
    )
    if len(shown) > MOST_PICTURES:
        raise TemplateTooLarge(f"A template has at most {MOST_PICTURES} pictures.", limit=MOST_PICTURES)
    found = repository.find_images(str(document.org_id), str(document.document_id), list(shown)) if shown else []
    return content, [one for one in found if files.find_size(str(one.blob)) is not None]


def _describe(template: Template, content: Node, pictures: list[Image]) -> bytes:
    """Let a template say this; returns it packed. Mentions stay: whoever is named is told by each document."""
    new = {str(one.attachment_id): ids.new_id() for one in pictures}
    packed = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    if len(packed) > LARGEST:
        raise TemplateTooLarge("This is too much for a template.", limit=LARGEST)
    template.words = plain.count_words(content)
    template.variables = variables.names_in(content, str(template.title))
    template.pictures = [
        {"id": old, "blob": new[old], "media_type": one.media_type, "size": int(one.size), "name": str(one.name)}
        for old, one in ((str(one.attachment_id), one) for one in pictures)
    ]
    template.size = sum(int(one.size) for one in pictures)
    return packed


def _content(template: Template, packed: bytes) -> TemplateContent:
    key = keys.template_content(str(template.org_id), str(template.template_id))
    return TemplateContent.at(key, data=packed)


def _with_pictures(template: Template, pictures: list[Image], commit: Any) -> Template:
    """Copy the pictures to the template, and commit; if that is refused, the copies go again."""
    blobs = {str(one["id"]): f"{template.folder}/{one['blob']}" for one in template.pictures}
    for one in pictures:
        files.copy(str(one.blob), blobs[str(one.attachment_id)])
    try:
        made: Template = commit()
    except HearthError:
        with suppress(HearthError):
            files.delete([blobs[str(one.attachment_id)] for one in pictures])
        raise
    return made


def _forget(template: Template, pictures: list[dict[str, Any]]) -> None:
    """Remove the bytes of pictures that no template names any more. What stays behind goes with the org."""
    with suppress(HearthError):
        files.delete([f"{template.folder}/{one['blob']}" for one in pictures])


def _charge(write: Write, org_id: str, size: int) -> None:
    if size > 0:
        quotas.take(write, STORAGE, org_id, size)
    elif size < 0:
        quotas.give_back(write, STORAGE, org_id, -size)


def _image(document: Document, one: dict[str, Any], image_id: str, context: RequestContext) -> Image:
    org_id, document_id = str(document.org_id), str(document.document_id)
    return Image.at(
        keys.document_image(org_id, document_id, image_id),
        attachment_id=image_id,
        name=one["name"],
        media_type=one["media_type"],
        size=one["size"],
        blob=PICTURES.blob(org_id, document_id, image_id),
        by=context.who.person_id,
    )


def _renamed(content: Node, copied: Mapping[str, str]) -> Node:
    """The content with its pictures by their new ids; of one that the template has not, the description stays."""
    for one in walk(content):
        source = str((one.get("attrs") or {}).get("src", "")) if one["type"] == "image" else ""
        if source.startswith(IMAGE_SCHEME):
            new = copied.get(source.removeprefix(IMAGE_SCHEME))
            if new is not None:
                one["attrs"] = {**one["attrs"], "src": IMAGE_SCHEME + new}
    return content
