import { Button, Modal, TextInput } from "@mantine/core";
import { FileText, Pencil, Trash2 } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useOnline, useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import type { components } from "../../data/api.gen.ts";
import { useLanguageTag } from "../../i18n/index.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Waiting } from "../../ui/bits.tsx";
import form from "../../ui/form.module.css";
import { deleteDocument } from "../documents/changes.ts";
import { beginWith, instead } from "./begin.ts";
import { KNOWN, type Template, templates } from "./resources.ts";
import css from "./templates.module.css";

const Preview = lazy(() => import("./Preview.tsx"));
const Rename = lazy(() => import("./Rename.tsx"));
const SCOPES = ["org", "personal", "gallery"] as const;

type Whole = components["schemas"]["TemplateWithContent"];

/** All templates with what they say; the chosen one becomes a document. */
export default function Gallery({ org, close }: { org: string; close: () => void }) {
  const { t } = useTranslation();
  const tag = useLanguageTag();
  const workspace = useWorkspace();
  const online = useOnline();
  const { items, phase, error, refresh } = useResource(templates, org);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shown, setShown] = useState<Whole | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [changing, setChanging] = useState<Template | null>(null);
  const [of] = useState(() => instead.of);
  useEffect(() => () => void (instead.of = null), []);
  const current = items.find(({ id }) => id === chosen) ?? items.find(({ scope }) => scope === "org") ?? items[0];
  const id = current?.id;
  const version = current?.version;

  const load = useAction(async (template: string) => {
    setShown(null);
    const whole = await workspace.api.get("/v1/orgs/{org_id}/document-templates/{template_id}", { path: { org_id: org, template_id: template } });
    setShown(whole);
  });
  const { run } = load;
  useEffect(() => {
    if (id) void run(id);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another template, or the same after a change
  }, [id, version]);

  const use = useAction(async () => {
    const date = new Intl.DateTimeFormat(tag, { dateStyle: "long" }).format(new Date());
    const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()));
    const made = await beginWith(workspace, org, current!, { date, ...said }, { of });
    if (of) await workspace.change(deleteDocument(org, of));
    close();
    navigate(`/o/${org}/documents/${made.id}`);
    if (made.missing.length) say(t("template.missing", { count: made.missing.length, names: made.missing.join(", ") }));
  });
  const remove = useAction(async (template: Template) => {
    await workspace.api.delete("/v1/orgs/{org_id}/document-templates/{template_id}", { path: { org_id: org, template_id: template.id } });
    setChosen(null);
    await refresh();
  });
  const asked = current?.variables.filter((name) => !KNOWN.has(name)) ?? [];

  return (
    <Modal opened onClose={close} size="xl" title={t("template.title")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      {items.length === 0 ? (
        phase === "ready" || error || !online ? (
          <Note tone="amber">{t("template.offline")}</Note>
        ) : (
          <Waiting />
        )
      ) : (
        <div className={css.gallery}>
          <div className={css.names}>
            {SCOPES.filter((scope) => items.some((one) => one.scope === scope)).map((scope) => (
              <section key={scope} aria-label={t(`template.scope.${scope}`)}>
                <h3>{t(`template.scope.${scope}`)}</h3>
                <ul>
                  {items
                    .filter((one) => one.scope === scope)
                    .map((one) => (
                      <li key={one.id}>
                        <button type="button" aria-pressed={one.id === id} onClick={() => (setChosen(one.id), setValues({}))}>
                          <span aria-hidden>{one.icon ?? <FileText size={16} />}</span>
                          <span dir="auto">{one.name}</span>
                        </button>
                      </li>
                    ))}
                </ul>
              </section>
            ))}
          </div>
          {current && (
            <div className={css.one}>
              <header>
                <h3 dir="auto">{current.name}</h3>
                {current.can_change && (
                  <span className={css.manage}>
                    <button type="button" aria-label={t("template.change", { name: current.name })} onClick={() => setChanging(current)}>
                      <Pencil size={16} />
                    </button>
                    <button
                      type="button"
                      aria-label={t("template.delete", { name: current.name })}
                      disabled={remove.busy}
                      onClick={() => confirm(t("template.deleteSure", { name: current.name })) && void remove.run(current)}
                    >
                      <Trash2 size={16} />
                    </button>
                  </span>
                )}
              </header>
              {current.description && <p className="quiet">{current.description}</p>}
              <div className={css.page} tabIndex={0} role="region" aria-label={t("template.preview", { name: current.name })}>
                {shown && shown.id === id ? (
                  <Suspense fallback={<Waiting />}>
                    <Preview org={org} content={shown.content as object} label={current.name} />
                  </Suspense>
                ) : load.error ? null : (
                  <Waiting />
                )}
              </div>
              {asked.length > 0 && (
                <div className={form.pair}>
                  {asked.map((name) => (
                    <TextInput
                      key={name}
                      label={name}
                      maxLength={1000}
                      value={values[name] ?? ""}
                      onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
                    />
                  ))}
                </div>
              )}
              <Note>{load.error ?? use.error ?? remove.error}</Note>
              <div className={form.answers}>
                <Button variant="default" onClick={close}>
                  {t("ui.cancel")}
                </Button>
                <Button onClick={() => void use.run()} loading={use.busy} disabled={!online}>
                  {t("template.use")}
                </Button>
              </div>
            </div>
          )}
        </div>
      )}
      {changing && (
        <Suspense fallback={null}>
          <Rename org={org} template={changing} close={() => setChanging(null)} />
        </Suspense>
      )}
    </Modal>
  );
}
