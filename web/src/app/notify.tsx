import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { undo } from "./undo.ts";

/** A done thing that can be undone for a while. */
export function offerUndo(message: string, work: () => Promise<unknown>): void {
  undo.offer(work);
  const id = crypto.randomUUID();
  notifications.show({ id, autoClose: 8000, withBorder: true, message: <UndoLine message={message} done={() => notifications.hide(id)} /> });
}

export function say(message: string): void {
  // The same words twice are one line.
  notifications.show({ id: message, message, withBorder: true, autoClose: 4000 });
}

/** A done thing, and where to look at it. */
export function sayWith(message: string, label: string, work: () => void): void {
  const id = crypto.randomUUID();
  const go = (): void => {
    notifications.hide(id);
    work();
  };
  notifications.show({ id, autoClose: 8000, withBorder: true, message: <Line message={message} label={label} work={go} /> });
}

function UndoLine({ message, done }: { message: string; done: () => void }) {
  const { t } = useTranslation();
  return <Line message={message} label={t("ui.undo")} work={() => void undo.last().then(done)} />;
}

function Line({ message, label, work }: { message: string; label: string; work: () => void }) {
  return (
    <div style={{ display: "flex", justifyContent: "space-between", alignItems: "center", gap: 12 }}>
      <span>{message}</span>
      <Button size="compact-sm" variant="light" onClick={work}>
        {label}
      </Button>
    </div>
  );
}
