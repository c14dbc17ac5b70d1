/**
 * Other words by which people look for a block, English and German together: who writes German types "todo" as well. They
 * are searched, never shown.
 */
export const SYNONYMS: Record<string, string> = {
  paragraph: "text plain p absatz fließtext",
  heading1: "h1 # title überschrift titel headline",
  heading2: "h2 ## subtitle überschrift headline",
  heading3: "h3 ### überschrift headline",
  bulletList: "ul list bullets unordered - * liste punkte aufzählung",
  orderedList: "ol list numbers 1. liste nummeriert zahlen",
  taskList: "todo to-do task checkbox check [] aufgabe aufgaben checkliste abhaken",
  blockquote: "quote citation > zitat",
  callout: "info note tip warning caution important hint box hinweis kasten achtung warnung tipp",
  details: "toggle collapse fold accordion spoiler details summary aufklappen zuklappen",
  columns2: "columns two side by side layout spalten zwei nebeneinander",
  columns3: "columns three side by side layout spalten drei nebeneinander",
  columns4: "columns four side by side layout spalten vier nebeneinander",
  emoji: "emoji smiley emoticon face sign gesicht zeichen",
  date: "date day today calendar deadline due datum tag heute kalender termin frist",
  codeBlock: "code pre ``` source snippet programm quelltext",
  diagram: "diagram mermaid flowchart chart graph sequence gantt mindmap diagramm flussdiagramm ablauf schaubild",
  table: "table grid rows columns tabelle spalten zeilen",
  image: "img image picture photo bild foto grafik",
  embed: "document page card link [[ dokument seite karte einbetten verweis",
  horizontalRule: "hr divider line separator --- rule trenner linie trennlinie",
  blockMath: "math formula equation latex katex $$ tex formel gleichung mathe",
  inlineMath: "math formula equation latex katex $ tex formel gleichung mathe",
};
