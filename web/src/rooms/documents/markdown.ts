/** A document's Markdown as a file of its own: the title first, unless the text begins with it already. */
export function underTitle(title: string, markdown: string): string {
  const heading = `# ${title.replace(/[\\`*_[\]<>~#&|!]/g, "\\$&")}`;
  return markdown === heading || markdown.startsWith(`${heading}\n`) ? markdown : `${heading}\n\n${markdown}`;
}
