import { Button, Modal, TextInput } from "@mantine/core";
import { UsersRound } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { changeTeam, createTeam, deleteTeam, teamMember } from "./changes.ts";
import { members, teams } from "./resources.ts";
import type { Member, Org, Team } from "../../data/types.ts";
import { byName } from "../../i18n/names.ts";
import { Empty, PersonLine, Row, Section, Waiting } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";
import { Long, LongRows } from "../../ui/Long.tsx";
import { Picker } from "../../ui/Picker.tsx";
import { runs } from "./roles.ts";

/** As many of a team are shown before somebody wants to see all. */
const FEW = 6;

export function Teams({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { items, phase } = useResource(teams, org.id);
  const people = useResource(members, org.id).items;
  const sorted = useMemo(() => [...items].sort(byName), [items]);
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
            <TextInput
              aria-label={t("team.name")}
              placeholder={t("team.nameHint")}
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
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
        <Long
          items={sorted}
          keyOf={({ id }) => id}
          size={320}
          few={12}
          row={(team, place) => (
            <li key={team.id} {...place}>
              <One org={org} team={team} people={people} may={may} />
            </li>
          )}
        >
          {(rows, list) => (
            <ul className={css.teams} aria-label={t("org.teams")} {...list}>
              {rows}
            </ul>
          )}
        </Long>
      )}
    </>
  );
}

function One({ org, team, people, may }: { org: Org; team: Team; people: readonly Member[]; may: boolean }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [name, setName] = useState(team.name);
  const [all, setAll] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const inside = useMemo(() => people.filter((person) => person.team_ids?.includes(team.id)).sort(byName), [people, team.id]);
  const options = useMemo(
    () =>
      people
        .filter((person) => !person.team_ids?.includes(team.id))
        .sort(byName)
        .map((person) => ({ value: person.person_id, label: person.name, hint: person.email ?? undefined })),
    [people, team.id],
  );
  const put = (person: Member | undefined, into: boolean): void => void (person && workspace.change(teamMember(org.id, team, person, into)));
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
          <Button size="compact-sm" variant="subtle" color="red" aria-label={t("team.deleteOne", { name: team.name })} onClick={() => setLeaving(true)}>
            {t("team.delete")}
          </Button>
        )
      }
    >
      {leaving && (
        <Modal opened onClose={() => setLeaving(false)} title={t("team.deleteOne", { name: team.name })} closeButtonProps={{ "aria-label": t("ui.close") }}>
          <p>{t("team.deleteText")}</p>
          <div className={css.answers}>
            <Button variant="default" data-autofocus onClick={() => setLeaving(false)}>
              {t("ui.cancel")}
            </Button>
            <Button color="red" onClick={() => void workspace.change(deleteTeam(org.id, team))}>
              {t("team.delete")}
            </Button>
          </div>
        </Modal>
      )}
      <div className={css.form}>
        {may && <TextInput label={t("team.name")} value={name} onChange={(event) => setName(event.target.value)} onBlur={rename} />}
        {may && (
          <Picker
            label={t("team.add")}
            placeholder={t("org.findPerson")}
            options={options}
            value={null}
            choose={(id) =>
              put(
                people.find((person) => person.person_id === id),
                true,
              )
            }
          />
        )}
      </div>
      <div className={css.after}>
        <LongRows
          label={t("team.membersOf", { name: team.name })}
          items={all ? inside : inside.slice(0, FEW)}
          size={58}
          row={(person, place) => (
            <Row
              key={person.id}
              {...place}
              person="beside"
              actions={
                may && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    aria-label={t("team.removeOne", { name: person.name, team: team.name })}
                    onClick={() => put(person, false)}
                  >
                    {t("org.remove")}
                  </Button>
                )
              }
            >
              <PersonLine id={person.person_id} name={person.name} picture={person.picture_url} detail={person.email} />
            </Row>
          )}
        />
        {!all && inside.length > FEW && (
          <Button size="xs" variant="default" onClick={() => setAll(true)}>
            {t("ui.more", { count: inside.length - FEW })}
          </Button>
        )}
      </div>
    </Section>
  );
}
