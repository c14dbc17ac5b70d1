import { Button, Group, Modal, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignedIn } from "../data/types.ts";
import { useAction } from "../ui/action.ts";
import { Note } from "../ui/bits.tsx";
import css from "../ui/form.module.css";
import { openApi, session, useWorkspace } from "./context.tsx";
import { begin } from "./signin.ts";

/** The password again, and the second factor where there is one: a new session takes the place of the old. */
export default function ReauthenticateDialog({ done }: { done: (proven: boolean) => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [password, setPassword] = useState("");
  const [challenge, setChallenge] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const email = session.remembered()?.email ?? "";

  const replace = async (answer: SignedIn): Promise<void> => {
    const old = (await api.list("/v1/me/sessions", {}).catch(() => [])).find((one) => one.current);
    begin(answer);
    if (old) await api.delete("/v1/me/sessions/{session_id}", { path: { session_id: old.id } }).catch(() => undefined);
    done(true);
  };
  const prove = useAction(async () => {
    if (challenge) {
      const proof = /^\d{6}$/.test(code.trim()) ? { code: code.trim() } : { recovery_code: code.trim() };
      return replace(await openApi.post("/v1/auth/mfa", { body: { mfa_token: challenge, ...proof, transport: "cookie" }, anonymous: true }));
    }
    const answer = await openApi.post("/v1/auth/login", { body: { email, password, transport: "cookie" }, anonymous: true });
    if ("mfa_required" in answer) return setChallenge(answer.mfa_token);
    return replace(answer);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void prove.run();
  };
  return (
    <Modal opened onClose={() => done(false)} title={t("again.title")} zIndex={300} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <form className={css.form} onSubmit={submit}>
        <p>{t(challenge ? "again.codeLead" : "again.lead")}</p>
        <Note>{prove.error}</Note>
        {challenge ? (
          <TextInput
            key="code"
            label={t("again.code")}
            autoComplete="one-time-code"
            required
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        ) : (
          <>
            <input type="hidden" autoComplete="username" value={email} readOnly />
            <PasswordInput
              label={t("field.password")}
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => done(false)}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" loading={prove.busy}>
            {t("auth.confirm")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
