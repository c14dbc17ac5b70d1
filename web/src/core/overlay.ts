import type { Effect } from "./entries.ts";

/** A waiting change over what the server is known to hold of a noun. */
export function applyOverlay<T extends { id: string }>(byId: Map<string, T>, effect: Effect, noun: string): void {
  if (effect.noun !== noun) {
    if (effect.op === "put") byId.delete(effect.id);
    else if (effect.op === "remove" && effect.value) byId.set(effect.id, { ...effect.value, id: effect.id } as unknown as T);
    return;
  }
  if (effect.op === "put") byId.set(effect.id, { ...byId.get(effect.id), ...effect.value, id: effect.id } as unknown as T);
  else if (effect.op === "remove") byId.delete(effect.id);
  else if (effect.op === "patch") {
    const held = byId.get(effect.id);
    if (held) byId.set(effect.id, { ...held, ...effect.value });
  }
}

/** Equal in what they hold and in its order. */
export function sameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a) {
    const [otherKey, other] = others.next().value!;
    if (key !== otherKey || value !== other) return false;
  }
  return true;
}

export function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
