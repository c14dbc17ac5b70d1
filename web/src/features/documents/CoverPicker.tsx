import { Popover } from "@mantine/core";
import { ImageUp } from "lucide-react";
import { type ReactElement, useRef } from "react";
import { useTranslation } from "react-i18next";
import { say } from "../../app/notify.tsx";
import { COLOURS } from "../../core/shape.ts";
import type { Images } from "../editor/images.ts";
import css from "./cover.module.css";

const LARGEST = 10 * 1024 * 1024;
const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** A colour out of a few, or a picture from this device. */
export default function CoverPicker({
  cover,
  images,
  choose,
  close,
  children,
}: {
  cover: string | null;
  images: Images;
  choose: (cover: string | null) => void;
  close: () => void;
  children: ReactElement;
}) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > LARGEST || !TYPES.includes(file.type)) return say(t(file.size > LARGEST ? "image.tooLarge" : "cover.unsupported"));
    choose(await images.keep(file));
  };
  return (
    <Popover opened onDismiss={close} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t(cover ? "cover.change" : "cover.add")}>
        <div className={css.colors}>
          {COLOURS.map((name) => (
            <button
              key={name}
              type="button"
              data-color={name}
              aria-label={t(`colour.${name}`)}
              title={t(`colour.${name}`)}
              aria-pressed={cover === `color:${name}`}
              onClick={() => choose(`color:${name}`)}
            />
          ))}
        </div>
        <button type="button" className={css.item} onClick={() => field.current?.click()}>
          <ImageUp size={16} aria-hidden /> {t("cover.upload")}
        </button>
        {cover && (
          <button type="button" className={css.item} onClick={() => choose(null)}>
            {t("cover.remove")}
          </button>
        )}
        <input ref={field} type="file" accept={TYPES.join(",")} hidden aria-hidden tabIndex={-1} onChange={(event) => void take(event.target.files?.[0])} />
      </Popover.Dropdown>
    </Popover>
  );
}
