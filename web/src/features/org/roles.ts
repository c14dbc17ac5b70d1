import type { Org } from "../../data/types.ts";

/** Whether the person may change the organization itself, and who is in it. */
export const runs = (org: Org): boolean => org.role === "owner" || org.role === "admin";
