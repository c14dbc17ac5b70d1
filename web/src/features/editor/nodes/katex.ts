import katex from "katex";

export interface Drawn {
  math: Element | null;
  /** What is wrong with it, in the words of the typesetter. */
  error: string | null;
}

/**
 * A formula as MathML, which browsers draw themselves and screen readers read: no fonts, and no styles in the page. Macros
 * expand a bounded number of times and nothing is larger than 20 em, so that no formula holds up or covers the page; what
 * could lead elsewhere (`\href`, `\includegraphics`) is refused.
 */
export function draw(latex: string, block: boolean): Drawn {
  const place = document.createElement("span");
  try {
    katex.render(latex, place, { output: "mathml", displayMode: block, throwOnError: true, strict: "ignore", trust: false, maxExpand: 500, maxSize: 20 });
    return { math: place.querySelector("math"), error: null };
  } catch (error) {
    return { math: null, error: error instanceof Error ? error.message.replace(/^KaTeX parse error: /, "") : String(error) };
  }
}
