import { ChevronRight, Plus } from "lucide-react";
import type { HTMLAttributes, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../ui/Long.tsx";
import { closedSpaces } from "./closedSpaces.ts";
import { useCreateDocument } from "./create.ts";
import css from "./documents.module.css";
import { beginningIn, SHARED } from "./spaces.ts";
import type { SpaceLine } from "./tree.ts";

/** The head of a space in the tree: opens and closes it, takes what is dragged on it, and begins a document there. */
export function SpaceRow({
  org,
  line,
  open,
  place: { style, ...place },
  target,
  landed,
  pressed,
}: {
  org: string;
  line: SpaceLine;
  open: boolean;
  place: Place;
  target: HTMLAttributes<HTMLElement>;
  landed: (button: HTMLElement | null) => void;
  pressed: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const { t } = useTranslation();
  const create = useCreateDocument(org);
  const { space, some, level, at, of } = line;
  const add = (): void => {
    closedSpaces.close(space.id, false);
    void create(null, beginningIn(space.id));
  };
  return (
    // The button in the row has the focus and the keys.
    <div
      {...place}
      {...target}
      role="treeitem"
      aria-level={level}
      aria-posinset={at}
      aria-setsize={of}
      aria-expanded={some ? open : undefined}
      aria-selected={false}
      aria-label={space.name}
      className={`${css.treeItem} ${css.spaceItem}`}
      style={style}
    >
      <button
        type="button"
        className={css.spaceName}
        data-row={line.key}
        data-open={open || undefined}
        ref={landed}
        onClick={() => some && closedSpaces.close(space.id, open)}
        onKeyDown={pressed}
      >
        <bdi>{space.name}</bdi>
        {some && <ChevronRight size={12} aria-hidden />}
      </button>
      {space.id !== SHARED && (
        <span className={css.rowTools}>
          <button type="button" tabIndex={-1} aria-label={t("documents.addIn", { title: space.name })} onClick={add}>
            <Plus size={15} />
          </button>
        </span>
      )}
    </div>
  );
}
