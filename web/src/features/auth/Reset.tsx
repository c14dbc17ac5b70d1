import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "wouter";
import { openApi } from "../../app/context.tsx";
import { aboveForm, atField, useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";

export default function Reset() {
  const { t } = useTranslation();
  useTitle(t("auth.resetTitle"));
  const [query] = useSearchParams();
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const reset = useAction(async () => {
    await openApi.post("/v1/auth/reset-password", { body: { token: query.get("token") ?? "", password }, anonymous: true });
    setDone(true);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void reset.run();
  };
  return (
    <>
      <h1>{t("auth.resetTitle")}</h1>
      <p className={css.lead}>{t(done ? "auth.resetDone" : "auth.resetLead")}</p>
      {done ? (
        <Button component={Link} href="/sign-in">
          {t("auth.signIn")}
        </Button>
      ) : (
        <form className={css.form} onSubmit={submit}>
          <Note>{aboveForm(reset)}</Note>
          <PasswordInput
            label={t("field.newPassword")}
            description={t("auth.passwordHint")}
            autoComplete="new-password"
            required
            minLength={10}
            size="md"
            value={password}
            error={atField(reset, "password")}
            onChange={(event) => setPassword(event.target.value)}
            visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
          />
          <Button type="submit" size="md" loading={reset.busy} fullWidth>
            {t("auth.setPassword")}
          </Button>
        </form>
      )}
    </>
  );
}
