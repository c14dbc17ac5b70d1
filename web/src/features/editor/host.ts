import { createContentComponent, Editor } from "@tiptap/react";
import { hueOf } from "../../ui/bits.tsx";
import { editorExtensions } from "./extensions.ts";
import { Floats } from "./floats.ts";
import type { Images } from "./images.ts";
import type { Target } from "./nodes/target.ts";
import { pasteProps } from "./paste.ts";
import type { Pointed } from "./pointing.ts";
import { type Choice, Suggest } from "./suggest.ts";
import type { DocumentSession } from "./session.ts";

/** What the room knows and the editor asks for, as it is now: an editor outlives the room that it was made in. */
export interface Now {
  t: (key: string, values?: Record<string, unknown>) => string;
  blocks: () => Choice[];
  people: () => Choice[];
  documents: (query: string) => Pointed[];
  /** The object of this org that a pasted text is the address of. */
  own: (text: string) => Target | null;
  insert: (files: readonly File[], at: number | null) => void;
  tooLarge: (size: number) => void;
}

/**
 * The editor of one document with all that belongs to it, kept with the document's session: who comes back to the
 * document finds the same page, which only has to be laid on the table again.
 */
export class EditorHost {
  readonly suggest = new Suggest();
  readonly floats = new Floats();
  readonly content = createContentComponent();
  readonly element = document.createElement("div");
  readonly editor: Editor;
  label: string;

  constructor(
    session: DocumentSession,
    readonly images: Images,
    user: { name: string; id: string },
    editable: boolean,
    label: string,
    public now: Now,
  ) {
    this.label = label;
    this.editor = new Editor({
      element: null,
      extensions: editorExtensions({
        doc: session.doc,
        awareness: session.awareness,
        user: { name: user.name, color: hueOf(user.id) },
        placeholder: () => this.now.t("editor.placeholder"),
        suggest: this.suggest,
        floats: this.floats,
        labels: {
          slash: () => this.now.t("editor.slash"),
          mention: () => this.now.t("editor.mention"),
          toggle: (open) => this.now.t(open ? "details.close" : "details.open"),
          none: (query) => this.now.t("editor.none", { query }),
        },
        blocks: () => this.now.blocks(),
        people: () => this.now.people(),
        pointing: {
          find: (query) => this.now.documents(query),
          label: () => this.now.t("nav.documents"),
          none: (query) => this.now.t("editor.none", { query }),
        },
      }),
      editable,
      // What an empty page is, said without HTML that would have to be parsed.
      content: { type: "doc", content: [{ type: "paragraph" }] },
      injectCSS: false,
      textDirection: "auto",
      editorProps: this.#props(),
    });
    // Pictures are drawn by React: the editor must know where before it draws the first.
    Object.assign(this.editor, { contentComponent: this.content });
    this.editor.mount(this.element);
  }

  /** On screen from here on; what is drawn by React now shows at once. */
  attach(place: HTMLElement): void {
    place.append(this.element);
    Object.assign(this.editor, { isEditorContentInitialized: true });
  }

  /** Off the screen, as it is. */
  detach(): void {
    Object.assign(this.editor, { isEditorContentInitialized: false });
    this.suggest.hide();
    if (this.editor.isFocused) this.editor.view.dom.blur();
    this.element.remove();
  }

  name(label: string): void {
    if (label === this.label) return;
    this.label = label;
    this.editor.setOptions({ editorProps: this.#props() });
  }

  #props() {
    return {
      attributes: { class: "h-doc", "aria-label": this.label, role: "textbox", "aria-multiline": "true", spellcheck: "true" },
      ...pasteProps({
        editor: () => this.editor,
        images: (files, at) => this.now.insert(files, at),
        tooLarge: (size) => this.now.tooLarge(size),
        own: (text) => this.now.own(text),
      }),
    };
  }

  destroy(): void {
    this.editor.destroy();
    this.element.remove();
  }
}
