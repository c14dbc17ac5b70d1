import { Popover } from "@mantine/core";
import type { MenuProps } from "../../app/LaterMenu.tsx";
import { useOpened } from "../../app/useOpened.ts";
import JobsPanel from "./JobsPanel.tsx";

export default function JobsPopover({ button }: MenuProps) {
  const { button: ref, opened, setOpened } = useOpened();
  return (
    <Popover opened={opened} onChange={setOpened} width="min(360px, 94vw)" position="top-start" shadow="lg" trapFocus returnFocus>
      <Popover.Target>{button({ ref, onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown>{opened && <JobsPanel />}</Popover.Dropdown>
    </Popover>
  );
}
