import { Menu } from "@mantine/core";
import { Eye, EyeOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useResource, useWorkspace } from "../../app/context.tsx";
import { changeWatch, type Watchable } from "./changes.ts";
import { watchId, watching } from "./resources.ts";
import css from "./watching.module.css";

/** In the menu of any object: whether the person watches it, why, and the other of the two. */
export function WatchItem({ org, object }: { org: string; object: Watchable }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const watch = useResource(watching, org).byId.get(watchId(object.type, object.id));
  const on = Boolean(watch?.watching);
  return (
    <Menu.Item leftSection={on ? <EyeOff size={16} /> : <Eye size={16} />} onClick={() => void workspace.change(changeWatch(org, object, !on))}>
      {t(on ? "watching.stop" : "watching.start")}
      {on && watch?.reason && <small className={css.reason}>{t(`watching.because.${watch.reason}`)}</small>}
    </Menu.Item>
  );
}
