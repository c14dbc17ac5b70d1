// A part of the client that does not come leaves a page with nothing on it, and nobody in it who could say so. Plain and
// in a file of its own, so that it needs none of those parts; the content security policy allows no inline script.
(function () {
  var TRIED = "hearth.arrive";
  var GRACE = 8000;
  var WORDS = {
    en: ["Hearth did not load.", "A part of it did not arrive. What you wrote is safe on this device.", "Try again"],
    de: ["Hearth wurde nicht geladen.", "Ein Teil davon ist nicht angekommen. Was du geschrieben hast, ist auf diesem Gerät sicher.", "Noch einmal"],
  };

  function language() {
    try {
      return (localStorage.getItem("hearth.language") || navigator.language).slice(0, 2);
    } catch (e) {
      return navigator.language.slice(0, 2);
    }
  }

  // The page's first picture, in the person's language: the catalogues are on their way.
  addEventListener("DOMContentLoaded", function () {
    var text = document.querySelector("[data-loading]");
    if (text && language() === "de") text.textContent = "Hearth wird geladen…";
  });

  function say(root) {
    var spoken = WORDS[language()] ? language() : "en";
    var words = WORDS[spoken];
    document.documentElement.lang = spoken;
    var page = document.createElement("main");
    page.setAttribute("role", "alert");
    page.className = "h-late";
    ["h1", "p", "button"].forEach(function (name, i) {
      var element = document.createElement(name);
      element.textContent = words[i];
      page.append(element);
    });
    page.lastElementChild.addEventListener("click", function () {
      location.reload();
    });
    root.replaceChildren(page); // and the client takes its place, should it come after all
  }

  // Once more without asking; if that was a moment ago, the person is told.
  function late() {
    var root = document.getElementById("root");
    if (!root || root.childElementCount > 0) return;
    var before = Date.now();
    try {
      before = Number(sessionStorage.getItem(TRIED)) || 0;
      sessionStorage.setItem(TRIED, String(Date.now()));
    } catch (e) {
      before = Date.now();
    }
    if (Date.now() - before > 60000) location.reload();
    else say(root);
  }

  addEventListener(
    "error",
    function (event) {
      if (!(event.target instanceof HTMLScriptElement)) return;
      if (document.readyState === "complete") late();
      else addEventListener("load", late, { once: true });
    },
    true,
  );
  // A page that a service worker serves has everything on this device: what takes so long is not on its way.
  if (navigator.serviceWorker && navigator.serviceWorker.controller) setTimeout(late, GRACE);
})();
