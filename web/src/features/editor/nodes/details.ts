import { Details, DetailsContent, DetailsSummary } from "@tiptap/extension-details";

/** A part that opens and closes. Whether it is open is for each reader to say, and is not kept in the document. */
export function toggles(words: (open: boolean) => string) {
  return [
    Details.configure({
      persist: false,
      openClassName: "is-open",
      HTMLAttributes: { class: "h-details" },
      renderToggleButton: ({ element, isOpen }) => {
        element.setAttribute("aria-label", words(isOpen));
        element.setAttribute("aria-expanded", String(isOpen));
      },
    }),
    DetailsSummary,
    DetailsContent,
  ];
}
