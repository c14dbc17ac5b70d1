/**
 * What the API's own description says of each route, as types: which parts its path has, what it may be asked, what
 * must be sent and what comes back. Nothing of this is left at run time.
 */
import type { paths } from "../data/api.gen.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Described = { responses: unknown };
type Operation<M extends Method, P extends keyof paths> = paths[P][Lowercase<M>];

/** The paths that know this method. */
export type Path<M extends Method> = { [P in keyof paths]: Operation<M, P> extends Described ? P : never }[keyof paths];

type PathOf<O> = O extends { parameters: { path: infer T } } ? { path: T } : { path?: undefined };
type QueryOf<O> = O extends { parameters: { query: infer T } }
  ? { query: T }
  : O extends { parameters: { query?: infer T } }
    ? { query?: T }
    : { query?: undefined };
type Sent<O> = O extends { requestBody: { content: infer C } } ? C[keyof C] : never;
type BodyOf<O> = [Sent<O>] extends [never] ? { body?: undefined } : { body: Sent<O> };
type Content<R> = R extends { content: infer C } ? ("application/json" extends keyof C ? C["application/json"] : string) : undefined;
type Done<R> = { [S in keyof R & (200 | 201 | 202 | 204)]: Content<R[S]> }[keyof R & (200 | 201 | 202 | 204)];

/** What a route must be given. */
export type Given<M extends Method, P extends Path<M>> = PathOf<Operation<M, P>> & QueryOf<Operation<M, P>> & BodyOf<Operation<M, P>>;

/** What it answers when all is well. */
export type Answered<M extends Method, P extends Path<M>> = Operation<M, P> extends { responses: infer R } ? Done<R> : never;

/** The lists: they come in pages, and one reads them to their end. */
export type ListPath = { [P in Path<"GET">]: Answered<"GET", P> extends { items: unknown[]; next?: string | null } ? P : never }[Path<"GET">];
export type ItemOf<P extends ListPath> = Answered<"GET", P> extends { items: (infer T)[] } ? T : never;

export type Parts = Record<string, string>;

/** A path with its parts filled in. */
export function fill(path: string, parts: Parts = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name]!));
}

/** A request as it is kept until it can be sent: checked here, when it is made. */
export function request<M extends Method, P extends Path<M>>(
  method: M,
  path: P,
  given: Omit<Given<M, P>, "query">,
): { method: M; path: string; body?: Record<string, unknown> } {
  const { path: parts, body } = given as { path?: Parts; body?: Record<string, unknown> };
  return { method, path: fill(path, parts), body };
}
