import type { Plugin } from "vite";

/**
 * The page's own first picture stands in its HTML and needs no style sheet. Vite puts the client's style sheets into the
 * head, where nothing is painted before they have come; at the end of the body they hold up the client and not the picture.
 */
export function paintFirst(): Plugin {
  return { name: "paint-first", transformIndexHtml: { order: "post", handler: moveStyles } };
}

export function moveStyles(html: string): string {
  const links = html.match(/[ \t]*<link rel="stylesheet"[^>]*>\n?/g) ?? [];
  const rest = links.reduce((page, link) => page.replace(link, ""), html);
  return rest.replace("</body>", `${links.map((link) => `${link.trim()}\n`).join("")}</body>`);
}
