import { Avatar, Button, FileButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { upload } from "../../core/upload.ts";
import { ME } from "../../data/nouns.ts";
import type { Org, PictureType } from "../../data/types.ts";
import { useAction } from "../../ui/action.ts";
import { hueOf, initials, Note } from "../../ui/bits.tsx";
import css from "../../ui/form.module.css";

/** The org's own sign. The server draws it anew, so it is shown from here until that has arrived. */
export function Logo({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => () => URL.revokeObjectURL(shown ?? ""), [shown]);
  const path = { org_id: org.id };
  const save = useAction(async (file: File) => {
    const form = await workspace.api.post("/v1/orgs/{org_id}/logo", { path, body: { content_type: file.type as PictureType } });
    await upload(form, file);
    setShown(URL.createObjectURL(file));
    await workspace.touched(ME, ["orgs"]);
  });
  const remove = useAction(async () => {
    await workspace.api.delete("/v1/orgs/{org_id}/logo", { path });
    setShown(null);
    await workspace.touched(ME, ["orgs"]);
  });
  return (
    <div className={css.picture}>
      <Avatar size={72} radius="md" src={shown ?? org.logo_url} alt="" styles={{ placeholder: { background: hueOf(org.id), color: "#fff", fontWeight: 600, border: 0 } }}>
        {initials(org.name)}
      </Avatar>
      <div>
        <div className={css.end}>
          <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={(file) => file && void save.run(file)}>
            {(props) => (
              <Button {...props} size="xs" variant="default" loading={save.busy}>
                {t("org.changeLogo")}
              </Button>
            )}
          </FileButton>
          {(org.logo_url || shown) && (
            <Button size="xs" variant="subtle" color="red" onClick={() => void remove.run()}>
              {t("org.removeLogo")}
            </Button>
          )}
        </div>
        <p className={css.detail}>{t("me.pictureHint")}</p>
        <Note>{save.error ?? remove.error}</Note>
      </div>
    </div>
  );
}
