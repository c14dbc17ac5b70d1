import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi } from "../../app/context.tsx";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle, Waiting } from "../../ui/bits.tsx";
import css from "./door.module.css";
import { begin } from "../../app/signin.ts";

/** The link in a mail: a new address, or a changed one. */
export default function Verify() {
  const { t } = useTranslation();
  useTitle(t("door.verify"));
  const [location, go] = useLocation();
  const [query] = useSearchParams();
  const [done, setDone] = useState(false);
  const token = query.get("token") ?? "";
  const changing = location.startsWith("/confirm-email");
  const verify = useAction(async () => {
    if (changing) {
      await openApi.post("/v1/auth/confirm-email", { body: { token }, anonymous: true });
      return setDone(true);
    }
    const answer = await openApi.post("/v1/auth/verify-email", { body: { token, transport: "cookie" }, anonymous: true });
    if (!("access_token" in answer)) return setDone(true);
    begin(answer);
    const to = sessionStorage.getItem("hearth.to");
    sessionStorage.removeItem("hearth.to");
    go(to && /^\/(?!\/)/.test(to) ? to : "/", { replace: true });
  });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void verify.run();
  }, [verify]);
  return (
    <>
      <h1>{t(done ? "door.verified" : "door.verify")}</h1>
      {verify.error ? <Note>{verify.error}</Note> : done ? <p className={css.lead}>{t("door.verifiedLead")}</p> : <Waiting rows={2} />}
      {(done || verify.error) && (
        <div className={css.between}>
          <Button component={Link} href="/sign-in">
            {t("door.signIn")}
          </Button>
        </div>
      )}
    </>
  );
}
