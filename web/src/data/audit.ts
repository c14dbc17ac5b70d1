import type { Answer, Api } from "../core/api.ts";
import { fill } from "../core/routes.ts";

/** The whole log as CSV, however many parts it comes in; the later parts without their line of headings. */
export async function auditAsCsv(api: Api, org: string): Promise<string[]> {
  const parts: string[] = [];
  const path = fill("/v1/orgs/{org_id}/audit/export", { org_id: org });
  let query: Record<string, string> | null = { format: "csv" };
  while (query) {
    const { value, headers }: Answer<string> = await api.send<string>("GET", path, { query });
    parts.push(parts.length ? value.slice(value.indexOf("\n") + 1) : value);
    const next: string | undefined = /<\?([^>]*)>; rel="next"/.exec(headers.get("Link") ?? "")?.[1];
    query = next ? Object.fromEntries(new URLSearchParams(next)) : null;
  }
  return parts;
}
