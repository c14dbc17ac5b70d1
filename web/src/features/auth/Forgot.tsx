import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { openApi } from "../../app/context.tsx";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";

export default function Forgot() {
  const { t } = useTranslation();
  useTitle(t("auth.forgotTitle"));
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const ask = useAction(async () => {
    await openApi.post("/v1/auth/forgot-password", { body: { email }, anonymous: true });
    setSent(true);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void ask.run();
  };
  return (
    <>
      <h1>{t("auth.forgotTitle")}</h1>
      <p className={css.lead}>{t(sent ? "auth.forgotSent" : "auth.forgotLead")}</p>
      {!sent && (
        <form className={css.form} onSubmit={submit}>
          <Note>{ask.error}</Note>
          <TextInput
            label={t("field.email")}
            type="email"
            autoComplete="username"
            required
            size="md"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" size="md" loading={ask.busy} fullWidth>
            {t("auth.sendLink")}
          </Button>
        </form>
      )}
      <div className={css.between}>
        <Link href="/sign-in">{t("auth.backToSignIn")}</Link>
      </div>
    </>
  );
}
