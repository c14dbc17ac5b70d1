import { computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { hueOf, initials } from "../../ui/bits.tsx";
import { Long } from "../../ui/Long.tsx";
import { BlockIcon } from "./icons.tsx";
import type { Suggest } from "./suggest.ts";

export function SuggestList({ suggest }: { suggest: Suggest }) {
  const view = useSyncExternalStore(suggest.subscribe, suggest.getSnapshot);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !view) return;
    const anchor = { getBoundingClientRect: () => view.rect };
    void computePosition(anchor, element, {
      strategy: "fixed",
      placement: "bottom-start",
      middleware: [
        offset(6),
        flip({ padding: 8 }),
        shift({ padding: 8 }),
        size({ padding: 8, apply: ({ availableHeight }) => void (element.style.maxHeight = `${Math.min(320, availableHeight)}px`) }),
      ],
    }).then(({ x, y }) => {
      element.style.left = `${x}px`;
      element.style.top = `${y}px`;
      element.style.visibility = "visible";
    });
    element.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [view]);
  if (!view) return null;
  return (
    <div ref={box} className="h-suggest" role="listbox" aria-label={view.label} tabIndex={-1}>
      {view.items.length === 0 && (
        <div className="h-suggest-none" role="option" aria-selected={false} aria-disabled>
          {view.none}
        </div>
      )}
      <Long
        items={view.items}
        keyOf={({ id }) => id}
        size={40}
        few={30}
        scroller={box}
        at={view.selected}
        row={(item, place, index) => (
          <button
            key={item.id}
            {...place}
            type="button"
            role="option"
            aria-selected={index === view.selected}
            tabIndex={-1}
            onMouseEnter={() => suggest.select(index)}
            onMouseDown={(event) => (event.preventDefault(), view.choose(index))}
          >
            {item.sign ? (
              <span className="h-suggest-sign" aria-hidden>
                {item.sign}
              </span>
            ) : item.icon ? (
              <BlockIcon name={item.icon} />
            ) : (
              <span className="h-suggest-face" style={{ background: hueOf(item.id) }} aria-hidden>
                {initials(item.title)}
              </span>
            )}
            <span>
              {item.title}
              {item.hint && <small>{item.hint}</small>}
            </span>
          </button>
        )}
      >
        {(rows, list) => (
          <div role="presentation" {...list}>
            {rows}
          </div>
        )}
      </Long>
    </div>
  );
}
