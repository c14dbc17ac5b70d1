import { Button, Modal, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import type { components } from "../../data/api.gen.ts";
import { useAction } from "../../ui/action.ts";
import { Note } from "../../ui/bits.tsx";
import form from "../../ui/form.module.css";
import { type Template, templates } from "./resources.ts";

type Change = components["schemas"]["TemplateChange"];
/** A document that becomes a template, or whose words take the place of a template's. */
interface Source {
  id: string;
  title: string;
  icon?: string | null;
}

/** What a template is called and for whom it is; of a document, a new one or other words for one that there is. */
export default function Rename({ org, template, document, close }: { org: string; template?: Template; document?: Source; close: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, refresh } = useResource(templates, org);
  const [name, setName] = useState(template?.name ?? document?.title ?? "");
  const [title, setTitle] = useState(template?.title ?? document?.title ?? "");
  const [description, setDescription] = useState(template?.description ?? "");
  const [scope, setScope] = useState<"org" | "personal">(template?.scope === "personal" ? "personal" : "org");
  const [over, setOver] = useState<string>("");
  const said = { name: name.trim(), title: title.trim(), description: description.trim(), scope };
  const save = useAction(async () => {
    const target = template?.id ?? over;
    if (target) {
      const body: Change = over ? { document_id: document!.id } : said;
      await workspace.api.patch("/v1/orgs/{org_id}/document-templates/{template_id}", { path: { org_id: org, template_id: target }, body });
    } else {
      const body = { ...said, document_id: document!.id, ...(document?.icon ? { icon: document.icon } : {}) };
      await workspace.api.post("/v1/orgs/{org_id}/document-templates", { path: { org_id: org }, body });
    }
    await refresh();
    say(t("template.saved", { name: items.find(({ id }) => id === over)?.name ?? said.name }));
    close();
  });
  const mine = items.filter((one) => one.can_change);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save.run();
  };
  return (
    <Modal opened onClose={close} title={t(document ? "template.save" : "template.edit")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <form className={form.form} onSubmit={submit}>
        {document && mine.length > 0 && (
          <Select
            label={t("template.as")}
            allowDeselect={false}
            data={[{ value: "", label: t("template.asNew") }, ...mine.map((one) => ({ value: one.id, label: t("template.over", { name: one.name }) }))]}
            value={over}
            onChange={(value) => setOver(value ?? "")}
          />
        )}
        {!over && (
          <>
            <TextInput
              label={t("template.name")}
              required
              maxLength={120}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t("template.documentTitle")}
              description={t("template.documentTitleHint")}
              maxLength={300}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <TextInput label={t("template.description")} maxLength={300} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
            <Select
              label={t("template.for")}
              allowDeselect={false}
              data={[
                { value: "org", label: t("template.forOrg") },
                { value: "personal", label: t("template.forMe") },
              ]}
              value={scope}
              onChange={(value) => setScope(value as "org" | "personal")}
            />
          </>
        )}
        <p className="quiet">{t("template.variablesHint")}</p>
        <Note>{save.error}</Note>
        <div className={form.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" loading={save.busy} disabled={!over && !said.name}>
            {t("ui.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
