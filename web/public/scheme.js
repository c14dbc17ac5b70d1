// Runs before the client paints (the splash asks the system until then), from a file of its own because the content security policy allows no inline script.
(function () {
  var scheme = "auto";
  try {
    scheme = localStorage.getItem("hearth.scheme") || "auto";
  } catch (e) {
    scheme = "auto";
  }
  var dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
