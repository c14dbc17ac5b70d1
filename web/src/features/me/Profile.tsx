import { Button, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeProfile } from "./changes.ts";
import { ME } from "../../data/resources.ts";
import { me } from "./resources.ts";
import { type Person, pictureOf, type ProfileChange } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { Face, Note, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { PictureField } from "../../ui/PictureField.tsx";
import { Fields as CustomFields } from "./Fields.tsx";
import { Hours } from "./Hours.tsx";

const STATES = ["available", "busy", "away", "do_not_disturb"] as const;
const ZONES = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
type Fields = Record<"name" | "pronouns" | "title" | "availability" | "status" | "until" | "time_zone", string>;

export function Profile() {
  const person = useResource(me, ME).items[0];
  if (!person) return <Waiting />;
  return (
    <>
      <Picture person={person} />
      <Details key={person.id} person={person} />
      <Hours key={`hours-${person.id}`} person={person} />
      <CustomFields key={`fields-${person.id}`} person={person} />
      <Address person={person} />
    </>
  );
}

function Picture({ person }: { person: Person }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <PictureField
      face={(chosen) => <Face id={person.id} name={person.name} picture={chosen ?? pictureOf(person, 128)} size={84} />}
      has={!!person.picture}
      change={t("me.changePicture")}
      remove={t("me.removePicture")}
      ask={(type) => workspace.api.post("/v1/me/picture", { body: { content_type: type } })}
      drop={() => workspace.api.delete("/v1/me/picture")}
      done={() => workspace.touched(ME, ["profile"])}
    />
  );
}

function Details({ person }: { person: Person }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const held = heldBy(person);
  const [fields, setFields] = useState(held);
  const changed = changesOf(person, held, fields);
  const dirty = Object.keys(changed).length > 0;
  const set = (field: keyof Fields) => (value: string | null) => setFields({ ...fields, [field]: value ?? "" });
  const text = (field: keyof Fields, props: { label: string; placeholder?: string; required?: boolean; maxLength?: number }) => (
    <TextInput {...props} value={fields[field]} onChange={(event) => set(field)(event.target.value)} />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void workspace.change(changeProfile(person, changed)).then(() => say(t("ui.kept")));
  };
  return (
    <Section title={t("me.about")} lead={t("me.aboutLead")}>
      <form className={css.form} onSubmit={submit}>
        {text("name", { label: t("field.name"), required: true, maxLength: 120 })}
        <div className={css.pair}>
          {text("title", { label: t("me.jobTitle"), placeholder: t("me.jobTitleHint") })}
          {text("pronouns", { label: t("me.pronouns"), placeholder: t("me.pronounsHint") })}
        </div>
        <Select
          label={t("me.availability")}
          allowDeselect={false}
          data={STATES.map((value) => ({ value, label: t(`available.${value}`) }))}
          value={fields.availability}
          onChange={set("availability")}
        />
        <div className={css.pair}>
          {text("status", { label: t("me.status"), placeholder: t("me.statusHint"), maxLength: 140 })}
          <TextInput
            type="datetime-local"
            label={t("me.statusUntil")}
            min={local(new Date())}
            disabled={!fields.status.trim()}
            value={fields.until}
            onChange={(event) => set("until")(event.target.value)}
          />
        </div>
        <Select label={t("me.timeZone")} searchable data={ZONES} value={fields.time_zone || null} onChange={set("time_zone")} limit={60} />
        <div className={css.end}>
          <Button type="submit" disabled={!dirty}>
            {t("ui.save")}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** As a field for a moment of this device's clock wants it. */
function local(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function heldBy(person: Person): Fields {
  const { text, until } = (person.status ?? {}) as { text?: string; until?: string | null };
  return {
    name: person.name,
    pronouns: person.pronouns ?? "",
    title: person.title ?? "",
    availability: person.availability,
    status: text ?? "",
    until: until ? local(new Date(until)) : "",
    time_zone: person.time_zone,
  };
}

function changesOf(person: Person, held: Fields, fields: Fields): ProfileChange {
  const { status, until, ...rest } = fields;
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(rest)) if (value !== held[name as keyof Fields]) changed[name] = value.trim() || null;
  if (status !== held.status || until !== held.until)
    changed.status = status.trim() ? { ...person.status, text: status, until: until ? new Date(until).toISOString() : null } : null;
  return changed;
}

function Address({ person }: { person: Person }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [sent, setSent] = useState(false);
  const change = useAction(async () => {
    await workspace.api.post("/v1/me/email", { body: { email, password } });
    setSent(true);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.run();
  };
  return (
    <Section title={t("me.email")} lead={person.email}>
      {sent ? (
        <Note tone="leaf">{t("me.emailSent", { email })}</Note>
      ) : (
        <form className={css.form} onSubmit={submit}>
          <Note>{change.error}</Note>
          <div className={css.pair}>
            <TextInput label={t("me.newEmail")} type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
            <TextInput
              label={t("field.password")}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
          <div className={css.end}>
            <Button type="submit" variant="default" loading={change.busy}>
              {t("me.changeEmail")}
            </Button>
          </div>
        </form>
      )}
    </Section>
  );
}
