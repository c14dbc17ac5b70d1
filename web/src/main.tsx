import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/newsreader/wght.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./design/tokens.css";
import "./design/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { mark } from "./app/marks.ts";
import { startLanguage } from "./i18n/index.ts";

await startLanguage();
createRoot(document.getElementById("root")!).render(<App />);
mark("shell");

if ("serviceWorker" in navigator && import.meta.env.PROD) {
  const keep = (): void =>
    void import("./app/worker.ts").then(
      (worker) => worker.install(),
      () => undefined,
    );
  // The words of a language may come after the page has told that it is loaded.
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
}
