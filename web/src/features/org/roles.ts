import type { Org } from "../../data/types.ts";

/** Whether the person may change the organization itself, and who is in it. */
export const runs = (org: Org): boolean => org.role === "owner" || org.role === "admin";

/** Whether the person may ask others in: what they may not do, they are not offered. */
export const mayInvite = (org: Org | undefined): boolean => org !== undefined && (runs(org) || org.role === "manager");

/** Whether the person may make documents: guests and viewers may not. Of an org that is not known here yet, they are asked. */
export const mayMake = (org: Org | undefined): boolean => org?.role !== "guest" && org?.role !== "viewer";
