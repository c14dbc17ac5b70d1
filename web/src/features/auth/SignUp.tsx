import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi } from "../../app/context.tsx";
import { begin } from "../../app/signin.ts";
import { aboveForm, atField, useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";
import { EndTheOther } from "./EndTheOther.tsx";

export default function SignUp() {
  const { t, i18n } = useTranslation();
  useTitle(t("auth.signUp"));
  const [query] = useSearchParams();
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [email, setEmail] = useState(query.get("email") ?? "");
  const [password, setPassword] = useState("");
  const [sent, setSent] = useState(false);
  const invite = query.get("invite");
  const register = useAction(async () => {
    if (invite) {
      const who = { name, password, locale: i18n.language };
      begin(await openApi.post("/v1/auth/register-invited", { body: { ...who, token: invite, transport: "cookie" }, anonymous: true }));
      const to = query.get("to") ?? "";
      go(/^\/(?!\/)/.test(to) ? to : "/", { replace: true });
      return;
    }
    await openApi.post("/v1/auth/register", { body: { name, email, password, locale: i18n.language }, anonymous: true });
    const to = query.get("to");
    if (to) sessionStorage.setItem("hearth.to", to);
    setSent(true);
  });
  const again = useAction(() => openApi.post("/v1/auth/resend-verification", { body: { email }, anonymous: true }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void register.run();
  };
  if (sent) {
    return (
      <>
        <h1>{t("auth.checkMail")}</h1>
        <p className={css.lead}>{t("auth.checkMailLead", { email })}</p>
        <Note>{again.error}</Note>
        <Button variant="light" onClick={() => void again.run()} loading={again.busy}>
          {t("auth.sendAgain")}
        </Button>
        <div className={css.between}>
          <Link href="/sign-in">{t("auth.haveAccount")}</Link>
        </div>
      </>
    );
  }
  return (
    <>
      <h1>{t("auth.signUp")}</h1>
      <p className={css.lead}>{t("auth.signUpLead")}</p>
      <form className={css.form} onSubmit={submit}>
        <Note>{aboveForm(register)}</Note>
        <TextInput
          label={t("field.name")}
          autoComplete="name"
          required
          size="md"
          value={name}
          error={atField(register, "name")}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label={t("field.email")}
          type="email"
          autoComplete="email"
          required
          size="md"
          readOnly={invite !== null}
          value={email}
          error={atField(register, "email")}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={t("field.password")}
          description={t("auth.passwordHint")}
          autoComplete="new-password"
          required
          minLength={10}
          size="md"
          value={password}
          error={atField(register, "password")}
          onChange={(event) => setPassword(event.target.value)}
          visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
        />
        <Button type="submit" size="md" loading={register.busy} fullWidth>
          {t("auth.createAccount")}
        </Button>
        {register.problem?.code === "signed_in_already" && <EndTheOther then={() => void register.run()} />}
      </form>
      <div className={css.between}>
        <Link href="/sign-in">{t("auth.haveAccount")}</Link>
      </div>
    </>
  );
}
