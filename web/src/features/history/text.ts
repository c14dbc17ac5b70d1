import { getSchema } from "@tiptap/core";
import { Node, type Schema } from "@tiptap/pm/model";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import { schemaExtensions } from "../editor/extensions.ts";
import type { DocumentSession } from "../editor/session.ts";

let schema: Schema | null = null;
const read = new WeakMap<object, Node>();

/** What the server says of a version, as the editor has it. Equal texts come out equal, whatever was left out of them. */
export function readText(content: unknown): Node {
  schema ??= getSchema(schemaExtensions());
  const json = content as { content?: unknown[] };
  let node = read.get(json);
  if (!node) {
    node = json.content?.length ? Node.fromJSON(schema, json) : schema.topNodeType.createAndFill()!;
    read.set(json, node);
  }
  return node;
}

/** What the document says at this moment, with what is not sent yet. */
export function textNow(session: DocumentSession): Node {
  // Of what cannot be shown there is no text; the versions before it have theirs.
  if (session.getSnapshot().broken) return readText({});
  return readText(yXmlFragmentToProsemirrorJSON(session.doc.getXmlFragment("default")));
}
