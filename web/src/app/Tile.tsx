import type { Org } from "../data/types.ts";
import { hueOf, initials } from "../ui/bits.tsx";
import css from "./pieces.module.css";

/** An organization as a small square: its logo, or its initials on a color of its own. */
export function Tile({ org }: { org: Org }) {
  if (org.logo_url) return <img className={css.tile} src={org.logo_url} alt="" />;
  return (
    <span className={css.tile} style={{ background: hueOf(org.id) }} aria-hidden>
      {initials(org.name)}
    </span>
  );
}
