import { type DragEvent, useState } from "react";
import { overlay } from "../../app/overlays.ts";
import { bringsFiles, handed } from "./files.ts";

/** A part of the page on which files can be dropped: the dialog opens with them. `over` while they are above it. */
export function useFileDrop() {
  const [over, setOver] = useState(false);
  return {
    over,
    props: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!bringsFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        setOver(false);
        if (!bringsFiles(event.dataTransfer)) return;
        event.preventDefault();
        handed.files = [...event.dataTransfer.files];
        handed.parent = null;
        overlay.show("import");
      },
    },
  };
}
