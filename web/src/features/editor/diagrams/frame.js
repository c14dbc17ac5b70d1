// Runs in a sandboxed frame of an origin of its own, behind Mermaid: it takes the text of a diagram and gives back a picture.
(() => {
  const mermaid = globalThis.mermaid;
  const tell = (answer) => parent.postMessage(answer, "*");
  addEventListener("message", ({ data, source }) => {
    if (source !== parent) return;
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      theme: data.dark ? "dark" : "default",
      fontFamily: "system-ui, sans-serif",
      // Words as words of the picture: what is shown as an image loads no fonts, and lays out no HTML.
      htmlLabels: false,
      flowchart: { htmlLabels: false },
      maxTextSize: data.longest,
      maxEdges: data.edges,
    });
    mermaid.render(`diagram${data.id}`, data.source).then(
      ({ svg }) => tell({ id: data.id, svg }),
      (error) => tell({ id: data.id, error: String(error instanceof Error ? error.message : error).slice(0, 500) }),
    );
  });
  tell({ ready: mermaid !== undefined });
})();
