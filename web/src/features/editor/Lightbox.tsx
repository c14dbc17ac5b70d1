import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A picture as large as the window. */
export default function Lightbox({ url, alt, caption, close }: { url: string; alt: string; caption: string | null; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened fullScreen onClose={close} title={caption || alt || t("block.image")} closeButtonProps={{ "aria-label": t("ui.close") }}>
      <img className="h-large" src={url} alt={alt} />
    </Modal>
  );
}
