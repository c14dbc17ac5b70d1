import { Button } from "@mantine/core";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { openApi, session } from "../../app/context.tsx";
import type { Offer } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle, Waiting } from "../../ui/bits.tsx";
import css from "./auth.module.css";

/** The invitation that somebody has agreed to and is signing in for, in this tab. */
const JOINING = "hearth.joining";

/** What the link offers is shown before anybody signs in or joins. */
export default function Invite() {
  const { t } = useTranslation();
  useTitle(t("invite.title"));
  const [location, go] = useLocation();
  const [query] = useSearchParams();
  const token = query.get("token") ?? location.split("/").at(-1) ?? "";
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const [offer, setOffer] = useState<Offer | null>(null);
  const look = useAction(async () => setOffer(await openApi.post("/v1/invitations/lookup", { body: { token }, anonymous: true })));
  const accept = useAction(async () => {
    const { org_id } = await openApi.post("/v1/invitations/accept", { body: { token } });
    go(`/o/${org_id}`, { replace: true });
  });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    // Who said so on this page a moment ago, and went to sign in for it, is not asked again.
    const agreed = state.kind === "signed-in" && sessionStorage.getItem(JOINING) === token;
    sessionStorage.removeItem(JOINING);
    void (agreed ? accept.run().then((joined) => joined || look.run()) : look.run());
  }, [look, accept, state.kind, token]);
  const agree = (): void => sessionStorage.setItem(JOINING, token);
  const here = encodeURIComponent(`/invite?token=${token}`);
  const name = offer?.org_name ?? "";
  // the mail that brought this proves the address: no second mail has to
  const proof = offer?.email ? `&invite=${token}&email=${encodeURIComponent(offer.email)}` : "";
  return (
    <>
      <h1>{offer ? t("invite.join", { name }) : t("invite.title")}</h1>
      <Note>{look.error ?? accept.error}</Note>
      {!offer && !look.error && <Waiting rows={3} />}
      {look.error && (
        <p className={css.onward}>
          <Link href={state.kind === "signed-in" ? "/" : "/sign-in"}>{t(state.kind === "signed-in" ? "missing.home" : "auth.backToSignIn")}</Link>
        </p>
      )}
      {offer && (
        <p className={css.lead}>
          {offer.invited_by.name
            ? t("invite.leadBy", { who: offer.invited_by.name, name, role: t(`role.${offer.role}`) })
            : t("invite.lead", { name, role: t(`role.${offer.role}`) })}
        </p>
      )}
      {offer && state.kind === "signed-in" && (
        <Button size="md" loading={accept.busy} onClick={() => void accept.run()}>
          {t("invite.accept")}
        </Button>
      )}
      {offer && state.kind === "signed-out" && (
        <div className={css.form}>
          <Button size="md" component={Link} onClick={agree} href={`/sign-up?to=${here}${proof}`}>
            {t("invite.new")}
          </Button>
          <Button size="md" variant="default" component={Link} onClick={agree} href={`/sign-in?to=${here}`}>
            {t("invite.existing")}
          </Button>
        </div>
      )}
    </>
  );
}
