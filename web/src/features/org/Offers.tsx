import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { session, useResource, useWorkspace } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { joinable, offers } from "../me/resources.ts";
import { orgs } from "./resources.ts";
import { useAction } from "../../ui/action.ts";
import { Ago, Note, Row, Rows, Section, Tag } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** Orgs that wait for the person: those that sent an invitation, and those that their address opens. Nothing when there are none. */
export function Offers() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const invited = useResource(offers, ME).items;
  const open = useResource(joinable, ME).items.filter((one) => !invited.some((offer) => offer.id === one.id));
  const join = useAction(async (id: string, offered: boolean) => {
    const path = { org_id: id };
    if (offered) await workspace.api.post("/v1/me/invitations/{org_id}/accept", { path });
    else await workspace.api.post("/v1/orgs/{org_id}/join", { path });
    // By name: the lists hear of it a moment later.
    await workspace.collection(orgs, ME).refreshOne(id);
    void workspace.touched(ME, ["orgs", "joinable-orgs", "offers"]);
    session.remember({ org: id });
    navigate(`/o/${id}`);
  });
  if (invited.length + open.length === 0) return null;
  const button = (id: string, name: string, offered: boolean) => (
    <Button size="xs" loading={join.busy} aria-label={t("invite.join", { name })} onClick={() => void join.run(id, offered)}>
      {t("invite.accept")}
    </Button>
  );
  return (
    <Section title={t("offers.title")} lead={t(invited.length ? "offers.invitedLead" : "offers.openLead")}>
      <Note>{join.error}</Note>
      <Rows label={t("offers.title")}>
        {invited.map((one) => (
          <Row key={one.id} actions={button(one.id, one.org_name, true)}>
            <strong>{one.org_name}</strong> <Tag>{t(`role.${one.role}`)}</Tag>
            <div className={css.detail}>
              {one.invited_by.name ? t("offers.by", { name: one.invited_by.name }) : t("invite.title")} · {t("invite.expires")} <Ago at={one.expires_at} />
            </div>
          </Row>
        ))}
        {open.map((one) => (
          <Row key={one.id} actions={button(one.id, one.name, false)}>
            <strong>{one.name}</strong> <Tag>{t(`role.${one.role}`)}</Tag>
            <div className={css.detail}>{t("offers.open")}</div>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
