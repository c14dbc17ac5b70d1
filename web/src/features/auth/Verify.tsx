import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi, session } from "../../app/context.tsx";
import { begin } from "../../app/signin.ts";
import { aboveForm, atField, useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";
import { EndTheOther } from "./EndTheOther.tsx";

/** The link in a mail: a new address, or a changed one. Nothing happens before somebody says so: anybody can send a link. */
export default function Verify() {
  const [location] = useLocation();
  const [query] = useSearchParams();
  const token = query.get("token") ?? "";
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  if (location.startsWith("/confirm-email")) return <Changed token={token} />;
  return state.kind === "signed-in" ? <InAlready /> : <New token={token} />;
}

/** Whoever is signed in stays so: a link that somebody else sent would have them write in an account that is not theirs. */
function InAlready() {
  const { t } = useTranslation();
  useTitle(t("auth.verify"));
  return (
    <>
      <h1>{t("auth.verify")}</h1>
      <p className={css.lead}>{t("auth.inAlready", { email: session.remembered()?.email ?? "" })}</p>
      <Button component={Link} href="/" size="md">
        {t("missing.home")}
      </Button>
    </>
  );
}

function New({ token }: { token: string }) {
  const { t } = useTranslation();
  useTitle(t("auth.verify"));
  const [, go] = useLocation();
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const [other, setOther] = useState<string | null>(null);
  const confirm = useAction(async () => {
    const chosen = other === null ? {} : { choose: true, ...(name ? { name } : {}) };
    const answer = await openApi.post("/v1/auth/verify-email", { body: { token, password, transport: "cookie", ...chosen }, anonymous: true });
    begin(answer);
    const to = sessionStorage.getItem("hearth.to");
    sessionStorage.removeItem("hearth.to");
    go(to && /^\/(?!\/)/.test(to) ? to : "/", { replace: true });
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void confirm.run();
  };
  const code = confirm.problem?.code;
  const eye = { visibilityToggleButtonProps: { "aria-label": t("field.showPassword") } };
  return (
    <>
      <h1>{t("auth.verify")}</h1>
      <p className={css.lead}>{other === null ? t("auth.verifyLead") : t("auth.chooseLead", { email: other })}</p>
      <form className={css.form} onSubmit={submit}>
        <Note>{aboveForm(confirm)}</Note>
        {other !== null && (
          <TextInput
            label={t("field.name")}
            autoComplete="name"
            required
            size="md"
            value={name}
            error={atField(confirm, "name")}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <PasswordInput
          label={t("field.password")}
          description={other === null ? undefined : t("auth.passwordHint")}
          autoComplete={other === null ? "current-password" : "new-password"}
          required
          size="md"
          value={password}
          error={atField(confirm, "password")}
          onChange={(event) => setPassword(event.target.value)}
          {...eye}
        />
        <Button type="submit" size="md" loading={confirm.busy} fullWidth>
          {t(other === null ? "auth.confirm" : "auth.choose")}
        </Button>
        {other === null && code === "other_password" && (
          <Button size="md" variant="default" fullWidth onClick={() => (setOther(confirm.problem?.email ?? ""), confirm.clear())}>
            {t("auth.notMine")}
          </Button>
        )}
        {code === "signed_in_already" && <EndTheOther then={() => void confirm.run()} />}
      </form>
      <div className={css.between}>
        <Link href="/sign-in">{t("auth.backToSignIn")}</Link>
      </div>
    </>
  );
}

function Changed({ token }: { token: string }) {
  const { t } = useTranslation();
  useTitle(t("auth.verify"));
  const [done, setDone] = useState(false);
  const confirm = useAction(async () => {
    await openApi.post("/v1/auth/confirm-email", { body: { token }, anonymous: true });
    setDone(true);
  });
  return (
    <>
      <h1>{t(done ? "auth.verified" : "auth.verify")}</h1>
      <p className={css.lead}>{t(done ? "auth.verifiedLead" : "auth.changeLead")}</p>
      <Note>{aboveForm(confirm)}</Note>
      {done ? (
        <Button component={Link} href="/sign-in" size="md">
          {t("auth.signIn")}
        </Button>
      ) : (
        <Button size="md" loading={confirm.busy} onClick={() => void confirm.run()}>
          {t("auth.confirm")}
        </Button>
      )}
    </>
  );
}
