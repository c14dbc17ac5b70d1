import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useOrgId, useResource } from "../../app/context.tsx";
import { moment } from "../../i18n/dates.ts";
import { useLanguageTag } from "../../i18n/index.ts";
import { members } from "../org/resources.ts";
import { documents } from "./resources.ts";
import { useSpaces } from "./spaces.ts";
import css from "./room.module.css";

/** What is known of the document that is open. */
export default function Details({ params }: { params: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const language = useLanguageTag();
  const org = useOrgId();
  const document = useResource(documents, org).byId.get(params.id ?? "");
  const people = useResource(members, org);
  const spaces = useSpaces(org);
  if (!document) return null;
  const owner = people.items.find(({ person_id }) => person_id === document.owner_id);
  const facts: [string, React.ReactNode][] = [
    ["share.owner", owner && <Link href={`/o/${org}/people/${owner.person_id}`}>{owner.name}</Link>],
    ["changed.space_id", spaces.several && spaces.nameOf(spaces.spaceOf(document))],
    ["share.everyone", document.visibility && t(`changed.visibility.${document.visibility}`)],
    ["share.as", document.role && t(`docRole.${document.role}`)],
    ["details.created", moment(document.created_at, language)],
    ["details.edited", moment(document.edited_at ?? document.updated_at, language)],
    ["details.words", document.words === undefined ? null : new Intl.NumberFormat(language).format(document.words)],
  ];
  return (
    <dl className={css.facts}>
      {facts.map(
        ([key, value]) =>
          value && (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
