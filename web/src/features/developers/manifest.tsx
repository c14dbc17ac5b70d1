import { Code } from "lucide-react";
import { lazy } from "react";
import type { Feature } from "../../app/feature.ts";

const Developers = lazy(() => import("./Developers.tsx"));

export const feature: Feature = {
  pages: [{ path: "/developers", page: () => <Developers /> }],
  destinations: [{ id: "api", to: "/developers", label: "nav.developers", icon: Code, at: 38, sidebar: { part: "end", at: 30 } }],
};
