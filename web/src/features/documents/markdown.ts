import { type ZipFile, zip } from "../../ui/zip.ts";

/** A document's Markdown as a file of its own: the title first, unless the text begins with it already. */
export function underTitle(title: string, markdown: string): string {
  const heading = `# ${title.replace(/[\\`*_[\]<>~#&|!]/g, "\\$&")}`;
  return markdown === heading || markdown.startsWith(`${heading}\n`) ? markdown : `${heading}\n\n${markdown}`;
}

export interface Download {
  name: string;
  file: Blob;
  /** Pictures that could not be had: their description stands in their place. */
  missing: number;
}

/** What a download holds: `<title>.md`, or with pictures a ZIP of it and of `images/`, which the text then points into. */
export async function download(title: string, markdown: string, load: (id: string) => Promise<Blob | null>, note: string): Promise<Download> {
  const ids = picturesIn(markdown);
  const pictures: ZipFile[] = [];
  const paths = new Map<string, string>();
  for (const [index, id] of ids.entries()) {
    const blob = await load(id);
    if (!blob) continue;
    const name = `images/picture-${index + 1}.${ENDINGS[blob.type] ?? "bin"}`;
    paths.set(id, name);
    pictures.push({ name, data: new Uint8Array(await blob.arrayBuffer()) });
  }
  const text = underTitle(title, withPaths(markdown, paths, note));
  const name = fileName(title);
  const missing = ids.length - pictures.length;
  if (!pictures.length) return { name: `${name}.md`, file: new Blob([text], { type: "text/markdown" }), missing };
  return { name: `${name}.zip`, file: zip([{ name: `${name}.md`, data: new TextEncoder().encode(text) }, ...pictures]), missing };
}

const ENDINGS: Record<string, string> = { "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif" };

/** A title as a file's name on every system, and as one step of a path. */
export function fileName(title: string): string {
  const safe = title.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, "-").replace(/^[.\s]+|[.\s]+$/g, "");
  return [...safe].slice(0, 60).join("").trimEnd() || "-";
}

/**
 * The Markdown that the API writes, read just as far as pictures ask for: what is escaped, and where links lead, is
 * passed over, and so is code, which is a fence or a span between two equal runs of backticks.
 */
const PARTS = new RegExp(
  [
    /\\[\s\S]/,
    /!\[(?<alt>(?:\\.|[^\\\]])*)\]\(hearth-image:(?<id>[\w-]+)(?<title> "(?:\\.|[^\\"])*")?\)/,
    /<img src="hearth-image:(?<tag>[\w-]+)"(?<rest>[^>]*)>/,
    /\]\((?:<(?:\\.|[^\\>])*>|[^\s()<>]*)(?: "(?:\\.|[^\\"])*")?\)/,
    /(?<run>(?<!`)`+(?!`))(?<code>[\s\S]*?)(?<!`)\k<run>(?!`)/,
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);
const NODE = /^hearth-node\n/;
const SOURCE = /"src": "hearth-image:([\w-]+)"/g;

/** The pictures of this document that its Markdown shows, each once, in the order they come in. */
function picturesIn(markdown: string): string[] {
  const found = new Set<string>();
  for (const { groups } of markdown.matchAll(PARTS)) {
    const id = groups!.id ?? groups!.tag;
    if (id) found.add(id);
    if (NODE.test(groups!.code ?? "")) for (const [, inside] of groups!.code!.matchAll(SOURCE)) found.add(inside!);
  }
  return [...found];
}

function withPaths(markdown: string, paths: ReadonlyMap<string, string>, note: string): string {
  const missing = (alt: string): string => `*${`${alt.trim()} (${note})`.trimStart()}*`;
  return markdown.replace(PARTS, (all: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const path = paths.get(groups.id ?? groups.tag ?? "");
    if (groups.id) return path ? `![${groups.alt}](${path}${groups.title ?? ""})` : missing(groups.alt!);
    if (groups.tag) return path ? `<img src="${path}"${groups.rest}>` : missing(/ alt="([^"]*)"/.exec(groups.rest!)?.[1] ?? "");
    if (!NODE.test(groups.code ?? "")) return all;
    return all.replace(SOURCE, (source: string, id: string) => (paths.has(id) ? `"src": "${paths.get(id)}"` : source));
  });
}
