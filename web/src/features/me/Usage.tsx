import { useTranslation } from "react-i18next";
import { useResource } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import { myUsage } from "./resources.ts";
import { Quotas } from "../../ui/Quotas.tsx";

export function Usage() {
  const { t } = useTranslation();
  return <Quotas title={t("me.usage")} lead={t("me.usageLead")} view={useResource(myUsage, ME)} />;
}
