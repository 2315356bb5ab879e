// @ts-check
// A listing that can be narrowed down: by words, which Pagefind finds, and by what the listing's index knows of
// every record. What is asked stands in the address. Cards are those of the listing's own pages, so nothing is
// drawn here that was not drawn at build.

/**
 * @typedef {{ids: string[], facets: Record<string, Record<string, number[]>>, newest: number[]}} Index
 *   Who has which value, records told by their position in the listing.
 * @typedef {string | Record<string, string>} Said One text, or one a plural form.
 * @typedef {{aPage: number, atOnce: number, hits: string, pagefind: string, said: Record<string, Said>,
 *   chosen: Record<string, string>}} Told
 * @typedef {{words: string, order: string, view: string, facets: Map<string, string[]>}} Question
 * @typedef {{found: number[], counts: Map<HTMLInputElement, number>, drops: [string, number][]}} Answer
 */

const PAUSE = 200; // ms without a key before what was typed is asked

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
const plural = new Intl.PluralRules(language);

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
function find(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The listing has no ${selector}`);
  return found;
}

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T[]} */
function findAll(selector, kind) {
  return [...document.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : []));
}

const whole = find(".directory", HTMLElement);
const form = find("#directory", HTMLFormElement);
const field = find("#directory-words", HTMLInputElement);
const order = document.querySelector("#directory-order");
const boxes = findAll(".directory input[type=checkbox]", HTMLInputElement);
const views = findAll(".directory input[name=view]", HTMLInputElement);
const announced = find(".directory-status", HTMLElement);
const chosen = find(".directory-chosen", HTMLElement);
const all = find(".directory-all", HTMLElement);
const found = find(".directory-found", HTMLElement);
const list = find(".directory-found .cards", HTMLUListElement);
const more = find(".directory-more", HTMLButtonElement);
const none = find(".directory-none", HTMLElement);
const dialog = find(".directory-dialog", HTMLDialogElement);
const openFilters = find(".directory-open", HTMLButtonElement);
const show = find(".directory-show", HTMLButtonElement);
const siteTop = new URL(whole.dataset.top || "./", location.href);
const here = new URL("./", location.href);

/** @type {Told} */
const told = JSON.parse(find("#directory-told", HTMLScriptElement).textContent ?? "");
const unfiltered = announced.textContent ?? "";

/** @param {Said} text @param {Record<string, string | number>} values */
function say(text, values = {}) {
  const form = typeof text === "string" ? text : (text[plural.select(Number(values.n))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number.format(values[name]) : values[name],
  );
}

/** @param {string} tag @param {string} name @param {string} text */
function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

/** @param {string} name @param {string} text @param {() => void} press */
function button(name, text, press) {
  const made = element("button", name, text);
  made.setAttribute("type", "button");
  made.addEventListener("click", press);
  return made;
}

/** What a filter's value is called. @param {string} name @param {string} value */
function called(name, value) {
  const box = boxes.find((box) => box.name === name && box.value === value);
  return box?.nextElementSibling?.textContent ?? value;
}

// The question: in the form, in the address.

/** @returns {Question} */
function asked() {
  /** @type {Map<string, string[]>} */
  const facets = new Map();
  for (const box of boxes) {
    if (box.checked) facets.set(box.name, [...(facets.get(box.name) ?? []), box.value]);
  }
  return {
    words: field.value.trim(),
    order: order instanceof HTMLSelectElement ? order.value : "",
    view: views.find((view) => view.checked)?.value ?? "",
    facets,
  };
}

/** @param {Question} question */
function address({ words, order, view, facets }) {
  const parts = new URLSearchParams();
  if (words) parts.set("q", words);
  for (const [name, values] of facets) for (const value of values) parts.append(name, value);
  if (order) parts.set("sort", order);
  if (view) parts.set("view", view);
  return parts.size ? `?${parts}` : location.pathname;
}

function readAddress() {
  const parts = new URLSearchParams(location.search);
  field.value = parts.get("q") ?? "";
  for (const box of boxes) box.checked = parts.getAll(box.name).includes(box.value);
  if (order instanceof HTMLSelectElement) {
    order.value = parts.get("sort") ?? "";
    if (order.selectedIndex < 0) order.value = ""; // an address from elsewhere may name what is not here
  }
  const view = parts.get("view") ?? "";
  for (const [n, radio] of views.entries()) radio.checked = n === 0 || radio.value === view;
  for (const box of boxes) if (box.checked) box.closest("details")?.setAttribute("open", "");
}

// The answer.

/** @type {Promise<Index> | undefined} */
let loading;
const index = () => (loading ??= load(new URL(String(whole.dataset.index), location.href)));

/** @param {URL} url */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

/** @type {Promise<[any, Record<string, string>]> | undefined} */
let searching;
/** @type {Map<string, Uint8Array>} */
const heard = new Map();

/** The records in which Pagefind finds `words`: 1 at their position. @param {string} words @param {Index} index */
async function withWords(words, { ids }) {
  const known = heard.get(words);
  if (known) return known;
  searching ??= Promise.all([import(new URL(told.pagefind, siteTop).href), load(new URL(told.hits, siteTop))]);
  const [pagefind, hits] = await searching;
  const positions = new Map(ids.map((id, position) => [id, position]));
  const mask = new Uint8Array(ids.length);
  for (const { id } of (await pagefind.search(words)).results) {
    const position = positions.get(hits[id]);
    if (position !== undefined) mask[position] = 1;
  }
  heard.set(words, mask);
  return mask;
}

/** @param {Question} question @param {Index} index @returns {Promise<Answer>} */
async function answer({ words, order, facets }, index) {
  const size = index.ids.length;
  /** @type {Map<string, Uint8Array>} */
  const masks = new Map();
  if (words) masks.set("q", await withWords(words, index));
  for (const [name, values] of facets) {
    const mask = new Uint8Array(size);
    for (const value of values) for (const position of index.facets[name]?.[value] ?? []) mask[position] = 1;
    masks.set(name, mask);
  }
  // How many of the masks a record fails, and whether it is this one alone.
  const fails = new Uint8Array(size);
  for (const mask of masks.values()) for (let n = 0; n < size; n++) fails[n] += 1 - mask[n];
  /** Whether a record would be there without one of the masks. @param {number} n @param {string} name */
  const without = (n, name) => fails[n] === 0 || (fails[n] === 1 && masks.get(name)?.[n] === 0);

  /** @type {Map<HTMLInputElement, number>} */
  const counts = new Map();
  for (const box of boxes) {
    let count = 0;
    for (const n of index.facets[box.name]?.[box.value] ?? []) if (without(n, box.name)) count++;
    counts.set(box, count);
  }
  /** @type {[string, number][]} */
  const drops = [...masks.keys()].map((name) => [name, fails.reduce((sum, _, n) => sum + Number(without(n, name)), 0)]);
  return { found: sorted(index, order).filter((n) => !fails[n]), counts, drops };
}

/** All positions in an order. @param {Index} index @param {string} order */
function sorted(index, order) {
  if (order === "newest") return index.newest;
  if (order === "place") {
    const places = boxes.filter((box) => box.name === "place").map((box) => box.value);
    return places.flatMap((place) => index.facets.place[place] ?? []);
  }
  return index.ids.map((_, n) => n);
}

// Cards, taken from the pages of the listing.

/** @type {Map<number, Promise<HTMLLIElement[]>>} */
const pages = new Map([[0, Promise.resolve(findAll(".directory-all .cards > li", HTMLLIElement))]]);

/** @param {number} n The page, from 0. */
function cardsOf(n) {
  let cards = pages.get(n);
  if (!cards) {
    cards = fetchCards(new URL(`page/${n + 1}/`, here));
    cards.catch(() => pages.delete(n));
    pages.set(n, cards);
  }
  return cards;
}

/** @param {URL} url */
async function fetchCards(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const cards = [...page.querySelectorAll(".cards > li")].filter((card) => card instanceof HTMLLIElement);
  for (const card of cards) {
    for (const link of card.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", url).href;
    for (const picture of card.querySelectorAll("img")) picture.src = new URL(picture.getAttribute("src") ?? "", url).href;
  }
  return cards;
}

/** @param {number[]} positions */
const cards = (positions) =>
  Promise.all(
    positions.map(async (n) => (await cardsOf(Math.floor(n / told.aPage)))[n % told.aPage].cloneNode(true)),
  );

// Showing.

/** Whether a question leaves anybody out. @param {Question} question */
const narrows = ({ words, facets }) => Boolean(words || facets.size);

/** The numbers, told before the cards that may still be on their way. @param {Question} question @param {Answer} answer */
function tell(question, { found: { length: n }, counts }) {
  const { facets } = question;
  for (const [box, count] of counts) {
    const li = box.closest("li");
    const shown = li?.querySelector(".count");
    if (shown) shown.textContent = number.format(count);
    li?.classList.toggle("is-empty", !count && !box.checked);
  }
  for (const facet of findAll(".filter", HTMLElement)) {
    const mark = facet.querySelector(".filter__chosen");
    const count = facets.get(facet.dataset.facet ?? "")?.length ?? 0;
    if (mark) mark.textContent = count ? ` (${number.format(count)})` : "";
  }
  const total = [...facets.values()].reduce((sum, values) => sum + values.length, 0);
  find(".directory-open__count", HTMLElement).textContent = total ? ` (${number.format(total)})` : "";
  announced.textContent = narrows(question) ? say(told.said.filtered, { n, all: counts.size ? size : n }) : unfiltered;
  show.textContent = say(told.said.show, { count: say(told.said.count, { n }) });
  showChosen(question);
}

/** @param {Question} question @param {Answer} answer @param {Node[]} first */
function present(question, { found: positions, counts, drops }, first) {
  const { order, view } = question;
  whole.dataset.view = view || "cards";
  const map = document.querySelector(".directory-map");
  if (map instanceof HTMLElement) {
    map.hidden = view !== "map";
    if (view === "map") showOnMap(question, counts);
  }
  all.hidden = narrows(question) || Boolean(order);
  found.hidden = !all.hidden;
  list.replaceChildren(...first);
  offerMore(positions);
  offerDrops(question, narrows(question) && !positions.length ? drops : undefined);
}

/** @param {Question} question */
function showChosen({ words, facets }) {
  /** @type {[string, string][]} */
  const each = [...facets].flatMap(([name, values]) => values.map((value) => /** @type {[string, string]} */ ([name, value])));
  if (words) each.unshift(["q", words]);
  const items = each.map(([name, value], n) => {
    const what = name === "q" ? words : called(name, value);
    const first = n === 0 || each[n - 1][0] !== name;
    const [before, after] = first ? told.chosen[name].split("{what}") : [`${told.said.or} `, ""];
    const item = element("li", "", "");
    const press = button("chip chip--remove", what, () => drop(name, value, n));
    press.setAttribute("aria-label", `${what}, ${told.said.remove}`);
    item.append(...[before, press, after].filter(Boolean));
    return item;
  });
  chosen.hidden = !items.length;
  chosen.querySelector("ul")?.replaceChildren(...items);
}

/** Take a filter away and leave the focus near. @param {string} name @param {string} value @param {number} n */
async function drop(name, value, n) {
  if (name === "q") field.value = "";
  for (const box of boxes) if (box.name === name && box.value === value) box.checked = false;
  await askAnew();
  const left = findAll(".directory-chosen li button", HTMLButtonElement);
  if (left.length) left[Math.min(n, left.length - 1)].focus();
  else (openFilters.checkVisibility() ? openFilters : field).focus();
}

/** @param {Question} question @param {[string, number][] | undefined} drops */
function offerDrops({ words, facets }, drops) {
  none.hidden = !drops;
  if (!drops) return;
  find(".directory-none__what", HTMLElement).textContent = say(told.said.none);
  const better = drops.filter(([, count]) => count).sort(([, a], [, b]) => b - a);
  const items = better.map(([name, count]) => {
    const or = ` ${told.said.or} `;
    const what = name === "q" ? words : (facets.get(name) ?? []).map((value) => called(name, value)).join(or);
    const text = say(told.said.drop, { what, count: say(told.said.count, { n: count }) });
    const item = element("li", "", "");
    item.append(
      button("button button--quiet", text, async () => {
        if (name === "q") field.value = "";
        for (const box of boxes) if (box.name === name) box.checked = false;
        await askAnew();
        list.querySelector("a")?.focus();
      }),
    );
    return item;
  });
  find(".directory-drops", HTMLElement).replaceChildren(...items);
}

/** @param {number[]} positions */
function offerMore(positions) {
  const left = positions.length - list.children.length;
  more.hidden = found.hidden || left <= 0;
  more.textContent = say(told.said.more, { n: Math.min(left, told.atOnce) });
  more.onclick = async () => {
    const at = list.children.length;
    const mine = turn;
    const next = await cards(positions.slice(at, at + told.atOnce));
    if (mine !== turn) return;
    list.append(...next);
    history.replaceState({ shown: list.children.length }, "");
    offerMore(positions);
    list.children[at]?.querySelector("a")?.focus();
  };
}

/** A dot for each place, as large as ever, with as many records as the filters leave there.
 * @param {Question} question @param {Map<HTMLInputElement, number>} counts */
function showOnMap({ facets }, counts) {
  const places = facets.get("place") ?? [];
  for (const dot of document.querySelectorAll(".directory-map a.dot")) {
    const at = new URLSearchParams(dot.getAttribute("href") ?? "").getAll("place");
    let n = 0;
    for (const [box, count] of counts) if (box.name === "place" && at.includes(box.value)) n += count;
    const names = at.map((place) => called("place", place)).join(", ");
    const name = `${names}: ${say(told.said.count, { n })}`;
    dot.setAttribute("aria-label", name);
    dot.querySelector("title")?.replaceChildren(name);
    dot.querySelector(".dot__count")?.replaceChildren(number.format(n));
    dot.classList.toggle("is-empty", !n);
    dot.toggleAttribute("aria-current", at.every((place) => places.includes(place)));
  }
}

// Asking.

let turn = 0;
let size = 0;

/** @param {number} [shown] How many cards were there when this page was left. */
async function ask(shown = 0) {
  const mine = ++turn;
  const question = asked();
  whole.setAttribute("aria-busy", "true");
  try {
    const known = await index();
    size = known.ids.length;
    const got = await answer(question, known);
    if (mine !== turn) return;
    tell(question, got);
    const filtered = narrows(question) || question.order;
    const first = filtered ? await cards(got.found.slice(0, Math.max(told.atOnce, shown))) : [];
    if (mine === turn) present(question, got, first);
  } catch (error) {
    console.error(error);
    if (mine === turn) announced.textContent = say(told.said.failed);
  } finally {
    if (mine === turn) whole.removeAttribute("aria-busy");
  }
}

/** Ask anew and keep the old question in the history. */
function askAnew() {
  clearTimeout(pause);
  const next = address(asked());
  if (next !== (location.search || location.pathname)) history.pushState(null, "", next);
  return ask();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    // Letters typed one after the other are one question: Back leads to the one before it.
    history.replaceState(null, "", address(asked()));
    ask();
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  askAnew();
});
whole.addEventListener("change", (event) => event.target !== field && askAnew());
find(".directory-clear", HTMLButtonElement).addEventListener("click", async () => {
  field.value = "";
  for (const box of boxes) box.checked = false;
  await askAnew();
  (openFilters.checkVisibility() ? openFilters : field).focus();
});
document.querySelector(".directory-map")?.addEventListener("click", (event) => {
  const dot = event.target instanceof Element && event.target.closest("a.dot");
  if (!dot || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
  event.preventDefault();
  const at = new URLSearchParams(dot.getAttribute("href") ?? "").getAll("place");
  const chosen = dot.hasAttribute("aria-current"); // pressed again, it lets go
  for (const box of boxes) if (box.name === "place") box.checked = !chosen && at.includes(box.value);
  askAnew();
});
addEventListener("popstate", (event) => {
  readAddress();
  ask(event.state?.shown);
});

// The filters stand beside the list, or where there is no room in a dialog.

const narrow = matchMedia("(max-width: 59.99rem)");
const filters = find(".filters", HTMLElement);
const side = find(".directory-side", HTMLElement);
const body = find(".directory-dialog__body", HTMLElement);

function place() {
  if (!narrow.matches && dialog.open) dialog.close();
  (narrow.matches ? body : side).append(filters);
}
narrow.addEventListener("change", place);
place();
openFilters.addEventListener("click", () => dialog.showModal());
for (const press of [show, find(".directory-close", HTMLButtonElement)]) {
  press.addEventListener("click", () => dialog.close());
}
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

readAddress();
// A page that asks nothing stands as it was built; its index is fetched when it is first needed, or in a quiet moment.
if (location.search) ask(history.state?.shown);
else addEventListener("load", () => setTimeout(index, 0));
