import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type Editor, useEditorState } from "@tiptap/react";
import { ListTree, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { show } from "./find.ts";
import { countWords, type Heading, headings, wordsIn } from "./outline.ts";

const KEPT = "hearth.outline";
const BELOW_BAR = 130;

const wasOpen = (): boolean => {
  try {
    return localStorage.getItem(KEPT) !== "closed";
  } catch {
    return true;
  }
};

/** Beside the words: the outline, how many words there are, and the way to find one. A sheet where there is no side. */
export default function Rail({ editor, find }: { editor: Editor; find: () => void }) {
  const { t } = useTranslation();
  const wide = useMediaQuery("(min-width: 1540px)", undefined, { getInitialValueInEffect: false });
  const phone = useMediaQuery("(max-width: 860px)", undefined, { getInitialValueInEffect: false });
  const [open, setOpen] = useState(wasOpen);
  const [sheet, setSheet] = useState(false);
  const list = useEditorState({ editor, selector: ({ editor: now }) => headings(now.state.doc) });
  const toggle = (): void => {
    if (!wide) return setSheet(true);
    setOpen(!open);
    try {
      localStorage.setItem(KEPT, open ? "closed" : "open");
    } catch {
      // Open again next time.
    }
  };
  const jump = ({ at }: Heading): void => {
    setSheet(false);
    if (editor.isEditable)
      editor
        .chain()
        .setTextSelection(at + 1)
        .focus(null, { scrollIntoView: false })
        .run();
    show(editor.view, at + 1);
  };
  const shown = wide && open && list.length > 1;
  return (
    <div className="h-rail" role="group" data-wide={wide || undefined} aria-label={t("outline.label")}>
      <div className="h-rail-tools">
        <Words editor={editor} />
        <button type="button" onClick={find} aria-label={t("find.label")} title={`${t("find.label")} (Ctrl F)`}>
          <Search size={16} />
        </button>
        {list.length > 0 && (
          <button type="button" onClick={toggle} aria-label={t("outline.label")} title={t("outline.label")} aria-expanded={wide ? shown : sheet}>
            <ListTree size={16} />
          </button>
        )}
      </div>
      {shown && <Outline editor={editor} list={list} jump={jump} />}
      <Drawer
        opened={sheet}
        onClose={() => setSheet(false)}
        position={phone ? "bottom" : "right"}
        size={phone ? "60%" : 320}
        title={t("outline.label")}
        closeButtonProps={{ "aria-label": t("ui.close") }}
      >
        <Outline editor={editor} list={list} jump={jump} />
      </Drawer>
    </div>
  );
}

function Outline({ editor, list, jump }: { editor: Editor; list: readonly Heading[]; jump: (to: Heading) => void }) {
  const { t } = useTranslation();
  const current = useCurrent(editor, list);
  const top = Math.min(...list.map(({ level }) => level));
  return (
    <nav className="h-outline" aria-label={t("outline.headings")}>
      <ol>
        {list.map((heading, index) => (
          <li key={`${index} ${heading.text}`} style={{ paddingInlineStart: `${(heading.level - top) * 0.9}rem` }}>
            <button type="button" aria-current={index === current ? "location" : undefined} onClick={() => jump(heading)}>
              {heading.text}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The last heading above what is read. */
function useCurrent(editor: Editor, list: readonly Heading[]): number {
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      if (editor.isDestroyed) return;
      let [low, high] = [0, list.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        const element = editor.view.nodeDOM(list[middle]!.at);
        if (element instanceof Element && element.getBoundingClientRect().top <= BELOW_BAR) low = middle;
        else high = middle - 1;
      }
      setCurrent(low);
    };
    const later = (): void => void (frame ||= requestAnimationFrame(look));
    document.addEventListener("scroll", later, { capture: true, passive: true });
    later();
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("scroll", later, { capture: true });
    };
  }, [editor, list]);
  return current;
}

/** How many words there are, or in what is chosen. Counted once writing has paused: nobody reads it between two keys. */
function Words({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [[all, chosen], setCount] = useState<[number, number]>([0, 0]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = (): void => {
      timer = undefined;
      if (editor.isDestroyed) return;
      const { doc, selection } = editor.state;
      setCount([wordsIn(doc), selection.empty ? 0 : countWords(doc.textBetween(selection.from, selection.to, "\n", " "))]);
    };
    const later = (): void => void (timer ??= setTimeout(count, 400));
    count();
    editor.on("transaction", later);
    return () => {
      clearTimeout(timer);
      editor.off("transaction", later);
    };
  }, [editor]);
  return <span className="h-words">{chosen ? t("words.chosen", { count: chosen, all }) : t("words.count", { count: all })}</span>;
}
