// The other side of test_tiptap.py: real TipTap and y-tiptap. Reads one JSON object a line, answers with one a line.
//   node tiptap.mjs <folder with node_modules>
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.argv[2]}/package.json`);
const Y = require("yjs");
const { Extension, getSchema, Mark, Node } = require("@tiptap/core");
const { StarterKit } = require("@tiptap/starter-kit");
const { TaskItem, TaskList } = require("@tiptap/extension-list");
const { TableKit } = require("@tiptap/extension-table");
const { Details, DetailsContent, DetailsSummary } = require("@tiptap/extension-details");
const { Highlight } = require("@tiptap/extension-highlight");
const { Image } = require("@tiptap/extension-image");
const { Mention } = require("@tiptap/extension-mention");
const { prosemirrorJSONToYXmlFragment, yXmlFragmentToProseMirrorRootNode } = require("@tiptap/y-tiptap");

const nothing = { default: null };
const schema = getSchema([
  StarterKit.configure({ undoRedo: false }),
  TaskList,
  TaskItem.configure({ nested: true }),
  TableKit,
  Image.extend({ addAttributes: () => ({ src: nothing, alt: nothing, title: nothing, width: nothing, align: nothing }) }),
  Details,
  DetailsSummary,
  DetailsContent,
  Highlight.configure({ multicolor: true }),
  Extension.create({
    name: "align",
    addGlobalAttributes: () => [{ types: ["paragraph", "heading"], attributes: { textAlign: nothing } }],
  }),
  Mark.create({ name: "textColor", addAttributes: () => ({ color: nothing }) }),
  Node.create({ name: "callout", group: "block", content: "block+", addAttributes: () => ({ kind: { default: "note" } }) }),
  Node.create({ name: "inlineMath", group: "inline", inline: true, atom: true, addAttributes: () => ({ latex: { default: "" } }) }),
  Node.create({ name: "blockMath", group: "block", atom: true, addAttributes: () => ({ latex: { default: "" } }) }),
  Mention.extend({ addAttributes: () => ({ id: nothing, label: nothing }) }),
]);

const acts = {
  // a document written by the editor: its update, and what the editor itself says it holds
  make({ content }) {
    const doc = new Y.Doc();
    prosemirrorJSONToYXmlFragment(schema, content, doc.getXmlFragment("default"));
    return { update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64"), content: read(doc) };
  },
  // a document written by the server, as the editor reads it; fails if the schema does not take it
  read({ updates }) {
    const doc = new Y.Doc();
    for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, "base64"));
    return { content: read(doc), size: Y.encodeStateAsUpdate(doc).length };
  },
};

function read(doc) {
  const fragment = doc.getXmlFragment("default");
  const before = Y.encodeStateVector(doc).toString();
  const root = yXmlFragmentToProseMirrorRootNode(fragment, schema);
  root.check();
  if (Y.encodeStateVector(doc).toString() !== before) throw new Error("reading changed the document");
  return root.toJSON();
}

for await (const line of createInterface({ input: process.stdin })) {
  const ask = JSON.parse(line);
  let answer;
  try {
    answer = acts[ask.act](ask);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
