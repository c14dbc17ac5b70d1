import { LayoutTemplate } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "../../app/feature.ts";
import { overlay } from "../../app/overlays.ts";

const Gallery = lazy(() => import("./Gallery.tsx"));

export const feature: Feature = {
  creations: [{ id: "template", label: "template.new", icon: LayoutTemplate, at: 15, run: () => overlay.show("templates") }],
  over: { templates: Gallery },
  actions: ({ org, t }) =>
    org
      ? [
          {
            id: "template",
            group: "palette.action",
            title: t("template.new"),
            also: t("also.template"),
            icon: LayoutTemplate,
            at: 1,
            run: () => overlay.show("templates"),
          },
        ]
      : [],
};
