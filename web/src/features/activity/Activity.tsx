import { Activity as Icon } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useResource, useOrgId } from "../../app/context.tsx";
import { activity, mine, withMentions } from "./resources.ts";
import { ME } from "../../data/resources.ts";
import { useProblemText } from "../../ui/action.ts";
import { Empty, Note, Page, Waiting } from "../../ui/bits.tsx";
import { Older } from "../../ui/Long.tsx";
import { Feed } from "./Feed.tsx";

export default function Activity() {
  const { t } = useTranslation();
  const org = useOrgId();
  const view = useResource(activity, org);
  const { items, phase, error, goesOn } = view;
  const own = useResource(mine, ME).items;
  const problem = useProblemText();
  const entries = useMemo(() => withMentions(items, own, org, goesOn), [items, own, org, goesOn]);
  return (
    <Page title={t("nav.activity")} lead={t("activity.lead")}>
      {error && entries.length === 0 && <Note tone="amber">{problem(error)}</Note>}
      {phase !== "ready" && !error ? (
        <Waiting rows={8} />
      ) : entries.length === 0 ? (
        <Empty icon={Icon} title={t("activity.emptyTitle")}>
          {t("activity.emptyText")}
        </Empty>
      ) : (
        <Feed entries={entries} org={org} days />
      )}
      <Older view={view} count={items.length} />
    </Page>
  );
}
