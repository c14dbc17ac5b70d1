import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi } from "../../app/context.tsx";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle } from "../../ui/bits.tsx";
import css from "./auth.module.css";

/** The link in the mail to an old address: stop the change, or take the account back. Works without signing in. */
export default function CancelEmail() {
  const { t } = useTranslation();
  const [location] = useLocation();
  const [query] = useSearchParams();
  const moved = location.startsWith("/take-back");
  const title = t(moved ? "auth.takeBack" : "auth.stopChange");
  useTitle(title);
  const [done, setDone] = useState<"stopped" | "back" | null>(null);
  const cancel = useAction(async (notMe: boolean) => {
    await openApi.post("/v1/auth/cancel-email", { body: { token: query.get("token") ?? "", not_me: notMe }, anonymous: true });
    setDone(notMe ? "back" : "stopped");
  });
  const lead = done === "stopped" ? "auth.stopDone" : done === "back" ? "auth.takenBack" : moved ? "auth.takeBackLead" : "auth.stopLead";
  return (
    <>
      <h1>{title}</h1>
      <p className={css.lead}>{t(lead)}</p>
      <div className={css.form}>
        <Note>{cancel.error}</Note>
        {done === null && !moved && (
          <Button size="md" loading={cancel.busy} onClick={() => void cancel.run(false)}>
            {t("auth.stopChange")}
          </Button>
        )}
        {done === null && (
          <Button size="md" color="red" variant={moved ? "filled" : "default"} loading={cancel.busy} onClick={() => void cancel.run(true)}>
            {t(moved ? "auth.takeBack" : "auth.notMe")}
          </Button>
        )}
      </div>
      <div className={css.between}>
        <Link href="/sign-in">{t("auth.backToSignIn")}</Link>
      </div>
    </>
  );
}
