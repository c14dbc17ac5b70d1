import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { navigate } from "wouter/use-browser-location";
import { useWorkspace } from "./context.tsx";
import { creations } from "./features.ts";
import type { MenuProps } from "./LaterMenu.tsx";
import { useOpened } from "./useOpened.ts";

/** Everything that can be made, as the features say it. */
export default function CreateMenu({ org, button }: { org: string } & MenuProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { button: ref, opened, setOpened } = useOpened();
  const where = { workspace, org, t, go: navigate };
  return (
    <Menu width={236} position="bottom-start" opened={opened} onChange={setOpened}>
      <Menu.Target>{button({ ref })}</Menu.Target>
      <Menu.Dropdown>
        {creations
          .filter(({ offered }) => offered?.(where) ?? true)
          .map(({ id, label, icon: Icon, letter, run }) => (
            <Menu.Item key={id} leftSection={<Icon size={16} />} rightSection={letter && <kbd>{letter}</kbd>} onClick={() => run(where)}>
              {t(label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
