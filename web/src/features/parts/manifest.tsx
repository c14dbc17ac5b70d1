import type { Feature } from "../../app/feature.ts";
import { later } from "../../app/later.tsx";

const Parts = later(() => import("./Parts.tsx"));

/** The page of examples of `src/ui`: for whoever builds with them, and for the tests that photograph them. No navigation leads there. */
export const feature: Feature = { pages: [{ path: "/parts", page: () => <Parts />, load: Parts.load }] };
