/** What a document may hold, as the server has it (`content/nodes.py`, `values.py`); `tests/unit/schema.test.ts` compares it with the editor and the server. */
const BLOCKS = [
  "paragraph",
  "heading",
  "bulletList",
  "orderedList",
  "taskList",
  "blockquote",
  "callout",
  "details",
  "columns",
  "codeBlock",
  "blockMath",
  "horizontalRule",
  "table",
  "image",
  "embed",
  "bookmark",
];
const INLINE = ["hardBreak", "mention", "date", "reference", "inlineMath"];

/** What a highlight or the colour of a text may be: names, which each theme shows in its own way. */
export const COLOURS = ["gray", "red", "orange", "yellow", "green", "blue", "purple"] as const;
export const CALLOUTS = ["note", "tip", "important", "warning", "caution"] as const;
export const ALIGNMENTS = ["left", "center", "right", "justify"] as const;
export const SIDES = ["left", "center", "right"] as const;
export const LONGEST_FORMULA = 5_000;

/** The elements that an element may hold; words belong where `WORDS` says. */
export const CONTENT: Record<string, readonly string[]> = {
  paragraph: INLINE,
  heading: INLINE,
  codeBlock: [],
  bulletList: ["listItem"],
  orderedList: ["listItem"],
  taskList: ["taskItem"],
  listItem: BLOCKS,
  taskItem: BLOCKS,
  blockquote: BLOCKS,
  callout: BLOCKS,
  details: ["detailsSummary", "detailsContent"],
  detailsSummary: [],
  detailsContent: BLOCKS,
  columns: ["column"],
  column: BLOCKS,
  table: ["tableRow"],
  tableRow: ["tableCell", "tableHeader"],
  tableCell: BLOCKS,
  tableHeader: BLOCKS,
  horizontalRule: [],
  image: [],
  hardBreak: [],
  mention: [],
  date: [],
  reference: [],
  embed: [],
  bookmark: [],
  inlineMath: [],
  blockMath: [],
};
export const ROOT_CONTENT: readonly string[] = BLOCKS;
export const WORDS: ReadonlySet<string> = new Set(["paragraph", "heading", "codeBlock", "detailsSummary"]);
export const MARKS: ReadonlySet<string> = new Set(["link", "highlight", "textColor", "bold", "italic", "strike", "underline", "code"]);

/** Levels that are shown. */
export const DEEPEST = 90;

type Test = (value: unknown) => boolean;
const whole =
  (least: number, most: number): Test =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const word: Test = (value) => typeof value === "string";
const width: Test = (value) => typeof value === "number" && value >= 0 && value <= 100_000;
const oneOf =
  (...names: readonly string[]): Test =>
  (value) =>
    names.includes(value as string);
const flag: Test = (value) => typeof value === "boolean";

/** Whether it is a day of the calendar, as ISO 8601 writes it: 2026-11-30. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "0001") return false;
  const then = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(then.getTime()) && then.toISOString().startsWith(value);
}
const formula: Test = (value) => typeof value === "string" && value.length <= LONGEST_FORMULA;
/** The form of an id, and of the name of a type of objects; a picture is none that is pointed at. */
export const isId: Test = (value) => typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
export const isObject: Test = (value) => typeof value === "string" && /^[a-z][a-z_]{0,31}$/.test(value) && value !== "image";
/** Whether an address leads to a page on the web and to nothing else: no script, and no name or password in it. */
export const isWeb: Test = (value) => {
  if (typeof value !== "string" || value.length > 2_000 || !/^https?:\/\/[^\u0000-\u0020\u007f]+$/i.test(value)) return false;
  try {
    const { hostname, username, password } = new URL(value);
    return hostname !== "" && username === "" && password === "";
  } catch {
    return false;
  }
};
const target: Record<string, Test> = { object: isObject, id: isId };
const cell: Record<string, Test> = {
  colspan: whole(1, 1000),
  rowspan: whole(1, 1000),
  colwidth: (value) => Array.isArray(value) && value.length <= 1000 && value.every((one) => one === null || width(one)),
  align: word,
  color: oneOf(...COLOURS),
};
export const ATTRIBUTES: Record<string, Record<string, Test>> = {
  paragraph: { textAlign: oneOf(...ALIGNMENTS) },
  heading: { level: whole(1, 6), textAlign: oneOf(...ALIGNMENTS) },
  orderedList: { start: whole(-1e9, 1e9), type: word },
  taskItem: { checked: flag },
  codeBlock: { language: word },
  table: { wide: flag },
  tableCell: cell,
  tableHeader: cell,
  image: { src: word, alt: word, title: word, width, align: oneOf(...SIDES) },
  mention: { id: word, label: word },
  date: { day: isDay },
  reference: target,
  embed: target,
  bookmark: { url: isWeb, title: word, description: word, site: word },
  callout: { kind: oneOf(...CALLOUTS) },
  inlineMath: { latex: formula },
  blockMath: { latex: formula },
  highlight: { color: oneOf(...COLOURS) },
  textColor: { color: oneOf(...COLOURS) },
};

const plain: Test = (value) => value === null || ["string", "boolean"].includes(typeof value) || (typeof value === "number" && Number.isFinite(value));

/** Whether an attribute can be shown; null stands for its default. */
export function fits(element: string, name: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  const test = ATTRIBUTES[element]?.[name];
  return test ? test(value) : plain(value);
}

/** Whether a mark can be shown: a name that there is, and plain attributes. */
export function isMark(key: string, value: unknown): boolean {
  const name = key.replace(/--[a-zA-Z0-9+/=]{8}$/, "");
  if (!MARKS.has(name)) return false;
  return (
    value === null || (typeof value === "object" && !Array.isArray(value) && Object.entries(value).every(([of, one]) => plain(one) && fits(name, of, one)))
  );
}
