import { Face } from "../../ui/bits.tsx";
import css from "./history.module.css";
import type { Writer } from "./labels.ts";

const MOST = 3;

/** Who wrote, as pictures; their names stand beside them. */
export function Faces({ writers, size = 20 }: { writers: readonly Writer[]; size?: number }) {
  return (
    <span className={css.faces} aria-hidden>
      {writers.slice(0, MOST).map((writer) => (
        <Face key={writer.id} id={writer.id} name={writer.name} picture={writer.picture} size={size} />
      ))}
      {writers.length > MOST && <span className={css.others}>+{writers.length - MOST}</span>}
    </span>
  );
}
