// @ts-check
// What scripts add to the header: the folded menu of narrow screens, the choice of colours, keys for search.

const page = document.documentElement;

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T | null} */
function find(selector, kind) {
  const found = document.querySelector(selector);
  return found instanceof kind ? found : null;
}

function foldMenu() {
  const button = find(".menu-button", HTMLButtonElement);
  const menu = find(".site-header__menu", HTMLElement);
  if (!button || !menu) return;
  /** @param {boolean} open */
  const show = (open) => {
    menu.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    show(false);
    button.focus();
  });
}

function chooseColours() {
  const button = find(".colours-button", HTMLButtonElement);
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.dataset.colours ?? (system.matches ? "dark" : "light")) === "dark";
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    // The system's own colours need no note: the page follows the system again.
    const asSystem = (chosen === "dark") === system.matches;
    if (asSystem) delete page.dataset.colours;
    else page.dataset.colours = chosen;
    try {
      if (asSystem) localStorage.removeItem("talkoot-colours");
      else localStorage.setItem("talkoot-colours", chosen);
    } catch {
      // Without storage the choice holds for this page.
    }
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

function openSearchByKey() {
  const link = find(".search-link", HTMLAnchorElement);
  if (!link) return;
  const mac = navigator.platform.startsWith("Mac");
  const hint = link.querySelector("kbd");
  if (hint && mac) hint.textContent = "⌘ K";
  document.addEventListener("keydown", (event) => {
    const typing =
      event.target instanceof HTMLElement &&
      (event.target.isContentEditable || event.target.matches("input, select, textarea"));
    const withKey = (mac ? event.metaKey : event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!withKey && !slash) return;
    event.preventDefault();
    // A page with a search field of its own is asked there.
    const field = find("main input[type=search]", HTMLInputElement);
    if (field) field.focus();
    else link.click();
  });
}

/** Chips lead to a list that stands as it is; with scripts there is one that can be narrowed down further. */
function leadToFilters() {
  for (const chip of document.querySelectorAll("a[data-narrowed]")) {
    chip.setAttribute("href", chip.getAttribute("data-narrowed") ?? "");
  }
}

foldMenu();
chooseColours();
openSearchByKey();
leadToFilters();
