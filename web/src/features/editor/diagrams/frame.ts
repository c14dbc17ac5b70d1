import mermaid from "mermaid/dist/mermaid.min.js?url";
import frame from "./frame.js?url&no-inline";

/** What a frame says: that it can begin, and what became of a diagram. */
export type Said = { ready: boolean } | { id: number; svg: string } | { id: number; error: string };
export interface Asked {
  id: number;
  source: string;
  dark: boolean;
  longest: number;
  edges: number;
}
/** A place where diagrams are drawn. Closed, it says nothing any more, whatever it was doing. */
export interface Frame {
  ask: (asked: Asked) => void;
  close: () => void;
}

const LATE = 5_000;

const address = (path: string): string => new URL(path, location.href).href.replaceAll('"', "%22");

/**
 * A frame without our origin: what runs in it reaches neither the page nor what is kept, and the page's own content policy
 * holds in it, so that it loads scripts from here only and asks nobody else for anything. Browsers that give such a frame
 * a process of its own go on while it works; the others are held up for as long as it does (decision 0074).
 */
export function openFrame(said: (what: Said) => void): Frame {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", "allow-scripts");
  element.setAttribute("aria-hidden", "true");
  element.title = "Mermaid";
  element.tabIndex = -1;
  // Off the screen and not hidden: letters of what is not laid out have no size.
  element.style.cssText = "position:fixed;inset:0 auto auto -3000px;width:1200px;height:900px;border:0;pointer-events:none";
  element.srcdoc = `<!doctype html><body><script src="${address(mermaid)}"></script><script src="${address(frame)}"></script></body>`;
  const heard = ({ source, data }: MessageEvent): void => {
    if (source === element.contentWindow && data !== null && typeof data === "object") said(data as Said);
  };
  addEventListener("message", heard);
  // Both scripts have run by then, or have not come; what they said may still be under way from another process.
  element.addEventListener("load", () => setTimeout(() => said({ ready: false }), LATE));
  document.body.append(element);
  return {
    ask: (asked) => element.contentWindow?.postMessage(asked, "*"),
    close: () => {
      removeEventListener("message", heard);
      element.remove();
    },
  };
}
