import type { LucideIcon } from "lucide-react";

interface ToolProps {
  label: string;
  icon: LucideIcon;
  /** The keys that do the same. */
  keys?: string;
  pressed?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** A button of a floating toolbar: it takes no focus from the words. */
export function Tool({ label, icon: Icon, keys, pressed, disabled, run }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      aria-pressed={pressed}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon size={17} />
    </button>
  );
}
