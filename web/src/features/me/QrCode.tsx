import qrcode from "qrcode-generator";
import { useMemo } from "react";
import css from "../../ui/form.module.css";

/** Drawn as one path: no image request, so nothing about the secret leaves the page. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, "M");
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let drawn = "";
    for (let row = 0; row < count; row++) for (let column = 0; column < count; column++) if (code.isDark(row, column)) drawn += `M${column} ${row}h1v1h-1z`;
    return { path: drawn, size: count };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={css.qr} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}
