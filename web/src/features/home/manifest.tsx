import { House } from "lucide-react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";

const Home = later(() => import("./Home.tsx"));

export const feature: Feature = {
  pages: [{ path: "/o/:org", page: () => <Home />, load: Home.load, first: ["/"] }],
  destinations: [
    {
      id: "home",
      to: "",
      label: "nav.home",
      icon: House,
      at: 30,
      sidebar: { part: "top", at: 10, exact: true },
      bottom: { at: 10, exact: true },
      key: { letter: "H", label: "keys.home" },
    },
  ],
};
