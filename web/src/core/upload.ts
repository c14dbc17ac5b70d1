import { ApiError } from "./problem.ts";

/** A signed form to the bucket: the bytes never pass through a function. */
export interface SignedUpload {
  url: string;
  fields?: Record<string, string>;
  method?: "POST" | "PUT";
  headers?: Record<string, string>;
}

export async function upload(target: SignedUpload | { upload: SignedUpload }, file: Blob): Promise<void> {
  const to = "upload" in target ? target.upload : target;
  let body: BodyInit = file;
  if (to.method !== "PUT") {
    const form = new FormData();
    for (const [name, value] of Object.entries(to.fields ?? {})) form.append(name, value);
    form.append("file", file);
    body = form;
  }
  let response: Response;
  try {
    response = await fetch(to.url, { method: to.method ?? "POST", body, headers: to.headers, credentials: "omit" });
  } catch (error) {
    throw new ApiError("unreachable", "unreachable", 0, String(error));
  }
  if (!response.ok) throw new ApiError("refused", "upload_refused", response.status, response.statusText);
}
