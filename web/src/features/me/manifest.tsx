import { KeyRound, UserRound } from "lucide-react";
import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";

const Me = later(() => import("./Me.tsx"));

export const feature: Feature = {
  pages: [{ path: "/me/:tab?", page: ({ tab }) => <Me params={{ tab }} />, load: Me.load }],
  destinations: [
    { id: "me", to: "/me", label: "me.profile", icon: UserRound, at: 36 },
    { id: "keys", to: "/me/api-keys", label: "me.apiKeys", icon: KeyRound, at: 37 },
  ],
};
