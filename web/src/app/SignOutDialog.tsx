import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

export default function SignOutDialog({ waiting, stay, leave }: { waiting: number; stay: () => void; leave: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={stay} title={t("signOut.title")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <p>{t("signOut.waiting", { count: waiting })}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={stay} data-autofocus>
          {t("signOut.stay")}
        </Button>
        <Button color="red" onClick={leave}>
          {t("signOut.anyway")}
        </Button>
      </Group>
    </Modal>
  );
}
