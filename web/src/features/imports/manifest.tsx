import { FileUp } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "../../app/feature.ts";
import { overlay } from "../../app/overlays.ts";

const ImportDialog = lazy(() => import("./ImportDialog.tsx"));

export const feature: Feature = {
  creations: [{ id: "import", label: "import.title", icon: FileUp, at: 80, run: () => overlay.show("import") }],
  over: { import: ImportDialog },
  actions: ({ org, t }) =>
    org
      ? [{ id: "import", group: "palette.action", title: t("import.title"), also: t("also.import"), icon: FileUp, at: 2, run: () => overlay.show("import") }]
      : [],
};
