/** A person's favourites of an org: among their preferences, so that they are on every device. */
const KEY = "favourites";
/** The preferences of a person have 16 kB; beyond so many in one org the oldest go. */
export const MOST = 100;

type Values = Readonly<Record<string, unknown>>;

const all = (values: Values | undefined): Readonly<Record<string, unknown>> => {
  const held = values?.[KEY];
  return typeof held === "object" && held !== null && !Array.isArray(held) ? (held as Record<string, unknown>) : {};
};

/** In the order in which they were chosen. What another program put there instead of names is none. */
export function favouritesOf(values: Values | undefined, org: string): readonly string[] {
  const ids = all(values)[org];
  return Array.isArray(ids) ? [...new Set(ids.filter((id): id is string => typeof id === "string"))] : [];
}

/** The preferences with this one added to the favourites, or taken out of them. */
export function withFavourite(values: Values | undefined, org: string, id: string, on: boolean): Record<string, unknown> {
  const others = favouritesOf(values, org).filter((one) => one !== id);
  const next = on ? [...others, id].slice(-MOST) : others;
  const orgs = { ...all(values) };
  if (next.length) orgs[org] = [...next];
  else delete orgs[org];
  return { ...values, [KEY]: orgs };
}
