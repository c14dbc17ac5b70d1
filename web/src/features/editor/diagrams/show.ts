import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Drawn } from "./drawing.ts";

type Words = (key: string, values?: Record<string, unknown>) => string;

/** A diagram as it stands below its text: the picture with the way into the text, or why there is none. */
export function show(view: EditorView, place: () => number | undefined, drawn: Drawn | null, t: Words): HTMLElement {
  const figure = document.createElement("figure");
  figure.className = "h-diagram";
  figure.contentEditable = "false";
  if (drawn?.kind !== "picture") {
    const note = document.createElement("p");
    note.className = drawn ? "h-diagram-note" : "h-diagram-wait";
    note.setAttribute("role", "status");
    note.textContent = drawn ? t(`diagram.${drawn.kind}`) : t("diagram.drawing");
    if (drawn?.kind === "wrong" && drawn.message) {
      const message = document.createElement("code");
      message.textContent = drawn.message;
      note.append(message);
    }
    figure.append(note);
    return figure;
  }
  const image = document.createElement("img");
  image.src = drawn.url;
  image.width = drawn.width;
  image.height = drawn.height;
  image.alt = t("diagram.alt", { words: drawn.words });
  image.draggable = false;
  figure.append(image);
  if (!view.editable) return figure;
  const edit = document.createElement("button");
  edit.type = "button";
  edit.textContent = t("diagram.edit");
  const go = (): void => {
    const end = place();
    if (end === undefined) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, end - 1)).scrollIntoView());
    view.focus();
  };
  edit.addEventListener("click", go);
  image.addEventListener("click", go);
  figure.append(edit);
  return figure;
}
