import { newId } from "../../core/ids.ts";
import { upload } from "../../core/upload.ts";
import type { Workspace } from "../../core/workspace.ts";
import { ME } from "../../data/resources.ts";
import { type Job, jobs } from "../jobs/resources.ts";

const MB = 2 ** 20;
/** The most bytes of each kind of file that the server takes. */
const LARGEST: Readonly<Record<string, number>> = {
  md: 10 * MB,
  markdown: 10 * MB,
  txt: 10 * MB,
  html: 25 * MB,
  htm: 25 * MB,
  docx: 50 * MB,
  zip: 100 * MB,
};
export const ACCEPTED = Object.keys(LARGEST).map((ending) => `.${ending}`);
export const MOST_FILES = 50;

const endingOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1).toLowerCase();

/** Why a file cannot be imported, as the key of a text; null for one that can. */
export function wrongWith({ name, size }: Pick<File, "name" | "size">): "import.unsupported" | "import.tooLarge" | "import.empty" | null {
  const most = LARGEST[endingOf(name)];
  if (most === undefined || !name.includes(".")) return "import.unsupported";
  if (size === 0) return "import.empty";
  return size > most ? "import.tooLarge" : null;
}

/** Whether a drag brings files, and not something of the page. */
export const bringsFiles = (transfer: DataTransfer | null): boolean => Boolean(transfer?.types.includes("Files"));

/** A file's name as the server takes it: one step of a path, of at most 255 characters. */
const plainName = (name: string): string => name.replace(/[\u0000-\u001f\u007f/\\]/g, "-").slice(-255);

/** Sends files and has documents made of them; `sent` says how many have arrived. The answer is the job that makes them. */
export async function importFiles(
  workspace: Workspace,
  org: string,
  files: readonly File[],
  parent: string | null,
  sent: (number: number) => void,
): Promise<Job> {
  const given: { upload: string; name: string }[] = [];
  for (const file of files) {
    const name = plainName(file.name);
    const form = await workspace.api.post("/v1/orgs/{org_id}/document-imports/uploads", { path: { org_id: org }, body: { name, size: file.size } });
    await upload(form, file);
    given.push({ upload: form.upload, name });
    sent(given.length);
  }
  const job = await workspace.api.post("/v1/orgs/{org_id}/document-imports", {
    path: { org_id: org },
    body: { files: given, ...(parent ? { parent_id: parent } : {}) },
    idempotencyKey: newId(),
  });
  await workspace.collection(jobs, ME).accept(job);
  return job;
}

/** Files that were dropped somewhere, for the dialog that is about to open. */
export const handed: { files: readonly File[]; parent: string | null } = { files: [], parent: null };
