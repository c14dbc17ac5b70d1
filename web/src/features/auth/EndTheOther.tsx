import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { openApi } from "../../app/context.tsx";
import { useAction } from "../../ui/action.ts";

/** The browser holds a session of which this page knows nothing (its storage was cleared): it ends only when asked to. */
export function EndTheOther({ then }: { then: () => void }) {
  const { t } = useTranslation();
  const end = useAction(async () => {
    await openApi.post("/v1/auth/logout", { body: {}, anonymous: true });
    then();
  });
  return (
    <Button size="md" variant="default" loading={end.busy} fullWidth onClick={() => void end.run()}>
      {t("auth.endOther")}
    </Button>
  );
}
