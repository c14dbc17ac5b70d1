import { Modal } from "@mantine/core";
import { Activity, Bookmark, Clock, Code, FileText, House, KeyRound, Keyboard, Moon, Plus, Settings, Trash2, UserRound, Users } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useMemo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { documents, members } from "../data/nouns.ts";
import { rank } from "../data/search.ts";
import type { Org } from "../data/types.ts";
import { useCreateDocument } from "./commands.ts";
import { useWorkspace } from "./context.tsx";
import { overlay } from "./overlays.ts";
import { useDocumentInPath } from "./place.ts";
import { useSchemeWish } from "./scheme.tsx";
import css from "./palette.module.css";

interface Item {
  id: string;
  group: string;
  title: string;
  detail?: string;
  icon: ReactNode;
  run: () => void;
}

/** One field to go anywhere and do anything. It searches what is held on this device, so it answers at once. */
export default function Palette({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(overlay.subscribe, overlay.getSnapshot) === "palette";
  return (
    <Modal.Root opened={shown} onClose={overlay.hide} padding={0} size="lg" yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("palette.title")}>
        <Modal.Body>{shown && <Inner orgs={orgs} org={org} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Inner({ orgs, org }: { orgs: readonly Org[]; org: Org | null }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const all = useItems(orgs, org);
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
  const run = (item: Item | undefined): void => {
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
            <span aria-hidden>{item.icon}</span>
            <span className={css.paletteTitle} dir="auto">
              {item.title}
            </span>
            <small>{item.group}</small>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.paletteNone}>{t("palette.none", { query })}</p>}
    </div>
  );
}

function useItems(orgs: readonly Org[], org: Org | null): Item[] {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [, go] = useLocation();
  const [wish, choose] = useSchemeWish();
  const create = useCreateDocument(org?.id ?? null);
  const base = `/o/${org?.id}`;
  const go2 = (to: string) => () => go(to);
  const open = useDocumentInPath();
  const opened = org && open ? workspace.collection(documents, org.id).getSnapshot().byId.get(open) : undefined;
  const past: Item[] =
    opened?.role === "editor"
      ? [
          { id: "history", group: t("palette.action"), title: t("history.title"), icon: <Clock size={17} />, run: go2(`${base}/documents/${opened.id}/history`) },
          { id: "name-version", group: t("palette.action"), title: t("history.nameThisMenu"), icon: <Bookmark size={17} />, run: () => overlay.show("name-version") },
        ]
      : [];
  const actions: Item[] = [
    ...(org
      ? [
          { id: "new", group: t("palette.action"), title: t("documents.new"), icon: <Plus size={17} />, run: () => void create() },
          { id: "home", group: t("palette.go"), title: t("nav.home"), icon: <House size={17} />, run: go2(base) },
          { id: "documents", group: t("palette.go"), title: t("nav.documents"), icon: <FileText size={17} />, run: go2(`${base}/documents`) },
          { id: "activity", group: t("palette.go"), title: t("nav.activity"), icon: <Activity size={17} />, run: go2(`${base}/activity`) },
          { id: "members", group: t("palette.go"), title: t("org.members"), icon: <Users size={17} />, run: go2(`${base}/settings/members`) },
          { id: "settings", group: t("palette.go"), title: t("nav.settings"), icon: <Settings size={17} />, run: go2(`${base}/settings`) },
          { id: "trash", group: t("palette.go"), title: t("nav.trash"), icon: <Trash2 size={17} />, run: go2(`${base}/trash`) },
        ]
      : []),
    { id: "me", group: t("palette.go"), title: t("me.profile"), icon: <UserRound size={17} />, run: go2("/me") },
    { id: "keys", group: t("palette.go"), title: t("me.apiKeys"), icon: <KeyRound size={17} />, run: go2("/me/api-keys") },
    { id: "api", group: t("palette.go"), title: t("nav.developers"), icon: <Code size={17} />, run: go2("/developers") },
    { id: "scheme", group: t("palette.action"), title: t("palette.scheme"), icon: <Moon size={17} />, run: () => choose(wish === "dark" ? "light" : "dark") },
    { id: "shortcuts", group: t("palette.action"), title: t("keys.title"), icon: <Keyboard size={17} />, run: () => overlay.show("shortcuts") },
  ];
  const others = orgs.filter((other) => other.id !== org?.id).map((other) => ({ id: other.id, group: t("palette.org"), title: other.name, icon: <House size={17} />, run: go2(`/o/${other.id}`) }));
  const held = org ? workspace.collection(documents, org.id).getSnapshot().items : [];
  const people = org ? workspace.collection(members, org.id).getSnapshot().items : [];
  const recent = [...held].sort((a, b) => b.updated_at.localeCompare(a.updated_at));
  return [
    ...actions.slice(0, 1),
    ...past,
    ...recent.map((item) => ({ id: item.id, group: t("palette.document"), title: item.title || t("documents.untitled"), icon: <FileText size={17} />, run: go2(`${base}/documents/${item.id}`) })),
    ...actions.slice(1),
    ...others,
    ...people.map((person) => ({ id: person.id, group: t("palette.person"), title: person.name, detail: person.email ?? "", icon: <UserRound size={17} />, run: go2(`${base}/settings/members`) })),
  ];
}
