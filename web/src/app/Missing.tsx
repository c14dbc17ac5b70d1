import { Button } from "@mantine/core";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Empty, useTitle } from "../ui/bits.tsx";

/** A link to nothing, or to something this person may not know of: the two must look alike. */
export default function Missing() {
  const { t } = useTranslation();
  useTitle(t("missing.title"));
  return (
    <Empty
      alone
      icon={Compass}
      title={t("missing.title")}
      action={
        <Button component={Link} href="/" variant="light">
          {t("missing.home")}
        </Button>
      }
    >
      {t("missing.text")}
    </Empty>
  );
}
