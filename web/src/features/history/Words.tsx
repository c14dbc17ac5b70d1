import "../editor/editor.css";
import "../editor/tools.css";
import "./changes.css";
import type { Node } from "@tiptap/pm/model";
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { type Images, ImagesContext } from "../editor/images.ts";
import type { Stretch } from "./merge.ts";
import { Reader } from "./reader.ts";

/** Earlier words as they were set, with what happened to them since the version before, where that is wished for. */
export function Words({ doc, stretches, images, label }: { doc: Node; stretches: readonly Stretch[]; images: Images; label: string }) {
  const { t } = useTranslation();
  const [reader] = useState(() => new Reader((happened) => t(`history.said.${happened}`)));
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current!.append(reader.host);
  }, [reader]);
  useLayoutEffect(() => reader.show(doc, stretches, label), [reader, doc, stretches, label]);
  useEffect(() => () => reader.destroy(), [reader]);
  const portals = useSyncExternalStore(reader.content.subscribe, reader.content.getSnapshot);
  return (
    <ImagesContext value={images}>
      <div ref={place} data-words />
      {Object.values(portals)}
    </ImagesContext>
  );
}
