import { getSchema, type JSONContent } from "@tiptap/core";
import { Node, type Schema } from "@tiptap/pm/model";
import { useMemo, useState } from "react";
import { useWorkspace } from "../../app/context.tsx";
import { schemaExtensions } from "../editor/extensions.ts";
import { Images } from "../editor/images.ts";
import { Words } from "../history/Words.tsx";

const NONE: readonly never[] = [];
let schema: Schema | null = null;

/** What a template says, as a document will look. Its pictures are the template's, and come with the document. */
export default function Preview({ org, content, label }: { org: string; content: JSONContent; label: string }) {
  const workspace = useWorkspace();
  const [images] = useState(() => new Images(workspace, org, "template"));
  const doc = useMemo(() => Node.fromJSON((schema ??= getSchema(schemaExtensions())), withoutPictures(content)), [content]);
  return <Words doc={doc} stretches={NONE} images={images} label={label} />;
}

function withoutPictures(node: JSONContent): JSONContent {
  if (node.type === "image") {
    const alt = (node.attrs?.alt as string | undefined) || (node.attrs?.title as string | undefined) || "…";
    return { type: "paragraph", content: [{ type: "text", text: `[${alt}]` }] };
  }
  return node.content ? { ...node, content: node.content.map(withoutPictures) } : node;
}
