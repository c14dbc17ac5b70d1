import { Apple, Cat, Flag, Hand, Hash, History, Lightbulb, Plane, Smile, Trophy } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Note, Waiting } from "./bits.tsx";
import { type Emoji, loadEmoji, searchEmoji, titleOf } from "./emoji.ts";
import { GROUPS, keepRecent, keepTone, keptTone, recentEmoji, toned } from "./emojiPicks.ts";
import { Long, type Place } from "./Long.tsx";
import css from "./emoji.module.css";
import { useParts } from "./words.ts";

interface Props {
  label: string;
  choose: (sign: string) => void;
  /** Asked for with Escape. */
  close?: () => void;
}

const WIDE = 8;
const ROW = 38;
const RECENT = -1;
const ICONS = { [RECENT]: History, 0: Smile, 1: Hand, 3: Cat, 4: Apple, 5: Plane, 6: Trophy, 7: Lightbulb, 8: Hash, 9: Flag } as const;
const HANDS = ["✋", "✋🏻", "✋🏼", "✋🏽", "✋🏾", "✋🏿"];

type Line = { key: string; heading: number } | { key: string; signs: readonly Emoji[]; from: number };

/** All of emoji by group, found by name in the person's language; arrows go through them while the words stay in the field. */
export default function EmojiPicker({ label, choose, close }: Props) {
  const { t, language } = useParts();
  const [all, setAll] = useState<readonly Emoji[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [query, setQuery] = useState("");
  const [tone, setTone] = useState(keptTone);
  const [at, setAt] = useState(0);
  const [line, setLine] = useState(-1);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    let gone = false;
    loadEmoji().then(
      (list) => !gone && setAll(list),
      () => !gone && setFailed(true),
    );
    return () => void (gone = true);
  }, []);
  const { lines, signs } = useMemo(() => laidOut(all ?? [], query), [all, query]);
  const current = signs[at];
  const go = (next: number): void => {
    const bounded = Math.min(signs.length - 1, Math.max(0, next));
    setAt(bounded);
    setLine(lines.findIndex((one) => "signs" in one && bounded >= one.from && bounded < one.from + one.signs.length));
  };
  const take = (emoji: Emoji): void => {
    const sign = toned(emoji, tone);
    keepRecent(emoji.sign);
    choose(sign);
  };
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowDown: WIDE, ArrowUp: -WIDE, PageDown: WIDE * 5, PageUp: -WIDE * 5 }[event.key];
    if (step !== undefined) go(Math.abs(step) === WIDE ? beside(lines, at, Math.sign(step)) : at + step);
    else if (event.key === "Enter" && current) take(current);
    else if (event.key === "Escape" && close) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const jump = (group: number): void => {
    const heading = lines.findIndex((one) => "heading" in one && one.heading === group);
    const first = lines[heading + 1];
    if (first && "signs" in first) setAt(first.from);
    setLine(-1);
    // What is asked for twice is another wish: the list may have been scrolled since.
    requestAnimationFrame(() => setLine(Math.min(lines.length - 1, heading + 5)));
  };
  const row = (one: Line, { ref, style, "data-index": index }: Place): React.ReactNode => {
    const place = { ref, style, "data-index": index };
    return "heading" in one ? (
      <div key={one.key} {...place} role="row" className={css.heading}>
        <span role="rowheader">{t(one.heading === RECENT ? "part.emoji.recent" : `part.emoji.group.${one.heading}`)}</span>
      </div>
    ) : (
      <div key={one.key} {...place} role="row" className={css.row}>
        {one.signs.map((emoji, i) => (
          <button
            key={emoji.sign}
            id={`${id}-${one.from + i}`}
            type="button"
            role="gridcell"
            tabIndex={-1}
            aria-label={titleOf(emoji, language)}
            aria-selected={one.from + i === at}
            title={titleOf(emoji, language)}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => one.from + i !== at && setAt(one.from + i)}
            onClick={() => take(emoji)}
          >
            {toned(emoji, tone)}
          </button>
        ))}
      </div>
    );
  };
  return (
    <div className={css.picker}>
      <div className={css.top}>
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-haspopup="grid"
          aria-controls={`${id}-grid`}
          aria-activedescendant={current ? `${id}-${at}` : undefined}
          aria-label={label}
          placeholder={t("part.emoji.find")}
          value={query}
          autoComplete="off"
          onChange={(event) => (setQuery(event.target.value), setAt(0), setLine(0))}
          onKeyDown={pressed}
        />
        <button
          type="button"
          className={css.tone}
          aria-label={t("part.emoji.tone", { tone: t(`part.emoji.tone.${tone}`) })}
          onClick={() => {
            const next = (tone + 1) % HANDS.length;
            setTone(next);
            keepTone(next);
          }}
        >
          {HANDS[tone]}
        </button>
      </div>
      {!query && (
        <div role="group" aria-label={t("part.emoji.groups")} className={css.groups}>
          {lines.flatMap((one) => {
            if (!("heading" in one)) return [];
            const Icon = ICONS[one.heading as keyof typeof ICONS];
            const name = t(one.heading === RECENT ? "part.emoji.recent" : `part.emoji.group.${one.heading}`);
            return (
              <button key={one.key} type="button" aria-label={name} title={name} onClick={() => jump(one.heading)}>
                <Icon size={17} />
              </button>
            );
          })}
        </div>
      )}
      <div ref={box} id={`${id}-grid`} {...(signs.length > 0 && { role: "grid", "aria-label": label })} className={css.grid} tabIndex={-1}>
        {failed ? (
          <Note>{t("part.emoji.failed")}</Note>
        ) : all === null ? (
          <Waiting rows={6} />
        ) : signs.length === 0 ? (
          <p className={css.none} role="status">
            {t("part.nothing")}
          </p>
        ) : (
          <Long key={query} items={lines} keyOf={({ key }) => key} size={ROW} row={row} scroller={box} at={line} few={12}>
            {(rows, list) => (
              <div role="presentation" {...list}>
                {rows}
              </div>
            )}
          </Long>
        )}
      </div>
      <p className={css.name} aria-hidden>
        {current && <span>{toned(current, tone)}</span>} {current ? titleOf(current, language) : " "}
      </p>
    </div>
  );
}

/** The emoji as they are shown: those used last first, then group by group; found ones without headings. */
export function laidOut(all: readonly Emoji[], query: string, recent: readonly string[] = recentEmoji()): { lines: readonly Line[]; signs: readonly Emoji[] } {
  const lines: Line[] = [];
  const signs: Emoji[] = [];
  const add = (some: readonly Emoji[], key: string): void => {
    for (let i = 0; i < some.length; i += WIDE) {
      const part = some.slice(i, i + WIDE);
      lines.push({ key: `${key} ${i}`, signs: part, from: signs.length });
      signs.push(...part);
    }
  };
  if (query.trim()) add(searchEmoji(all, query.replaceAll(/[:_]/g, " ").trim(), 200), "found");
  else {
    const bySign = new Map(all.map((emoji) => [emoji.sign, emoji]));
    const last = recent.flatMap((sign) => bySign.get(sign) ?? []);
    for (const group of last.length ? [RECENT, ...GROUPS] : GROUPS) {
      const some = group === RECENT ? last : all.filter((emoji) => emoji.group === group);
      if (some.length === 0) continue;
      lines.push({ key: `head ${group}`, heading: group });
      add(some, String(group));
    }
  }
  return { lines, signs };
}

/** The emoji above or below, by column: lines may be shorter, and headings stand between them. */
export function beside(lines: readonly Line[], at: number, way: number): number {
  const rows = lines.filter((one) => "signs" in one);
  const row = rows.findIndex((one) => at >= one.from && at < one.from + one.signs.length);
  const next = rows[row + way];
  return next ? next.from + Math.min(at - rows[row]!.from, next.signs.length - 1) : at;
}
