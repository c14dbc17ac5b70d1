import { Button, MultiSelect, TextInput } from "@mantine/core";
import { UsersRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNoun, useWorkspace } from "../../app/context.tsx";
import { changeTeam, createTeam, deleteTeam, teamMember } from "../../data/changes.ts";
import { members, teams } from "../../data/nouns.ts";
import type { Member, Org, Team } from "../../data/types.ts";
import { Empty, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { runs } from "./OrgSettings.tsx";

export function Teams({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase } = useNoun(teams, org.id);
  const people = useNoun(members, org.id).items;
  const [name, setName] = useState("");
  const may = runs(org) || org.role === "manager";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void workspace.change(createTeam(org.id, name.trim()));
    setName("");
  };
  return (
    <>
      {may && (
        <Section title={t("team.new")} lead={t("team.lead")}>
          <form className={css.inline} onSubmit={submit}>
            <TextInput aria-label={t("team.name")} placeholder={t("team.nameHint")} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
            <Button type="submit">{t("team.create")}</Button>
          </form>
        </Section>
      )}
      {phase !== "ready" ? (
        <Waiting rows={3} />
      ) : items.length === 0 ? (
        <Empty icon={UsersRound} title={t("team.none")}>
          {t("team.noneText")}
        </Empty>
      ) : (
        [...items].sort((a, b) => a.name.localeCompare(b.name)).map((team) => <One key={team.id} org={org} team={team} people={people} may={may} />)
      )}
    </>
  );
}

function One({ org, team, people, may }: { org: Org; team: Team; people: readonly Member[]; may: boolean }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState(team.name);
  const inside = people.filter((person) => person.team_ids?.includes(team.id)).map((person) => person.person_id);
  const choose = (next: string[]): void => {
    for (const person of people) {
      const wanted = next.includes(person.person_id);
      if (wanted !== inside.includes(person.person_id)) void workspace.change(teamMember(org.id, team, person, wanted));
    }
  };
  const rename = (): void => {
    if (name.trim() && name !== team.name) void workspace.change(changeTeam(org.id, team, { name: name.trim() }));
    else setName(team.name);
  };
  return (
    <Section
      title={team.name}
      lead={t("team.size", { count: inside.length })}
      actions={
        may && (
          <Button size="compact-sm" variant="subtle" color="red" aria-label={t("team.deleteOne", { name: team.name })} onClick={() => void workspace.change(deleteTeam(org.id, team))}>
            {t("team.delete")}
          </Button>
        )
      }
    >
      <div className={css.form}>
        {may && <TextInput label={t("team.name")} value={name} onChange={(event) => setName(event.target.value)} onBlur={rename} />}
        <MultiSelect label={t("team.members")} disabled={!may} searchable data={people.map((person) => ({ value: person.person_id, label: person.name }))} value={[...inside]} onChange={choose} />
      </div>
    </Section>
  );
}
