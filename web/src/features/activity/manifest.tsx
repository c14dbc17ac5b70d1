import { Activity as Pulse } from "lucide-react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";

const Activity = later(() => import("./Activity.tsx"));

export const feature: Feature = {
  pages: [{ path: "/o/:org/activity", page: () => <Activity />, load: Activity.load }],
  destinations: [
    {
      id: "activity",
      to: "activity",
      label: "nav.activity",
      icon: Pulse,
      at: 32,
      sidebar: { part: "top", at: 20 },
      bottom: { at: 30 },
      key: { letter: "A", label: "keys.activity" },
    },
  ],
};
