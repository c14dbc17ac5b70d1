/** The fields of `from` that `fields` has too: what a change was made upon. */
export function pick<T extends object>(from: T, fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, (from as Record<string, unknown>)[field]]));
}
