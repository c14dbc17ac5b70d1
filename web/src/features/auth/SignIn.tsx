import { Button, PasswordInput, PinInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi, session } from "../../app/context.tsx";
import { begin, DOORS } from "../../app/signin.ts";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";

/** Back to where a link or an ended session came from, and never to another site. A room that nobody may see unasked stays the place. */
export function useArrive(): () => void {
  const [here, go] = useLocation();
  const [query] = useSearchParams();
  return () => {
    const to = query.get("to");
    if (to && /^\/(?!\/)/.test(to)) go(to, { replace: true });
    else if (DOORS.test(here)) go("/", { replace: true });
  };
}

export function SignIn() {
  const { t } = useTranslation();
  useTitle(t("auth.signIn"));
  const [challenge, setChallenge] = useState<string | null>(null);
  const arrive = useArrive();
  const [here] = useLocation();
  const [query] = useSearchParams();
  const back = query.get("to") ?? (DOORS.test(here) || here === "/" ? null : here);
  const [email, setEmail] = useState(session.remembered()?.email ?? "");
  const [password, setPassword] = useState("");
  const enter = useAction(async (restore: boolean) => {
    const answer = await openApi.post("/v1/auth/login", { body: { email, password, transport: "cookie", restore }, anonymous: true });
    if ("mfa_required" in answer) return setChallenge(answer.mfa_token);
    begin(answer);
    arrive();
  });
  if (challenge) return <SecondFactor token={challenge} back={() => setChallenge(null)} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter.run(false);
  };
  return (
    <>
      <h1>{t("auth.signIn")}</h1>
      <form className={css.form} onSubmit={submit}>
        <Note>{enter.error}</Note>
        <TextInput
          label={t("field.email")}
          type="email"
          autoComplete="username"
          required
          size="md"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordInput
          label={t("field.password")}
          autoComplete="current-password"
          required
          size="md"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          visibilityToggleButtonProps={{ "aria-label": t("field.showPassword") }}
        />
        <Button type="submit" size="md" loading={enter.busy} fullWidth>
          {t("auth.signIn")}
        </Button>
        {enter.problem?.code === "account_closing" && (
          <Button size="md" variant="default" loading={enter.busy} fullWidth onClick={() => void enter.run(true)}>
            {t("auth.keepAccount")}
          </Button>
        )}
      </form>
      <div className={css.between}>
        <Link href={back ? `/sign-up?to=${encodeURIComponent(back)}` : "/sign-up"}>{t("auth.createAccount")}</Link>
        <Link href="/forgot">{t("auth.forgot")}</Link>
      </div>
    </>
  );
}

function SecondFactor({ token, back }: { token: string; back: () => void }) {
  const { t } = useTranslation();
  const arrive = useArrive();
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const confirm = useAction(async (given: string) => {
    const proof = recovery ? { recovery_code: given.trim() } : { code: given };
    begin(await openApi.post("/v1/auth/mfa", { body: { mfa_token: token, ...proof, transport: "cookie" }, anonymous: true }));
    arrive();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void confirm.run(code);
  };
  return (
    <>
      <h1>{t("auth.second")}</h1>
      <p className={css.lead}>{t(recovery ? "auth.recoveryLead" : "auth.secondLead")}</p>
      <form className={css.form} onSubmit={submit}>
        <Note>{confirm.error}</Note>
        {recovery ? (
          <TextInput label={t("auth.recoveryCode")} autoFocus size="md" value={code} onChange={(event) => setCode(event.target.value)} />
        ) : (
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            autoFocus
            size="lg"
            value={code}
            aria-label={t("auth.code")}
            getInputProps={(index) => ({ "aria-label": t("auth.digit", { n: index + 1 }) })}
            onChange={setCode}
            onComplete={(value) => void confirm.run(value)}
          />
        )}
        <Button type="submit" size="md" loading={confirm.busy} fullWidth>
          {t("auth.confirm")}
        </Button>
      </form>
      <div className={css.between}>
        <button type="button" className={css.link} onClick={() => (setRecovery(!recovery), setCode(""), confirm.clear())}>
          {t(recovery ? "auth.useCode" : "auth.useRecovery")}
        </button>
        <button type="button" className={css.link} onClick={back}>
          {t("ui.back")}
        </button>
      </div>
    </>
  );
}
