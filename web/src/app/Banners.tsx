import { Button } from "@mantine/core";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { usePathname } from "wouter/use-browser-location";
import { session, useSync } from "./context.tsx";
import { signInFrom } from "./signin.ts";
import css from "./pieces.module.css";
import { update } from "./worker.ts";

/** The few things a person must hear wherever they are. */
export function Banners() {
  const { t } = useTranslation();
  const sync = useSync();
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const fresh = useSyncExternalStore(update.subscribe, update.getSnapshot);
  const here = usePathname();
  const [hidden, setHidden] = useState(false);
  if (state.kind === "signed-out") {
    return (
      <div className={css.banner} role="alert">
        <span>{t("banner.sessionEnded", { count: "waiting" in sync ? sync.waiting : 0 })}</span>
        <Button size="compact-sm" component={Link} href={signInFrom(here)}>
          {t("auth.signIn")}
        </Button>
      </div>
    );
  }
  if (sync.kind === "storage") {
    return (
      <div className={css.banner} role="alert">
        <span>{t(sync.problem === "full" ? "banner.full" : "banner.denied")}</span>
      </div>
    );
  }
  if (fresh && !hidden) {
    return (
      <div className={css.banner} role="status">
        <span>{t("banner.update")}</span>
        <Button size="compact-sm" variant="light" onClick={() => update.apply()}>
          {t("banner.reload")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setHidden(true)}>
          {t("banner.later")}
        </Button>
      </div>
    );
  }
  return null;
}
