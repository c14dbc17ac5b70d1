import { Button } from "@mantine/core";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { Api } from "../../core/api.ts";
import { openApi, session } from "../../app/context.tsx";
import { useAction } from "../../ui/action.ts";
import { Note, useTitle, Waiting } from "../../ui/bits.tsx";
import css from "./door.module.css";

interface Offer {
  org?: { id: string; name: string };
  org_id?: string;
  org_name?: string;
  role: string;
  email?: string | null;
  invited_by?: { name?: string } | string | null;
}

/** What the link offers is shown before anybody signs in or joins. */
export default function Invite() {
  const { t } = useTranslation();
  useTitle(t("invite.title"));
  const [location, go] = useLocation();
  const [query] = useSearchParams();
  const token = query.get("token") ?? location.split("/").at(-1) ?? "";
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const [offer, setOffer] = useState<Offer | null>(null);
  const look = useAction(async () => setOffer(await openApi.post<Offer>("/v1/invitations/lookup", { token }, { anonymous: true })));
  const accept = useAction(async () => {
    const answer = await new Api(session).post<{ org_id?: string; org?: { id: string }; id?: string }>("/v1/invitations/accept", { token });
    go(`/o/${answer.org_id ?? answer.org?.id ?? offer?.org?.id ?? offer?.org_id ?? ""}`, { replace: true });
  });
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void look.run();
  }, [look]);
  const here = encodeURIComponent(`/invite?token=${token}`);
  const name = offer?.org?.name ?? offer?.org_name ?? "";
  return (
    <>
      <h1>{offer ? t("invite.join", { name }) : t("invite.title")}</h1>
      <Note>{look.error ?? accept.error}</Note>
      {!offer && !look.error && <Waiting rows={3} />}
      {offer && <p className={css.lead}>{t("invite.lead", { name, role: t(`role.${offer.role}`) })}</p>}
      {offer && state.kind === "signed-in" && (
        <Button size="md" loading={accept.busy} onClick={() => void accept.run()}>
          {t("invite.accept")}
        </Button>
      )}
      {offer && state.kind === "signed-out" && (
        <div className={css.form}>
          <Button size="md" component={Link} href={`/sign-up?to=${here}${offer.email ? `&email=${encodeURIComponent(offer.email)}` : ""}`}>
            {t("invite.new")}
          </Button>
          <Button size="md" variant="default" component={Link} href={`/sign-in?to=${here}`}>
            {t("invite.existing")}
          </Button>
        </div>
      )}
    </>
  );
}
