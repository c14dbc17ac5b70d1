import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import type { MenuProps } from "../../app/LaterMenu.tsx";
import { say } from "../../app/notify.tsx";
import { useOpened } from "../../app/useOpened.ts";
import { changeMember, removeMember } from "./changes.ts";
import type { Member } from "../../data/types.ts";

export default function MemberMenu({ org, member, button }: { org: string; member: Member } & MenuProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { button: ref, opened, setOpened } = useOpened();
  const remove = async (): Promise<void> => {
    await workspace.change(removeMember(org, member));
    say(t("org.removed", { name: member.name }));
  };
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>{button({ ref })}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void workspace.change(changeMember(org, member, { suspended: !member.suspended }))}>
          {t(member.suspended ? "org.unsuspend" : "org.suspend")}
        </Menu.Item>
        <Menu.Item color="red" onClick={() => void remove()}>
          {t("org.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
