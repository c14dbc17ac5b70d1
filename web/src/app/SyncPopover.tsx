import { Popover } from "@mantine/core";
import type { MenuProps } from "./LaterMenu.tsx";
import SyncPanel from "./SyncPanel.tsx";
import { useOpened } from "./useOpened.ts";

export default function SyncPopover({ button }: MenuProps) {
  const { button: ref, opened, setOpened } = useOpened();
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="top-start" shadow="lg" trapFocus returnFocus>
      <Popover.Target>{button({ ref, onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown>{opened && <SyncPanel close={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}
