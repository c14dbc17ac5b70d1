/** What new documents can begin with: the gallery in the person's language, the org's templates, and their own. */
import i18n from "i18next";
import type { ResourceSpec } from "../../core/replica.ts";
import type { components } from "../../data/api.gen.ts";
import type { HeardOf } from "../../data/resources.ts";

export type Template = components["schemas"]["Template"];

export const templates: ResourceSpec<Template> = {
  name: "templates",
  list: (api, org) =>
    api.list("/v1/orgs/{org_id}/document-templates", { path: { org_id: org }, query: { locale: i18n.language.startsWith("de") ? "de" : "en" } }),
};

export const heard: HeardOf = { template: [{ resources: [templates.name] }] };

/** Said by the server or by this page, so that nobody is asked. */
export const KNOWN = new Set(["date", "name", "title"]);
