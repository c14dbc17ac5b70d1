import { Modal } from "@mantine/core";
import { Keyboard, LogOut, Moon } from "lucide-react";
import { type KeyboardEvent, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { documents } from "../features/documents/resources.ts";
import { useWorkspace } from "./context.tsx";
import { type Action, addressOf, isInOrg } from "./feature.ts";
import { actionsOf, navigation } from "./features.ts";
import { find } from "./find.ts";
import { overlay } from "./overlays.ts";
import css from "./palette.module.css";
import { recentOf } from "./recent.ts";
import { useSchemeWish } from "./scheme.tsx";
import { useSignOut } from "./signout.tsx";
import { useTexts } from "./texts.ts";

/** One field to go anywhere and do anything. It searches what is held on this device, so it answers at once, offline too. */
export default function Palette({ org }: { org: string | null }) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "palette";
  const signOut = useSignOut();
  return (
    <>
      <Modal.Root opened={shown} onClose={overlay.hide} padding={0} size="lg" yOffset="12vh" centered={false}>
        <Modal.Overlay />
        <Modal.Content aria-label={t("palette.title")}>
          <Modal.Body>{shown && <Inner org={org} signOut={signOut.ask} />}</Modal.Body>
        </Modal.Content>
      </Modal.Root>
      {signOut.dialog}
    </>
  );
}

const NONE: readonly never[] = [];

function Inner({ org, signOut }: { org: string | null; signOut: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const all = useItems(org, signOut);
  const texts = useTexts(workspace, org ? workspace.collection(documents, org).getSnapshot().items : NONE);
  const recent = useMemo(() => (org ? recentOf(org) : NONE), [org]);
  const found = useMemo(() => find(query, all, recent, texts), [query, all, recent, texts]);
  const chosen = Math.min(at, found.length - 1);

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(found.length - 1);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) run(found[chosen]?.action);
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
        aria-activedescendant={found[chosen] ? `palette-${found[chosen].action.id}` : undefined}
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
        {found.map(({ action, text }, i) => (
          // The field above has the keys: arrows choose, Enter runs.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={action.id}
            id={`palette-${action.id}`}
            role="option"
            aria-selected={i === chosen}
            ref={(node) => {
              if (node && i === chosen) node.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setAt(i)}
            onClick={() => run(action)}
          >
            <span aria-hidden>
              <action.icon size={17} />
            </span>
            <span className={css.paletteTitle} dir="auto">
              {action.title}
              {text && <span className={css.paletteText}>{text}</span>}
            </span>
            <small>{t(action.group)}</small>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.paletteNone}>{t("palette.none", { query })}</p>}
      <p className={css.paletteHint}>{t("palette.hint")}</p>
    </div>
  );
}

function useItems(org: string | null, signOut: () => void): readonly Action[] {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const [wish, choose] = useSchemeWish();
  return useMemo(() => {
    const places = navigation.all
      .filter((destination) => org !== null || !isInOrg(destination))
      .map((destination) => ({
        id: destination.id,
        group: "palette.go",
        title: t(destination.label),
        also: destination.also && t(destination.also),
        icon: destination.icon,
        at: destination.at,
        run: () => go(addressOf(destination, org)),
      }));
    const own: Action[] = [
      {
        id: "scheme",
        group: "palette.action",
        title: t("palette.scheme"),
        also: t("also.scheme"),
        icon: Moon,
        at: 39,
        run: () => choose(wish === "dark" ? "light" : "dark"),
      },
      {
        id: "shortcuts",
        group: "palette.action",
        title: t("keys.title"),
        also: t("also.shortcuts"),
        icon: Keyboard,
        at: 40,
        run: () => overlay.show("shortcuts"),
      },
      { id: "sign-out", group: "palette.action", title: t("person.signOut"), also: t("also.signOut"), icon: LogOut, at: 41, run: signOut },
    ];
    const offered = actionsOf.flatMap((actions) => actions({ workspace, org, t, go }));
    return [...places, ...own, ...offered].sort((a, b) => a.at - b.at);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what signing out asks is made anew at each render, and says the same
  }, [org, t, workspace, go, wish, choose]);
}
