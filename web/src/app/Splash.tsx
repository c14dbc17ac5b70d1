import { useTranslation } from "react-i18next";
import css from "./pieces.module.css";

export function Splash() {
  const { t } = useTranslation();
  return (
    <div className={css.splash} role="status" aria-label={t("ui.loading")}>
      <img src="/mark.svg" width={52} height={52} alt="" />
    </div>
  );
}
