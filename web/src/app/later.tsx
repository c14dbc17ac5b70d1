import { type ComponentType, lazy, useState } from "react";

interface Module<P> {
  default: ComponentType<P>;
}

/**
 * A part that comes when it is needed, and is simply there when it came before. `lazy` alone waits once more even then,
 * and what was waited for React shows a third of a second later at the earliest.
 */
export function later<P extends object, M extends Module<P>>(load: () => Promise<M & Module<P>>): ComponentType<P> & { load: () => Promise<M> } {
  let there: ComponentType<P> | null = null;
  const fetch = async (): Promise<M & Module<P>> => {
    const part = await load();
    there = part.default;
    return part;
  };
  const Awaited = lazy(fetch);
  function Part(props: P) {
    // As it was when it was first drawn: another kind of component would lose what was typed in it.
    const [Chosen] = useState<ComponentType<P>>(() => there ?? Awaited);
    return <Chosen {...props} />;
  }
  return Object.assign(Part, { load: fetch });
}

/** A part that a page can do without: where it does not come (no network, and no worker that keeps it yet), there is nothing. */
export function optional<P extends object>(load: () => Promise<Module<P>>): ComponentType<P> {
  return lazy(() => load().catch((): Module<P> => ({ default: () => null })));
}
