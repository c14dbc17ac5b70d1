import { Modal } from "@mantine/core";
import { Keyboard, Moon } from "lucide-react";
import { type KeyboardEvent, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { rank } from "../data/search.ts";
import { useWorkspace } from "./context.tsx";
import { type Action, addressOf, isInOrg } from "./feature.ts";
import { actionsOf, navigation } from "./features.ts";
import { overlay } from "./overlays.ts";
import { useSchemeWish } from "./scheme.tsx";
import css from "./palette.module.css";

/** One field to go anywhere and do anything. It searches what is held on this device, so it answers at once. */
export default function Palette({ org }: { org: string | null }) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "palette";
  return (
    <Modal.Root opened={shown} onClose={overlay.hide} padding={0} size="lg" yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette.title")}>
        <Modal.Body>{shown && <Inner org={org} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Inner({ org }: { org: string | null }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const all = useItems(org);
  const found = useMemo(() => {
    const ranked = rank(query, all, (item) => `${item.title} ${item.detail ?? ""}`);
    return ranked.slice(0, query ? 20 : 14);
  }, [query, all]);
  const chosen = Math.min(at, found.length - 1);

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(found.length - 1);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(found[chosen]);
    else return;
    event.preventDefault();
  };
  const run = (item: Action | undefined): void => {
    if (!item) return;
    overlay.hide();
    item.run();
  };

  return (
    <div className={css.palette}>
      <input
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] ? `palette-${found[chosen].id}` : undefined}
        aria-label={t("palette.title")}
        placeholder={t("palette.placeholder")}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <ul role="listbox" id="palette-list" aria-label={t("palette.results")}>
        {found.map((item, i) => (
          // The field above has the keys: arrows choose, Enter runs.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={item.id}
            id={`palette-${item.id}`}
            role="option"
            aria-selected={i === chosen}
            ref={(node) => {
              if (node && i === chosen) node.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setAt(i)}
            onClick={() => run(item)}
          >
            <span aria-hidden>
              <item.icon size={17} />
            </span>
            <span className={css.paletteTitle} dir="auto">
              {item.title}
            </span>
            <small>{t(item.group)}</small>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.paletteNone}>{t("palette.none", { query })}</p>}
    </div>
  );
}

function useItems(org: string | null): readonly Action[] {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const [wish, choose] = useSchemeWish();
  const places = navigation.all
    .filter((destination) => org !== null || !isInOrg(destination))
    .map((destination) => ({
      id: destination.id,
      group: "palette.go",
      title: t(destination.label),
      icon: destination.icon,
      at: destination.at,
      run: () => go(addressOf(destination, org)),
    }));
  const own: Action[] = [
    { id: "scheme", group: "palette.action", title: t("palette.scheme"), icon: Moon, at: 39, run: () => choose(wish === "dark" ? "light" : "dark") },
    { id: "shortcuts", group: "palette.action", title: t("keys.title"), icon: Keyboard, at: 40, run: () => overlay.show("shortcuts") },
  ];
  const offered = actionsOf.flatMap((actions) => actions({ workspace, org, t, go }));
  return [...places, ...own, ...offered].sort((a, b) => a.at - b.at);
}
