import { ChevronDown } from "lucide-react";
import css from "./form.module.css";

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  choose: (value: T) => void;
  disabled?: boolean;
}

/** One of a few, in a row of a list: the browser's own, because a list draws many of them at once. */
export function Choice<T extends string>({ label, value, options, choose, disabled }: Props<T>) {
  return (
    <span className={css.choice}>
      <select aria-label={label} value={value} disabled={disabled} onChange={(event) => choose(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={15} aria-hidden />
    </span>
  );
}
