import { Shapes } from "lucide-react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";

const Gardens = later(() => import("./Gardens.tsx"));

export const feature: Feature = {
  pages: [{ path: "/o/:org/gardens", page: () => <Gardens />, load: Gardens.load }],
  destinations: [{ id: "gardens", to: "gardens", label: "gardens.title", icon: Shapes, at: 35, sidebar: { part: "top", at: 50 } }],
};
