import { Button } from "@mantine/core";
import { FileText, Plus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useCreateDocument } from "../documents/create.ts";
import { session, useOrgId, useResource, useWorkspace } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { activity } from "../activity/resources.ts";
import { documents } from "../documents/resources.ts";
import { me } from "../me/resources.ts";
import { members, orgs } from "../org/resources.ts";
import { mayInvite } from "../org/roles.ts";
import { latestFirst } from "../../i18n/dates.ts";
import { Ago, Empty, Face, Page, Waiting } from "../../ui/bits.tsx";
import { Feed } from "../activity/Feed.tsx";
import { ofOthers } from "../activity/grouped.ts";
import { Offers } from "../org/Offers.tsx";
import css from "./home.module.css";

/** As many faces as stand in two rows. */
const FACES = 10;

function greeting(hour: number): string {
  if (hour < 5 || hour >= 18) return "home.evening";
  return hour < 12 ? "home.morning" : "home.day";
}

export default function Home() {
  const { t } = useTranslation();
  const org = useOrgId();
  const workspace = useWorkspace();
  const view = useResource(documents, org);
  const people = useResource(members, org);
  const feed = useResource(activity, org);
  const person = useResource(me, ME).items[0];
  const invites = mayInvite(useResource(orgs, ME).byId.get(org));
  const create = useCreateDocument(org);
  const name = (person?.name ?? session.remembered()?.name ?? "").split(/\s+/)[0] ?? "";
  const recent = useMemo(() => [...view.items].sort((a, b) => b.updated_at.localeCompare(a.updated_at)).slice(0, 6), [view.items]);
  const latest = useMemo(() => ofOthers([...feed.items].sort(latestFirst), workspace.person).slice(0, 24), [feed.items, workspace.person]);
  return (
    <Page
      title={t(greeting(new Date().getHours()), { name })}
      wide
      actions={
        <Button leftSection={<Plus size={17} />} onClick={() => void create()}>
          {t("documents.new")}
        </Button>
      }
    >
      <Offers />
      <div className={css.columns}>
        <section aria-labelledby="recent">
          <h2 id="recent" className={css.heading}>
            {t("home.continue")}
          </h2>
          {view.phase !== "ready" ? (
            <Waiting rows={4} />
          ) : recent.length === 0 ? (
            <div className={css.box}>
              <Empty icon={FileText} title={t("documents.emptyTitle")} action={<Button onClick={() => void create()}>{t("documents.first")}</Button>}>
                {t("documents.emptyText")}
              </Empty>
            </div>
          ) : (
            <ul className={css.cards}>
              {recent.map((document) => (
                <li key={document.id}>
                  <Link href={`/o/${org}/documents/${document.id}`} className={css.card}>
                    {document.icon ? (
                      <span className={css.cardIcon} aria-hidden>
                        {document.icon}
                      </span>
                    ) : (
                      <FileText size={19} aria-hidden />
                    )}
                    <span className={css.cardTitle} dir="auto">
                      {document.title || t("documents.untitled")}
                    </span>
                    {document.preview && (
                      <span className={css.cardPreview} dir="auto">
                        {document.preview}
                      </span>
                    )}
                    <span className={css.cardAt}>
                      <Ago at={document.updated_at} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
        <aside className={css.aside}>
          <section aria-labelledby="people">
            <h2 id="people" className={css.heading}>
              {t("home.people")}
            </h2>
            <div className={css.faces}>
              {people.items.slice(0, FACES).map((member) => (
                <Link key={member.id} href={`/o/${org}/people/${member.person_id}`} title={member.name}>
                  <Face id={member.person_id} name={member.name} picture={member.picture_url} size={36} />
                  <span className="visually-hidden">{member.name}</span>
                </Link>
              ))}
              {people.items.length > FACES && (
                <Link href={`/o/${org}/settings/members`} className={css.others} aria-label={t("home.allPeople", { count: people.items.length })}>
                  +{people.items.length - FACES}
                </Link>
              )}
            </div>
            {people.phase === "ready" && people.items.length < 2 && <p className="quiet">{t("home.alone")}</p>}
            {invites && (
              <Link href={`/o/${org}/settings/invitations`} className={css.invite}>
                <UserPlus size={16} aria-hidden />
                {t("home.invite")}
              </Link>
            )}
          </section>
          <section aria-labelledby="lately">
            <h2 id="lately" className={css.heading}>
              {t("home.lately")}
            </h2>
            {feed.phase !== "ready" && !feed.error ? (
              <Waiting rows={4} />
            ) : feed.items.length === 0 ? (
              <p className="quiet">{t("activity.emptyText")}</p>
            ) : (
              <Feed entries={latest} org={org} small most={7} />
            )}
          </section>
        </aside>
      </div>
    </Page>
  );
}
