import { lazy, Suspense } from "react";
import type { Feature } from "../../app/feature.ts";

const JobsBadge = lazy(() => import("./JobsBadge.tsx"));

/** After the first paint: most visits have no job to show. */
function Status({ compact }: { compact?: boolean }) {
  return (
    <Suspense fallback={null}>
      <JobsBadge compact={compact} />
    </Suspense>
  );
}

export const feature: Feature = { status: Status };
