import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { ME } from "../data/resources.ts";
import { me } from "../features/me/resources.ts";
import { pictureOf } from "../data/types.ts";
import { Face } from "../ui/bits.tsx";
import { session, useResource } from "./context.tsx";
import { LaterMenu } from "./LaterMenu.tsx";
import css from "./shell.module.css";

const load = () => import("./PersonItems.tsx");
const PersonItems = lazy(load);

export function PersonMenu() {
  const { t } = useTranslation();
  const person = useResource(me, ME).items[0];
  const known = session.remembered();
  const name = person?.name ?? known?.name ?? "";
  return (
    <LaterMenu
      menu={PersonItems}
      load={load}
      email={person?.email ?? known?.email ?? ""}
      button={(props) => (
        <button type="button" className={css.person} aria-label={t("person.menu", { name })} {...props}>
          <Face id={person?.id ?? known?.person ?? ""} name={name || "?"} picture={pictureOf(person)} size={28} />
          <span className={css.personName}>{name}</span>
        </button>
      )}
    />
  );
}
