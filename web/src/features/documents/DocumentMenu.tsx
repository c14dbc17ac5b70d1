import { Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import type { MenuProps } from "../../app/LaterMenu.tsx";
import { useOpened } from "../../app/useOpened.ts";
import type { Document, DocumentRole } from "../../data/types.ts";
import { DocumentItems } from "./DocumentItems.tsx";
import { Move } from "./Move.tsx";

const SaveTemplate = lazy(() => import("../templates/Rename.tsx"));

/** The menu of the document that is open. */
export default function DocumentMenu({
  org,
  document,
  id,
  role,
  button,
}: { org: string; document: Document | undefined; id: string; role: DocumentRole } & MenuProps) {
  const { button: ref, opened, setOpened } = useOpened();
  const [moving, setMoving] = useState(false);
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width="max-content" opened={opened} onChange={setOpened}>
        <Menu.Target>{button({ ref })}</Menu.Target>
        <Menu.Dropdown miw={230} maw="calc(100vw - 16px)">
          <DocumentItems org={org} document={document} id={id} role={role} move={() => setMoving(true)} template={() => setSaving(true)} />
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <Suspense fallback={null}>
          <SaveTemplate org={org} document={{ id, title: document?.title ?? "", icon: document?.icon }} close={() => setSaving(false)} />
        </Suspense>
      )}
      {moving && document && <Move org={org} document={document} close={() => setMoving(false)} />}
    </>
  );
}
