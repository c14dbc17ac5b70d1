import { ActionIcon, Menu, Select, TextInput } from "@mantine/core";
import { Ellipsis, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNoun, useWorkspace } from "../../app/context.tsx";
import { say } from "../../app/notify.tsx";
import { changeMember, removeMember } from "../../data/changes.ts";
import { members } from "../../data/nouns.ts";
import { rank } from "../../data/search.ts";
import { type Member, type Org, ORG_ROLES } from "../../data/types.ts";
import { PersonLine, Row, Rows, Section, Tag, Waiting } from "../../ui/bits.tsx";
import { runs } from "./OrgSettings.tsx";

export function Members({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase, unsaved } = useNoun(members, org.id);
  const [query, setQuery] = useState("");
  const shown = useMemo(() => {
    const sorted = [...items].sort((a, b) => ORG_ROLES.indexOf(a.role) - ORG_ROLES.indexOf(b.role) || a.name.localeCompare(b.name));
    return rank(query, sorted, (member) => `${member.name} ${member.email ?? ""}`);
  }, [items, query]);
  const remove = async (member: Member): Promise<void> => {
    await workspace.change(removeMember(org.id, member));
    say(t("org.removed", { name: member.name }));
  };
  return (
    <Section title={t("org.people", { count: items.length })}>
      <TextInput data-filter mb="sm" leftSection={<Search size={16} />} aria-label={t("org.findPerson")} placeholder={t("org.findPerson")} value={query} onChange={(event) => setQuery(event.target.value)} />
      {phase !== "ready" ? (
        <Waiting />
      ) : (
        <Rows label={t("org.members")}>
          {shown.map((member) => {
            const mine = member.person_id === workspace.person;
            const may = runs(org) && !mine && member.role !== "owner";
            return (
              <Row
                key={member.id}
                actions={
                  may ? (
                    <>
                      <Select size="xs" w={130} aria-label={t("org.roleOf", { name: member.name })} data={ORG_ROLES.filter((role) => role !== "owner").map((role) => ({ value: role, label: t(`role.${role}`) }))} value={member.role} allowDeselect={false} onChange={(role) => role && void workspace.change(changeMember(org.id, member, { role: role }))} />
                      <Menu position="bottom-end">
                        <Menu.Target>
                          <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("org.more", { name: member.name })}>
                            <Ellipsis size={17} />
                          </ActionIcon>
                        </Menu.Target>
                        <Menu.Dropdown>
                          <Menu.Item onClick={() => void workspace.change(changeMember(org.id, member, { suspended: !member.suspended }))}>{t(member.suspended ? "org.unsuspend" : "org.suspend")}</Menu.Item>
                          <Menu.Item color="red" onClick={() => void remove(member)}>
                            {t("org.remove")}
                          </Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
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
                      {mine && <Tag>{t("org.you")}</Tag>} {member.suspended && <Tag tone="rose">{t("org.suspended")}</Tag>} {unsaved.has(member.id) && <Tag tone="amber">{t("sync.unsaved")}</Tag>}
                    </>
                  }
                />
              </Row>
            );
          })}
        </Rows>
      )}
    </Section>
  );
}
