import { type Editor, mergeAttributes, Node, nodeInputRule } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { LONGEST_FORMULA } from "../../../core/shape.ts";
import type { Drawn } from "./katex.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    math: {
      /** Puts in a formula, within the line or as a block. */
      insertMath: (kind: "inlineMath" | "blockMath", latex: string) => ReturnType;
    };
  }
}

let draw: ((latex: string, block: boolean) => Drawn) | null = null;

/** The typesetter comes with the first formula; until then, and where it fails, its source is shown. */
async function show(element: HTMLElement, latex: string, block: boolean): Promise<void> {
  element.textContent = latex || "∑";
  element.toggleAttribute("data-empty", !latex);
  element.removeAttribute("data-error");
  element.dataset.latex = latex;
  if (!latex) return;
  try {
    draw ??= (await import("./katex.ts")).draw;
  } catch {
    return; // offline before the first formula: the source stays
  }
  if (element.dataset.latex !== latex) return; // changed meanwhile
  const { math, error } = draw(latex, block);
  if (math) element.replaceChildren(math);
  else element.textContent = `${latex} — ${error}`;
  element.toggleAttribute("data-error", error !== null);
}

function formula(name: "inlineMath" | "blockMath") {
  const block = name === "blockMath";
  const tag = block ? "div" : "span";
  return Node.create({
    name,
    group: block ? "block" : "inline",
    inline: !block,
    atom: true,
    selectable: true,
    addAttributes() {
      return {
        latex: {
          default: "",
          parseHTML: (element) => (element.dataset.latex ?? "").slice(0, LONGEST_FORMULA),
          renderHTML: ({ latex }) => ({ "data-latex": latex as string }),
        },
      };
    },
    parseHTML: () => [{ tag: `${tag}[data-type="${name}"]` }],
    renderHTML: ({ node, HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes, { "data-type": name }), node.attrs.latex as string],
    renderText: ({ node }) => (block ? `$$\n${node.attrs.latex}\n$$` : `$${node.attrs.latex}$`),
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement(tag);
        dom.className = block ? "h-math h-math-block" : "h-math";
        void show(dom, node.attrs.latex as string, block);
        return {
          dom,
          ignoreMutation: () => true,
          update: (now) => {
            if (now.type.name !== name) return false;
            if (now.attrs.latex !== dom.dataset.latex) void show(dom, now.attrs.latex as string, block);
            return true;
          },
        };
      };
    },
  });
}

export const InlineMath = formula("inlineMath").extend({
  addCommands() {
    return {
      insertMath:
        (kind, latex) =>
        ({ commands, state }) => {
          const { from, to } = state.selection;
          return commands.insertContentAt({ from, to }, { type: kind, attrs: { latex } }) && commands.setNodeSelection(from);
        },
    };
  },
  addInputRules() {
    // As the server reads it: no space within the ends.
    return [nodeInputRule({ find: /(?<![\\$])(\$([^\s$](?:[^$\n]*[^\s$\\])?)\$\s)$/, type: this.type, getAttributes: (match) => ({ latex: match[2] }) })];
  },
  markdownTokenName: "inlineMath",
  markdownTokenizer: {
    name: "inlineMath",
    level: "inline",
    start: (source: string) => source.indexOf("$"),
    tokenize(source) {
      const found = /^\$([^\s$](?:(?:\\.|[^$\\\n])*[^\s$\\])?)\$(?!\d)/.exec(source);
      return found ? { type: "inlineMath", raw: found[0], latex: found[1] } : undefined;
    },
  },
  parseMarkdown: (token, helpers) => helpers.createNode("inlineMath", { latex: token.latex as string }),
});

export const BlockMath = formula("blockMath").extend({
  addInputRules() {
    return [nodeInputRule({ find: /^\$\$\s$/, type: this.type, getAttributes: () => ({ latex: "" }) })];
  },
  markdownTokenName: "blockMath",
  markdownTokenizer: {
    name: "blockMath",
    level: "block",
    start: (source: string) => source.search(/^\$\$/m),
    tokenize(source) {
      const found = /^\$\$[ \t]*\n([\s\S]+?)\n\$\$[ \t]*(?:\n|$)|^\$\$([^$\n]+)\$\$[ \t]*(?:\n|$)/.exec(source);
      return found ? { type: "blockMath", raw: found[0], latex: (found[1] ?? found[2] ?? "").trim() } : undefined;
    },
  },
  parseMarkdown: (token, helpers) => helpers.createNode("blockMath", { latex: token.latex as string }),
});

/** The formula that is selected, and where. */
export function formulaAt(editor: Editor): { name: "inlineMath" | "blockMath"; latex: string; at: number } | null {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return null;
  const { name } = selection.node.type;
  if (name !== "inlineMath" && name !== "blockMath") return null;
  return { name, latex: selection.node.attrs.latex as string, at: selection.from };
}
