/** Everything that can go wrong with a request, as one union: callers switch on `kind`, then on `code`. */
export interface FieldProblem {
  pointer: string;
  message: string;
  code?: string;
}

interface ProblemBody {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  request_id?: string;
  email?: string;
  errors?: FieldProblem[];
  quota?: string;
}

export type FailureKind = "unreachable" | "busy" | "server" | "unauthenticated" | "refused";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly retryAfter: number | null = null,
    readonly requestId: string | null = null,
    /** Of `quota_exceeded`: which one. */
    readonly quota: string | null = null,
    /** Whose account it is about, where the answer says so. */
    readonly email: string | null = null,
  ) {
    super(`${code}: ${detail}`);
  }

  /** Worth another try without anybody changing anything. */
  get passing(): boolean {
    return this.kind === "unreachable" || this.kind === "busy" || this.kind === "server";
  }

  field(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer || field.pointer === `/${pointer}`)?.message;
  }
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError("unreachable", "unreachable", 0, cause instanceof Error ? cause.message : String(cause));
}

/** Whatever was thrown, as a problem: an answer that cannot be read is the server's trouble, and passes. */
export function problemFrom(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  console.error(thrown);
  return new ApiError("server", "bad_answer", 0, thrown instanceof Error ? thrown.message : String(thrown));
}

function kindOf(status: number, code: string): FailureKind {
  if (status === 401) return "unauthenticated";
  if (status === 429 || status === 408 || code === "request_in_progress") return "busy";
  if (status >= 500) return "server";
  return "refused";
}

export async function errorOf(response: Response): Promise<ApiError> {
  let body: ProblemBody = {};
  try {
    body = (await response.json()) as ProblemBody;
  } catch {
    // A gateway in between may answer with HTML or nothing; the status then says all there is.
  }
  const code = body.code ?? `http_${response.status}`;
  const after = Number(response.headers.get("Retry-After"));
  return new ApiError(
    kindOf(response.status, code),
    code,
    response.status,
    body.detail ?? body.title ?? response.statusText,
    body.errors ?? [],
    Number.isFinite(after) && after > 0 ? after : null,
    body.request_id ?? null,
    body.quota ?? null,
    body.email ?? null,
  );
}
