import { Avatar } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../app/context.tsx";
import { ME } from "../../data/resources.ts";
import type { Org } from "../../data/types.ts";
import { hueOf, initials } from "../../ui/bits.tsx";
import { PictureField } from "../../ui/PictureField.tsx";

/** The org's own sign. */
export function Logo({ org }: { org: Org }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const path = { org_id: org.id };
  return (
    <PictureField
      face={(chosen) => (
        <Avatar
          size={72}
          radius="md"
          src={chosen ?? org.logo_url}
          alt=""
          styles={{ placeholder: { background: hueOf(org.id), color: "#fff", fontWeight: 600, border: 0 } }}
        >
          {initials(org.name)}
        </Avatar>
      )}
      has={!!org.logo_url}
      change={t("org.changeLogo")}
      remove={t("org.removeLogo")}
      ask={(type) => workspace.api.post("/v1/orgs/{org_id}/logo", { path, body: { content_type: type } })}
      drop={() => workspace.api.delete("/v1/orgs/{org_id}/logo", { path })}
      done={() => workspace.touched(ME, ["orgs"])}
    />
  );
}
