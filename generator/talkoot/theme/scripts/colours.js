// @ts-check
// Runs before anything is drawn: says that scripts run and whether the address asks something of the page, and brings
// back the colours a visitor has chosen.
// Nothing is stored until someone presses the button (scripts/talkoot.js).
(() => {
  const page = document.documentElement;
  page.classList.replace("no-js", "js");
  if (location.search) {
    page.classList.add("is-asked"); // until scripts/finding have heard it, or can't be had
    addEventListener("error", () => page.classList.remove("is-asked"), { capture: true, once: true });
  }
  try {
    const chosen = localStorage.getItem("talkoot-colours");
    if (chosen === "dark" || chosen === "light") page.dataset.colours = chosen;
  } catch {
    // Storage is closed to us: the system's colours it is.
  }
})();
