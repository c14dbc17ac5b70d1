import { Popover } from "@mantine/core";
import type { MenuProps } from "../../app/LaterMenu.tsx";
import { useOpened } from "../../app/useOpened.ts";
import JobsPanel from "./JobsPanel.tsx";

/** Beside the sidebar, where it covers none of it in part; below the bar at the top of a phone. */
export default function JobsPopover({ button, compact }: MenuProps & { compact?: boolean }) {
  const { button: ref, opened, setOpened } = useOpened();
  return (
    <Popover opened={opened} onChange={setOpened} width="min(360px, 94vw)" position={compact ? "bottom-end" : "right-end"} shadow="lg" trapFocus returnFocus>
      <Popover.Target>{button({ ref, onClick: () => setOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown>{opened && <JobsPanel />}</Popover.Dropdown>
    </Popover>
  );
}
