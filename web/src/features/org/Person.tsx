import { Button } from "@mantine/core";
import { FileText, Mail, UserRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useOrgId, useResource } from "../../app/context.tsx";
import { latestFirst } from "../../i18n/dates.ts";
import { Ago, Empty, Face, Page, Row, Rows, Section, Tag, Waiting } from "../../ui/bits.tsx";
import { documents } from "../documents/resources.ts";
import css from "./person.module.css";
import { members, teams } from "./resources.ts";

/** Somebody of the organization: who they are, and what of theirs one may open. */
export default function Person({ id }: { id: string }) {
  const { t } = useTranslation();
  const org = useOrgId();
  const people = useResource(members, org);
  const groups = useResource(teams, org);
  const held = useResource(documents, org);
  const member = people.items.find((one) => one.person_id === id);
  const theirs = useMemo(
    () =>
      held.items
        .filter((document) => document.owner_id === id)
        .sort((a, b) => latestFirst({ at: a.updated_at }, { at: b.updated_at }))
        .slice(0, 12),
    [held.items, id],
  );
  if (!member) {
    return people.phase === "ready" ? (
      <Empty icon={UserRound} title={t("missing.title")} alone>
        {t("missing.text")}
      </Empty>
    ) : (
      <Waiting />
    );
  }
  return (
    <Page
      title={member.name}
      lead={member.title}
      trail={[{ href: `/o/${org}/settings/members`, label: t("org.members") }]}
      actions={
        member.email && (
          <Button component="a" variant="default" href={`mailto:${member.email}`} leftSection={<Mail size={16} />}>
            {member.email}
          </Button>
        )
      }
    >
      <div className={css.who}>
        <Face id={id} name={member.name} picture={member.picture_url} size={72} />
        <Tag tone={member.role === "owner" ? "ember" : undefined}>{t(`role.${member.role}`)}</Tag>
        {member.suspended && <Tag tone="rose">{t("org.suspended")}</Tag>}
        {member.team_ids.map((team) => (
          <Tag key={team}>{groups.byId.get(team)?.name ?? t("org.team")}</Tag>
        ))}
      </div>
      <Section title={t("nav.documents")}>
        {theirs.length === 0 ? (
          <p className="quiet">{t("person.noDocuments")}</p>
        ) : (
          <Rows label={t("nav.documents")}>
            {theirs.map((document) => (
              <Row key={document.id} actions={<Ago at={document.updated_at} />}>
                <Link href={`/o/${org}/documents/${document.id}`} className={css.document}>
                  <span aria-hidden>{document.icon ?? <FileText size={16} />}</span>
                  <bdi>{document.title || t("documents.untitled")}</bdi>
                </Link>
              </Row>
            ))}
          </Rows>
        )}
      </Section>
    </Page>
  );
}
