import { Button, Modal, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { session, useResource, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { newId } from "../../core/ids.ts";
import { ME } from "../../data/resources.ts";
import { jobs } from "../jobs/resources.ts";
import { me } from "./resources.ts";
import { useAction } from "../../ui/action.ts";
import { Note, Section, Tag, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { QrCode } from "./QrCode.tsx";

export function Security() {
  return (
    <>
      <Password />
      <SecondFactor />
      <Leave />
    </>
  );
}

function Password() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useAction(async () => {
    await workspace.api.post("/v1/me/password", { body: { current_password: current, new_password: next } });
    setCurrent("");
    setNext("");
    say(t("me.passwordChanged"));
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void change.run();
  };
  const eye = { visibilityToggleButtonProps: { "aria-label": t("field.showPassword") } };
  return (
    <Section title={t("field.password")} lead={t("me.passwordLead")}>
      <form className={css.form} onSubmit={submit}>
        <Note>{change.error}</Note>
        <PasswordInput
          label={t("me.currentPassword")}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          {...eye}
        />
        <PasswordInput
          label={t("field.newPassword")}
          description={t("auth.passwordHint")}
          autoComplete="new-password"
          required
          minLength={10}
          value={next}
          onChange={(event) => setNext(event.target.value)}
          {...eye}
        />
        <div className={css.end}>
          <Button type="submit" loading={change.busy}>
            {t("me.changePassword")}
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface Enrolment {
  secret: string;
  uri: string;
}

function SecondFactor() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const view = useResource(me, ME);
  const person = view.items[0];
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState<"on" | "codes" | "off" | null>(null);
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const start = useAction(async () => {
    setEnrolment(await workspace.api.post("/v1/me/totp", { body: { password } }));
    setAsking(null);
    setPassword("");
  });
  const confirm = useAction(async () => {
    const answer = await workspace.api.post("/v1/me/totp/confirm", { body: { code } });
    setEnrolment(null);
    setCode("");
    setCodes(answer.recovery_codes);
    await workspace.touched(ME, ["profile"]);
  });
  const off = useAction(async () => {
    const proof = /^\d{6}$/.test(code.trim()) ? { code: code.trim() } : { recovery_code: code.trim() };
    await workspace.api.post("/v1/me/totp/stop", { body: { password, ...proof } });
    setAsking(null);
    setPassword("");
    setCode("");
    await workspace.touched(ME, ["profile"]);
  });
  const fresh = useAction(async () => {
    const answer = await workspace.api.post("/v1/me/recovery-codes", { body: { password } });
    setAsking(null);
    setPassword("");
    setCodes(answer.recovery_codes);
  });
  if (!person) return <Waiting rows={2} />;
  const on = person.totp_enabled;
  const uri = enrolment?.uri;
  return (
    <Section title={t("me.secondFactor")} lead={t("me.secondFactorLead")} actions={<Tag tone={on ? "leaf" : "amber"}>{t(on ? "me.on" : "me.off")}</Tag>}>
      {!enrolment && !on && <Button onClick={() => setAsking("on")}>{t("me.turnOn")}</Button>}
      {!enrolment && on && (
        <div className={css.end}>
          <Button variant="default" onClick={() => setAsking("codes")}>
            {t("me.newCodes")}
          </Button>
          <Button variant="subtle" color="red" onClick={() => setAsking("off")}>
            {t("me.turnOff")}
          </Button>
        </div>
      )}
      {enrolment && (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void confirm.run();
          }}
        >
          <p>{t("me.scan")}</p>
          {uri && <QrCode text={uri} label={t("me.qr")} />}
          <p className={css.detail}>{t("me.orType")}</p>
          <code className={css.secret}>{enrolment.secret}</code>
          <Note>{confirm.error}</Note>
          <TextInput
            label={t("auth.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <div className={css.end}>
            <Button type="submit" loading={confirm.busy}>
              {t("auth.confirm")}
            </Button>
            <Button variant="subtle" onClick={() => setEnrolment(null)}>
              {t("ui.cancel")}
            </Button>
          </div>
        </form>
      )}
      <Modal opened={codes !== null} onClose={() => setCodes(null)} title={t("me.recoveryCodes")} closeButtonProps={{ "aria-label": t("ui.close") }}>
        <p>{t("me.recoveryLead")}</p>
        <ul className={css.codes}>
          {codes?.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Button mt="md" onClick={() => void navigator.clipboard.writeText(codes?.join("\n") ?? "").then(() => say(t("ui.copied")))}>
          {t("ui.copy")}
        </Button>
      </Modal>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t(asking === "on" ? "me.turnOn" : asking === "off" ? "me.turnOff" : "me.newCodes")}
        closeButtonProps={{ "aria-label": t("ui.close") }}
      >
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void (asking === "on" ? start : asking === "off" ? off : fresh).run();
          }}
        >
          <Note>{start.error ?? fresh.error ?? off.error}</Note>
          <PasswordInput
            label={t("field.password")}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
          />
          {asking === "off" && (
            <TextInput label={t("me.codeOrRecovery")} autoComplete="one-time-code" required value={code} onChange={(event) => setCode(event.target.value)} />
          )}
          <Button type="submit" loading={start.busy || fresh.busy || off.busy}>
            {t("auth.confirm")}
          </Button>
        </form>
      </Modal>
    </Section>
  );
}

function Leave() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [asking, setAsking] = useState(false);
  const send = useAction(async () => {
    await workspace.collection(jobs, ME).accept(await workspace.api.post("/v1/me/export", { idempotencyKey: newId() }));
    say(t("me.exportStarted"));
  });
  const remove = useAction(async () => {
    await workspace.api.delete("/v1/me");
    await workspace.wipe();
    session.end("left");
  });
  return (
    <Section title={t("me.leave")} lead={t("me.leaveLead")} danger>
      <Note>{send.error ?? remove.error}</Note>
      <div className={css.end}>
        <Button variant="default" onClick={() => void send.run()} loading={send.busy}>
          {t("me.export")}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t("me.delete")}
        </Button>
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("me.delete")} closeButtonProps={{ "aria-label": t("ui.close") }}>
        <p>{t("me.deleteLead")}</p>
        <div className={css.answers}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("ui.cancel")}
          </Button>
          <Button
            color="red"
            onClick={() => {
              setAsking(false);
              void remove.run();
            }}
          >
            {t("me.delete")}
          </Button>
        </div>
      </Modal>
    </Section>
  );
}
