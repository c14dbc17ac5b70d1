import type { Editor } from "@tiptap/react";
import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import type { Float } from "./floats.ts";

/** What a float shows. Alt F10 leads to it from the words, the arrows through it, Escape back. */
export function Afloat({ float, editor, label, onHide, children }: { float: Float; editor: Editor; label: string; onHide?: () => void; children: ReactNode }) {
  useEffect(() => float.element.setAttribute("aria-label", label), [float, label]);
  useEffect(() => {
    float.onHide = () => onHide?.();
  });
  useEffect(() => {
    const { element } = float;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") return void (event.stopPropagation(), editor.commands.focus());
      if ((event.key !== "ArrowRight" && event.key !== "ArrowLeft") || event.target instanceof HTMLInputElement) return;
      const stops = [...element.querySelectorAll<HTMLElement>(STOPS)];
      const at = stops.indexOf(document.activeElement as HTMLElement);
      if (at < 0) return;
      event.preventDefault();
      const by = (event.key === "ArrowRight") === (getComputedStyle(element).direction !== "rtl") ? 1 : -1;
      stops[(at + by + stops.length) % stops.length]?.focus();
    };
    element.addEventListener("keydown", pressed);
    return () => element.removeEventListener("keydown", pressed);
  }, [float, editor]);
  return createPortal(children, float.element);
}

const STOPS = "button:not(:disabled), a[href], select, input";
