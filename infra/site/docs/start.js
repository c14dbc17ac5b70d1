// A file of its own, so that the page needs no inline script.
window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "/docs/openapi.yaml",
    dom_id: "#api",
    deepLinking: true,
    persistAuthorization: false,
    tryItOutEnabled: true,
    validatorUrl: null,
  });
});
