import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";
import type { Float } from "./floats.ts";

/** What a float shows. */
export function Afloat({ float, label, onHide, children }: { float: Float; label: string; onHide?: () => void; children: ReactNode }) {
  useEffect(() => float.element.setAttribute("aria-label", label), [float, label]);
  useEffect(() => {
    float.onHide = () => onHide?.();
  });
  return createPortal(children, float.element);
}
