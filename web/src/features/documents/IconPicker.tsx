import { Popover } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import css from "./icon.module.css";
import { firstSign, SIGNS } from "./signs.ts";

/** A sign out of a few, or any that the person's keyboard has. */
export default function IconPicker({
  icon,
  choose,
  close,
  children,
}: {
  icon: string | null;
  choose: (icon: string | null) => void;
  close: () => void;
  children: ReactElement;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const sign = firstSign(typed);
    if (sign) choose(sign);
  };
  return (
    <Popover opened onDismiss={close} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t("icon.change")}>
        <form className={css.typed} onSubmit={submit}>
          <input data-autofocus value={typed} placeholder={t("icon.type")} aria-label={t("icon.type")} onChange={(event) => setTyped(event.target.value)} />
          <button type="submit" disabled={!firstSign(typed)}>
            {t("ui.save")}
          </button>
        </form>
        <div className={css.signs}>
          {SIGNS.map((sign) => (
            <button key={sign} type="button" aria-pressed={sign === icon} onClick={() => choose(sign)}>
              {sign}
            </button>
          ))}
        </div>
        {icon && (
          <button type="button" className={css.remove} onClick={() => choose(null)}>
            {t("icon.remove")}
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
