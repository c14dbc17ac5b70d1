import { useTranslation } from "react-i18next";
import { useResource } from "../../app/context.tsx";
import { orgUsage } from "./resources.ts";
import type { Org } from "../../data/types.ts";
import { Quotas } from "../../ui/Quotas.tsx";

export function Usage({ org }: { org: Org }) {
  const { t } = useTranslation();
  return <Quotas title={t("org.usage")} lead={t("org.usageLead")} view={useResource(orgUsage, org.id)} />;
}
