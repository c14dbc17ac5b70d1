import { isId, isObject } from "../../../core/shape.ts";

/** An object of ours: its type, and its id. */
export interface Target {
  object: string;
  id: string;
}

/** How an object is called and where it is, for what leaves the editor: copied text, and HTML for other programs. */
type Called = (target: Target) => { title: string; href: string } | null;
let calls: Called = () => null;

export const called: Called = (target) => calls(target);

/** The page that is open knows what the objects of its org are called. */
export function callObjects(by: Called): () => void {
  calls = by;
  return () => {
    if (calls === by) calls = () => null;
  };
}

export function targetOf(attrs: Record<string, unknown>): Target | null {
  const { object, id } = attrs;
  return isObject(object) && isId(id) ? { object: object as string, id: id as string } : null;
}
