import haskell from "highlight.js/lib/languages/haskell";
import scala from "highlight.js/lib/languages/scala";
import { common, createLowlight } from "lowlight";

export interface Token {
  from: number;
  to: number;
  kind: string;
}

/** More than this in one block is left plain: colouring it would hold up the keys. */
const LONGEST = 20_000;

/** The languages that the code tools offer; TOML, HTML and the like are known by their families' names. */
const lowlight = createLowlight({ ...common, haskell, scala });

type Tree = ReturnType<typeof lowlight.highlight>;
type Child = Tree["children"][number];

/** Stretches of a code block that have a meaning in its language, counted from its first character. */
export function tokens(language: string | null, text: string): Token[] {
  if (!language || text.length > LONGEST || !lowlight.registered(language)) return [];
  const found: Token[] = [];
  let at = 0;
  const walk = (children: readonly Child[], kind: string | null): void => {
    for (const child of children) {
      if (child.type === "text") {
        if (kind) found.push({ from: at, to: at + child.value.length, kind });
        at += child.value.length;
      } else if (child.type === "element") {
        const [name] = child.properties.className ?? [];
        walk(child.children, name?.replace("hljs-", "") ?? kind);
      }
    }
  };
  walk(lowlight.highlight(language, text).children, null);
  return found;
}
