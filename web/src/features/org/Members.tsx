import { TextInput } from "@mantine/core";
import { Ellipsis, Search } from "lucide-react";
import { lazy, memo, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { LaterMenu } from "../../app/LaterMenu.tsx";
import { markPainted } from "../../app/marks.ts";
import { changeMember } from "./changes.ts";
import { members } from "./resources.ts";
import { rank } from "../../data/search.ts";
import { type Member, type Org, ORG_ROLES, type OrgRole } from "../../data/types.ts";
import { byName } from "../../i18n/names.ts";
import { PersonLine, Row, Section, Tag, Waiting } from "../../ui/bits.tsx";
import { Choice } from "../../ui/Choice.tsx";
import form from "../../ui/form.module.css";
import { LongRows, type Place } from "../../ui/Long.tsx";
import { runs } from "./roles.ts";

const load = () => import("./MemberMenu.tsx");
const MemberMenu = lazy(load);

export function Members({ org }: { org: Org }) {
  const { t } = useTranslation();
  const { items, phase, unsaved } = useResource(members, org.id);
  const [query, setQuery] = useState("");
  useEffect(() => {
    if (phase === "ready") markPainted("members");
  }, [phase]);
  const shown = useMemo(() => rank(query, byRole(items), (member) => `${member.name} ${member.email ?? ""}`), [items, query]);
  const roles = useMemo(() => ROLES.map((role) => ({ value: role, label: t(`role.${role}`) })), [t]);
  const row = (member: Member, place: Place) => <One key={member.id} org={org} member={member} roles={roles} unsaved={unsaved.has(member.id)} {...place} />;
  return (
    <Section title={t("org.people", { count: items.length })}>
      <TextInput
        data-filter
        mb="sm"
        leftSection={<Search size={16} />}
        aria-label={t("org.findPerson")}
        placeholder={t("org.findPerson")}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {phase !== "ready" ? (
        <Waiting />
      ) : shown.length === 0 ? (
        <p className={form.none}>{t("documents.none", { query })}</p>
      ) : (
        <LongRows key={query} label={t("org.members")} items={shown} row={row} />
      )}
    </Section>
  );
}

const sorted = new WeakMap<readonly Member[], Member[]>();

/** In order once for each list: whoever comes back to it finds it so. */
function byRole(items: readonly Member[]): Member[] {
  let found = sorted.get(items);
  if (!found) sorted.set(items, (found = [...items].sort((a, b) => ORG_ROLES.indexOf(a.role) - ORG_ROLES.indexOf(b.role) || byName(a, b))));
  return found;
}

const ROLES = ORG_ROLES.filter((role) => role !== "owner");

const One = memo(function One({
  org,
  member,
  roles,
  unsaved,
  ...place
}: { org: Org; member: Member; roles: readonly { value: OrgRole; label: string }[]; unsaved: boolean } & Place) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const mine = member.person_id === workspace.person;
  const may = runs(org) && !mine && member.role !== "owner";
  return (
    <Row
      {...place}
      person={may && "below"}
      actions={
        may ? (
          <>
            <Choice<OrgRole>
              label={t("org.roleOf", { name: member.name })}
              value={member.role}
              options={roles}
              choose={(role) => void workspace.change(changeMember(org.id, member, { role }))}
            />
            <LaterMenu
              menu={MemberMenu}
              load={load}
              org={org.id}
              member={member}
              button={(props) => (
                <button type="button" className={form.more} aria-label={t("org.more", { name: member.name })} {...props}>
                  <Ellipsis size={17} />
                </button>
              )}
            />
          </>
        ) : (
          <Tag tone={member.role === "owner" ? "ember" : undefined}>{t(`role.${member.role}`)}</Tag>
        )
      }
    >
      <PersonLine
        id={member.person_id}
        name={member.name}
        picture={member.picture_url}
        detail={member.email}
        extra={
          <>
            {mine && <Tag>{t("org.you")}</Tag>} {member.suspended && <Tag tone="rose">{t("org.suspended")}</Tag>}{" "}
            {unsaved && <Tag tone="amber">{t("sync.unsaved")}</Tag>}
          </>
        }
      />
    </Row>
  );
});
