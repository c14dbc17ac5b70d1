import { useTranslation } from "react-i18next";
import css from "./history.module.css";

/** Words more or fewer, with the sign that says so. */
export function More({ more }: { more: number | null }) {
  const { t } = useTranslation();
  if (!more) return null;
  return (
    <span className={css.more} data-more={more > 0 ? "more" : "fewer"}>
      <span aria-hidden dir="ltr">
        {more > 0 ? `+${more}` : `−${-more}`}
      </span>
      <span className="visually-hidden">{t(more > 0 ? "history.moreWords" : "history.fewerWords", { count: Math.abs(more) })}</span>
    </span>
  );
}
