import { Button, TextInput } from "@mantine/core";
import { Shapes, Trash2 } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useOrgId, useWorkspace } from "../../app/context.tsx";
import { byName } from "../../i18n/names.ts";
import { Ago, Empty, Page, Row, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows } from "../../ui/Long.tsx";
import { createGarden, deleteGarden, renameGarden } from "./changes.ts";
import { type Garden, gardens } from "./resources.ts";

export default function Gardens() {
  const { t } = useTranslation();
  const org = useOrgId();
  const workspace = useWorkspace();
  const { items, phase } = useResource(gardens, org);
  const sorted = useMemo(() => [...items].sort(byName), [items]);
  const [name, setName] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void workspace.change(createGarden(org, name.trim()));
    setName("");
  };
  return (
    <Page title={t("gardens.title")} lead={t("gardens.lead")}>
      <form className={css.inline} onSubmit={submit}>
        <TextInput aria-label={t("gardens.name")} placeholder={t("gardens.name")} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit">{t("gardens.create")}</Button>
      </form>
      {phase !== "ready" ? (
        <Waiting />
      ) : sorted.length === 0 ? (
        <Empty icon={Shapes} title={t("gardens.none")}>
          {t("gardens.noneText")}
        </Empty>
      ) : (
        <LongRows
          label={t("gardens.title")}
          items={sorted}
          row={(garden, place) => (
            <Row
              key={garden.id}
              {...place}
              actions={
                <Button size="xs" variant="default" leftSection={<Trash2 size={15} />} aria-label={t("gardens.deleteOne", { name: garden.name })} onClick={() => void workspace.change(deleteGarden(org, garden))}>
                  {t("gardens.delete")}
                </Button>
              }
            >
              <Name org={org} garden={garden} />
              <div className="quiet">
                <Ago at={garden.updated_at} />
              </div>
            </Row>
          )}
        />
      )}
    </Page>
  );
}

function Name({ org, garden }: { org: string; garden: Garden }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState(garden.name);
  const rename = (): void => {
    if (name.trim() && name.trim() !== garden.name) void workspace.change(renameGarden(org, garden, name.trim()));
    else setName(garden.name);
  };
  return <TextInput variant="unstyled" aria-label={t("gardens.name")} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} onBlur={rename} />;
}
