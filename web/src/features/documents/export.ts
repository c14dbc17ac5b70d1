import type { Workspace } from "../../core/workspace.ts";
import { newId } from "../../core/ids.ts";
import { ME } from "../../data/resources.ts";
import { ended, fileOf, jobs } from "../jobs/resources.ts";

export type ExportFormat = "pdf" | "docx" | "html";

/** Where letters are written on US letter (CLDR, `measurementData/paperSize`). */
const LETTER = new Set("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" "));

export const paperOf = (language: string): "a4" | "us-letter" => (LETTER.has(new Intl.Locale(language).maximize().region ?? "") ? "us-letter" : "a4");

/**
 * Has the server make a file of a document. `started` when it has begun; the answer is a link to the file, or null when
 * there is none: the tray of jobs says why.
 */
export async function exportDocument(
  workspace: Workspace,
  org: string,
  id: string,
  format: ExportFormat,
  language: string,
  started: () => void,
): Promise<string | null> {
  const job = await workspace.api.post("/v1/orgs/{org_id}/documents/{document_id}/export", {
    path: { org_id: org, document_id: id },
    body: { format, paper: paperOf(navigator.language), locale: language },
    idempotencyKey: newId(),
  });
  const list = workspace.collection(jobs, ME);
  await list.accept(job);
  started();
  const done = await ended(list, job.id);
  return done?.result?.file ? fileOf(workspace.api, done) : null;
}
