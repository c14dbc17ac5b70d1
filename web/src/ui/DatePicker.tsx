import { CalendarDays, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Waiting } from "./bits.tsx";
import css from "./pickers.module.css";
import { Pop } from "./Pop.tsx";
import { shortDay } from "./fields/said.ts";
import { useParts } from "./words.ts";

const Calendar = lazy(() => import("./Calendar.tsx"));

interface Props {
  label: string;
  /** A day as `2031-05-04`. */
  value: string | null;
  choose: (day: string | null) => void;
  disabled?: boolean;
  /** Days before or after which none can be chosen. */
  from?: string;
  to?: string;
  none?: string;
}

/** A day: typed in words ("next fri", "4.5.", "in 2 weeks"), one of a few near ones, or from the calendar. */
export function DatePicker({ label, value, choose, disabled, from, to, none }: Props) {
  const { t, language } = useParts();
  const [open, setOpen] = useState(false);
  const said = value ? shortDay(value, language) : (none ?? t("part.date.none"));
  return (
    <span className={css.field} data-disabled={disabled || undefined}>
      <Pop
        opened={open}
        close={() => setOpen(false)}
        label={label}
        content={
          <Suspense fallback={<Waiting rows={6} />}>
            <Calendar label={label} value={value} from={from} to={to} choose={choose} leave={() => setOpen(false)} />
          </Suspense>
        }
      >
        <button
          type="button"
          className={css.trigger}
          disabled={disabled}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-label={`${label}: ${said}`}
          onClick={() => setOpen(!open)}
        >
          <CalendarDays size={16} aria-hidden />
          <span className={value ? undefined : css.quiet}>{said}</span>
        </button>
      </Pop>
      {!disabled && value && (
        <button type="button" className={css.clear} aria-label={t("part.clear", { name: label })} onClick={() => choose(null)}>
          <X size={14} />
        </button>
      )}
    </span>
  );
}
