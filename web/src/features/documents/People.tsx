import type { Participant } from "@hearth/provider";
import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Face } from "../../ui/bits.tsx";
import css from "./room.module.css";

/** Who else is here, as faces. */
export default function People({ people, me }: { people: readonly Participant[]; me: string }) {
  const { t } = useTranslation();
  const others = new Map(people.filter((one) => one.person.id !== me).map((one) => [one.person.id, one]));
  if (others.size === 0) return null;
  const shown = [...others.values()];
  return (
    <ul className={css.people} aria-label={t("room.here", { count: others.size })}>
      {shown.slice(0, 4).map((one) => (
        <li key={one.person.id} data-idle={one.idle || undefined}>
          <Tooltip label={one.person.name}>
            <span>
              <Face id={one.person.id} name={one.person.name} picture={one.person.picture} size={28} />
              <span className="visually-hidden">{one.person.name}</span>
            </span>
          </Tooltip>
        </li>
      ))}
      {shown.length > 4 && <li className={css.others}>+{shown.length - 4}</li>}
    </ul>
  );
}
