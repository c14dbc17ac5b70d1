import { useParts } from "./words.ts";
import css from "./skeleton.module.css";

/** What will be there, while it comes: the same shape, so that nothing jumps. It shows only when it takes a moment. */
export function Skeleton({ kind, rows = 6 }: { kind: "lines" | "table" | "board" | "cards" | "chart" | "panel"; rows?: number }) {
  const { t } = useParts();
  const count = kind === "board" ? 3 : kind === "chart" ? 12 : rows;
  return (
    <div role="status" aria-label={t("ui.loading")} className={css.skeleton} data-kind={kind}>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className={css.part} style={kind === "chart" ? { blockSize: `${30 + ((i * 29) % 62)}%` } : undefined}>
          {kind === "board" ? (
            Array.from({ length: 4 - i }, (_, j) => <span key={j} className={css.card} />)
          ) : kind === "chart" ? null : (
            <>
              <span style={{ inlineSize: `${28 + ((i * 17) % 30)}%` }} />
              {kind !== "lines" && <span style={{ inlineSize: `${10 + ((i * 7) % 12)}%` }} />}
              {kind === "table" && <span style={{ inlineSize: `${8 + ((i * 11) % 10)}%` }} />}
            </>
          )}
        </div>
      ))}
    </div>
  );
}
