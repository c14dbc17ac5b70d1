import * as Y from "yjs";

/** The plain words in an update. Alone it may hang on parts that are missing here; then its strings are read out. */
export function textOf(update: Uint8Array): string {
  const words: string[] = [];
  for (const struct of Y.decodeUpdate(update).structs) {
    const content = (struct as { content?: { str?: string } }).content;
    if (typeof content?.str === "string") words.push(content.str);
  }
  return words.join("");
}
