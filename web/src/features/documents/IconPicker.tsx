import { Popover } from "@mantine/core";
import { type FormEvent, type ReactElement, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Emoji, loadEmoji, searchEmoji, titleOf } from "../../ui/emoji.ts";
import css from "./icon.module.css";
import { firstSign, SIGNS } from "./signs.ts";

/** A sign out of a few, one that is found by a word, or any that the person's keyboard has. */
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
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState("");
  const [list, setList] = useState<readonly Emoji[]>([]);
  // Without the list there is what was there before: a few signs, and the keyboard's.
  useEffect(() => void loadEmoji().then(setList, () => undefined), []);
  const asked = /^[\p{L}\d :_-]+$/u.test(typed.trim()) ? typed.trim().replaceAll(":", "") : "";
  const found = asked ? searchEmoji(list, asked) : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const sign = found[0]?.sign ?? firstSign(typed);
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
          {(found.length
            ? found.map((one) => ({ sign: one.sign, title: titleOf(one, i18n.language) }))
            : SIGNS.map((sign) => ({ sign, title: undefined }))
          ).map(({ sign, title }) => (
            <button key={sign} type="button" title={title} aria-label={title} aria-pressed={sign === icon} onClick={() => choose(sign)}>
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
