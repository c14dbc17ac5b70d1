import { Button, FileButton } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { upload } from "../core/upload.ts";
import type { PictureType } from "../data/types.ts";
import { useAction } from "./action.ts";
import { Note } from "./bits.tsx";
import css from "./form.module.css";

type Form = Parameters<typeof upload>[0];

export interface PictureFieldProps {
  /** The picture as it is now; it gets the one that was just chosen, which the server draws anew before it is there. */
  face: (chosen: string | null) => ReactNode;
  has: boolean;
  change: string;
  remove: string;
  ask: (type: PictureType) => Promise<Form>;
  drop: () => Promise<unknown>;
  done: () => Promise<unknown>;
}

/** A picture that can be chosen, replaced and taken away. */
export function PictureField({ face, has, change, remove, ask, drop, done }: PictureFieldProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => () => URL.revokeObjectURL(chosen ?? ""), [chosen]);
  const saving = useAction(async (file: File) => {
    await upload(await ask(file.type as PictureType), file);
    setChosen(URL.createObjectURL(file));
    await done();
  });
  const removing = useAction(async () => {
    await drop();
    setChosen(null);
    await done();
  });
  return (
    <div className={css.picture}>
      {face(chosen)}
      <div>
        <div className={css.end}>
          <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={(file) => file && void saving.run(file)}>
            {(props) => (
              <Button {...props} size="xs" variant="default" loading={saving.busy}>
                {change}
              </Button>
            )}
          </FileButton>
          {(has || chosen) && (
            <Button size="xs" variant="subtle" color="red" onClick={() => void removing.run()}>
              {remove}
            </Button>
          )}
        </div>
        <p className={css.detail}>{t("me.pictureHint")}</p>
        <Note>{saving.error ?? removing.error}</Note>
      </div>
    </div>
  );
}
