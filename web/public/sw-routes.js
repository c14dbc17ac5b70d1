// What the server alone can answer goes past the worker: it waits for no start of it, nor for one version to follow another.
addEventListener("install", (event) => {
  if (!event.addRoutes) return;
  const past = ["/v1/*", "/live", "/docs/*"].map((pathname) => ({ condition: { urlPattern: new URLPattern({ pathname }) }, source: "network" }));
  event.waitUntil(event.addRoutes(past).catch(() => undefined));
});
