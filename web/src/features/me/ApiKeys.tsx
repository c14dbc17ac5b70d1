import { Button, Checkbox, Modal, Select, TextInput } from "@mantine/core";
import { KeyRound, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { SCOPES } from "../../data/api.gen.ts";
import { ME } from "../../data/resources.ts";
import { apiKeys } from "./resources.ts";
import type { ApiKey } from "../../data/types.ts";
import { day } from "../../i18n/dates.ts";
import { useAction } from "../../ui/action.ts";
import { Ago, Empty, Note, Row, Section, Tag, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { LongRows } from "../../ui/Long.tsx";

export function ApiKeys() {
  const { t, i18n } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase, refresh } = useResource(apiKeys, ME);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const remove = useAction(async (key: ApiKey) => {
    await workspace.api.delete("/v1/me/api-keys/{key_id}", { path: { key_id: key.id } });
    await refresh();
  });
  return (
    <Section
      title={t("me.apiKeys")}
      lead={t("me.apiKeysLead")}
      actions={
        <Button size="xs" leftSection={<Plus size={15} />} onClick={() => setMaking(true)}>
          {t("me.newKey")}
        </Button>
      }
    >
      <Note>{remove.error}</Note>
      {secret && (
        <Note tone="leaf">
          <p>{t("me.keyOnce")}</p>
          <code className={css.secret}>{secret}</code>
          <Button size="compact-sm" mt="xs" variant="default" onClick={() => void navigator.clipboard.writeText(secret).then(() => say(t("ui.copied")))}>
            {t("ui.copy")}
          </Button>
        </Note>
      )}
      {phase !== "ready" ? (
        <Waiting rows={2} />
      ) : items.length === 0 ? (
        <Empty icon={KeyRound} title={t("me.noKeys")}>
          {t("me.noKeysText")}
        </Empty>
      ) : (
        <LongRows
          label={t("me.apiKeys")}
          items={items}
          row={(key, place) => (
            <Row
              key={key.id}
              {...place}
              actions={
                <Button size="compact-sm" variant="subtle" color="red" aria-label={t("me.revokeOne", { name: key.name })} onClick={() => void remove.run(key)}>
                  {t("me.revoke")}
                </Button>
              }
            >
              <strong>{key.name}</strong>{" "}
              {key.scopes.map((scope) => (
                <Tag key={scope}>{scope}</Tag>
              ))}
              <div className={css.detail}>
                <code>{key.hint}… · </code>
                {key.expires_at ? t("me.expires", { day: day(key.expires_at, i18n.language) }) : t("me.neverExpires")} ·{" "}
                {key.used_at ? <Ago at={key.used_at} /> : t("me.neverUsed")}
              </div>
            </Row>
          )}
        />
      )}
      {making && (
        <NewKey
          close={() => setMaking(false)}
          made={(value) => {
            setSecret(value);
            setMaking(false);
            void refresh();
          }}
        />
      )}
    </Section>
  );
}

function NewKey({ close, made }: { close: () => void; made: (secret: string) => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<(typeof SCOPES)[number][]>(["org:read", "documents:read"]);
  const [days, setDays] = useState("90");
  const create = useAction(async () => {
    const expires_at = new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    // without an Idempotency-Key: a repeat would not show the secret again, so it had better be another key
    const answer = await workspace.api.post("/v1/me/api-keys", { body: { name, scopes, expires_at } });
    if (answer.key) made(answer.key);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void create.run();
  };
  return (
    <Modal opened onClose={close} title={t("me.newKey")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <form className={css.form} onSubmit={submit}>
        <Note>{create.error}</Note>
        <TextInput
          label={t("me.keyName")}
          placeholder={t("me.keyNameHint")}
          required
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Checkbox.Group label={t("me.scopes")} value={scopes} onChange={setScopes}>
          <div className={css.checks}>
            {SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope.replace(":", ".")}`)} />
            ))}
          </div>
        </Checkbox.Group>
        <Select
          label={t("me.expiry")}
          data={["7", "30", "90", "365"].map((value) => ({ value, label: t("me.days", { count: Number(value) }) }))}
          value={days}
          allowDeselect={false}
          onChange={(value) => setDays(value ?? "90")}
        />
        <div className={css.answers}>
          <Button variant="default" onClick={close}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" loading={create.busy} disabled={scopes.length === 0}>
            {t("me.createKey")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
