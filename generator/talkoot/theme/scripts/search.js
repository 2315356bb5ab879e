// @ts-check
// The search page: asks Pagefind's index of the page's language and shows what it finds. What is asked stands in
// the address, so that it can be shared, reloaded and gone back to.

/**
 * @typedef {Record<string, Record<string, number>>} Counts Filter → value → pages.
 * @typedef {{url: string, excerpt: string, plain_excerpt: string, content: string,
 *   meta: Record<string, string>, filters: Record<string, string[]>}} Found
 * @typedef {{results: {data: () => Promise<Found>}[], filters: Counts, unfilteredResultCount: number}} Answer
 * @typedef {{query: string, order: string, filters: Map<string, string[]>}} Question
 * @typedef {string | Record<string, string>} Said One text, or one a plural form.
 */

const A_PAGE = 10;
const PAUSE = 250; // ms without a key before what was typed is asked

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
const plural = new Intl.PluralRules(language);

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
function find(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The search page has no ${selector}`);
  return found;
}

const form = find("#search", HTMLFormElement);
const field = find("#search-field", HTMLInputElement);
const order = find("#search-order", HTMLSelectElement);
const results = find(".results", HTMLOListElement);
const announced = find(".search-status", HTMLElement);
const more = find(".search-more", HTMLButtonElement);
const clear = find(".search-clear", HTMLButtonElement);
const help = find(".search-help", HTMLElement);
const summary = find(".search-filters summary", HTMLElement);
const boxes = [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box instanceof HTMLInputElement);
const choices = [...form.querySelectorAll("select")];

/** @type {{kinds: Record<string, string>, said: Record<string, Said>, near: string[]}} */
const told = JSON.parse(find("#search-told", HTMLScriptElement).textContent ?? "");

/** @param {string} key @param {Record<string, string | number>} values */
function say(key, values = {}) {
  const text = told.said[key];
  const chosen = typeof text === "string" ? text : (text[plural.select(Number(values.n))] ?? text.other);
  return chosen.replace(/\{(\w+)\}/g, (_, name) =>
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

// The question: in the form, in the address.

/** @returns {Question} */
function asked() {
  /** @type {Map<string, string[]>} */
  const filters = new Map();
  const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
  if (kinds.length) filters.set("kind", kinds);
  for (const choice of choices) if (choice.value) filters.set(choice.name, [choice.value]);
  return { query: field.value.trim(), order: order.value, filters };
}

/** @param {Question} question */
function address({ query, order, filters }) {
  const parts = new URLSearchParams();
  if (query) parts.set("q", query);
  for (const [name, values] of filters) for (const value of values) parts.append(name, value);
  if (order) parts.set("sort", order);
  return parts.size ? `?${parts}` : location.pathname;
}

function readAddress() {
  const parts = new URLSearchParams(location.search);
  field.value = parts.get("q") ?? "";
  for (const box of boxes) box.checked = parts.getAll("kind").includes(box.value);
  for (const choice of [...choices, order]) {
    choice.value = parts.get(choice.name) ?? "";
    if (choice.selectedIndex < 0) choice.value = ""; // an address from elsewhere may name what is not here
  }
  const details = summary.parentElement;
  if (details instanceof HTMLDetailsElement && choices.some((choice) => choice.value)) details.open = true;
}

// The answer.

/** @param {Found} found @param {string} query */
function result({ url, meta, filters, excerpt, plain_excerpt, content }, query) {
  const item = document.createElement("li");
  const heading = element("h3", "result__title", "");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  link.lang = filters["title-lang"]?.[0] ?? "";
  if (!link.lang) link.removeAttribute("lang");
  heading.append(link);

  const facts = element("p", "result__facts", "");
  const kind = filters.kind?.[0] ?? "";
  for (const fact of [told.kinds[kind] ?? kind, meta.when, meta.where]) {
    if (fact) facts.append(facts.hasChildNodes() ? " · " : "", fact);
  }
  if (meta.state) facts.append(" ", element("strong", "status", meta.state));
  item.append(heading, facts);

  if (content.replace(/\.$/, "") !== meta.title) {
    const text = element("p", "result__text", "");
    if (filters.lang) text.lang = filters.lang[0];
    const plain = asText(plain_excerpt);
    const cut = { before: content.startsWith(plain) ? "" : "… ", after: content.endsWith(plain) ? "" : "\u00a0…" };
    text.append(cut.before, ...marked(excerpt), cut.after);
    item.append(text);
  }
  const names = excerpt.includes("<mark>") ? [] : namesLike(query, meta.words ?? "");
  if (names.length) item.append(element("p", "result__facts", names.join(" · ")));
  return item;
}

/** Pagefind escapes an excerpt's own angle brackets, and nothing else. @param {string} text */
const asText = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

/** An excerpt as text and marks; nothing of it becomes markup. @param {string} excerpt */
const marked = (excerpt) =>
  excerpt.split(/<\/?mark>/).map((text, n) => (n % 2 ? element("mark", "", asText(text)) : asText(text)));

/** The terms and names that a page was found by, not by its text. @param {string} query @param {string} words */
function namesLike(query, words) {
  const lower = (/** @type {string} */ text) => text.toLocaleLowerCase(language);
  // Endings may differ: “leipomot” was found by “leipomo”.
  const stems = lower(query).split(/\s+/).map((word) => word.slice(0, Math.max(3, word.length - 2)));
  const like = (/** @type {string} */ name) =>
    lower(name).split(/[\s-]+/).some((word) => stems.some((stem) => stem && word.startsWith(stem)));
  const terms = words.split(" · ").map((term) => {
    const [label, synonyms = ""] = term.split(": ");
    const synonym = synonyms.split(", ").find(like);
    return like(label) ? label : synonym && `${label} (${synonym})`;
  });
  return terms.filter(Boolean).slice(0, 3);
}

/** @param {Counts} counts */
function showCounts(counts) {
  for (const box of boxes) {
    const n = counts.kind?.[box.value] ?? 0;
    const count = box.closest("label")?.querySelector(".count");
    if (count) count.textContent = number.format(n);
    box.closest("li")?.classList.toggle("is-empty", !n && !box.checked);
  }
  for (const choice of choices) {
    for (const option of choice.options) {
      if (!option.value) continue;
      const n = counts[choice.name]?.[option.value] ?? 0;
      option.dataset.title ??= option.text;
      option.text = `${option.dataset.title} (${number.format(n)})`;
      option.hidden = option.disabled = !n && !option.selected;
    }
  }
}

/** A word of the network's vocabularies that `query` may have meant. @param {string} query */
function near(query) {
  const asked = query.toLocaleLowerCase(language);
  const allowed = asked.length < 5 ? 1 : 2;
  /** @type {[number, string][]} */
  const names = told.near.map((name) => [distance(asked, name.toLocaleLowerCase(language)), name]);
  const close = names.filter(([far]) => far > 0 && far <= allowed).sort(([a], [b]) => a - b);
  return close.slice(0, 3).map(([, name]) => name);
}

/** Letters to change, add or leave out (Levenshtein). @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
    }
    row = next;
  }
  return row[b.length];
}

// Asking.

/** @type {Promise<any> | undefined} */
let loading;
let turn = 0;
/** @type {(() => Promise<void>) | undefined} */
let showNext;

/** Pagefind with all its filters, so that every answer counts them. */
function pagefind() {
  loading ??= import(new URL(String(find(".search", HTMLElement).dataset.pagefind), location.href).href).then(
    async (loaded) => {
      await loaded.filters();
      return loaded;
    },
  );
  return loading;
}

/** @param {Question} question @param {string} [without] A filter to leave aside. @returns {Promise<Answer>} */
async function answer({ query, order, filters }, without) {
  const kept = [...filters].filter(([name]) => name !== without).map(([name, any]) => [name, { any }]);
  const sort = { date: { date: "desc" }, name: { name: "asc" } }[order] ?? {};
  return (await pagefind()).search(query || null, { filters: Object.fromEntries(kept), sort });
}

/** What each filter's values would give beside the other filters. @param {Question} question @param {Answer} got */
async function counted(question, got) {
  const counts = { ...got.filters };
  for (const name of question.filters.keys()) counts[name] = (await answer(question, name)).filters[name];
  return counts;
}

async function ask() {
  const mine = ++turn;
  const question = asked();
  results.ariaBusy = "true";
  const busy = setTimeout(() => (announced.textContent = say("busy")), 500);
  try {
    const got = await answer(question);
    const counts = await counted(question, got);
    const first = await Promise.all(got.results.slice(0, A_PAGE).map((found) => found.data()));
    if (mine === turn) show(question, got, counts, first);
  } catch (error) {
    console.error(error);
    if (mine === turn) fail();
  } finally {
    clearTimeout(busy);
    if (mine === turn) results.ariaBusy = "false";
  }
}

/** @param {Question} question @param {Answer} got @param {Counts} counts @param {Found[]} first */
function show(question, got, counts, first) {
  const { query, filters } = question;
  const n = got.results.length;
  const started = Boolean(query || filters.size);
  showCounts(counts);
  const chosen = choices.filter((choice) => choice.value).length;
  summary.dataset.chosen = chosen ? number.format(chosen) : "";
  clear.hidden = !filters.size;
  results.replaceChildren(...(started ? first : []).map((found) => result(found, query)));
  if (!started) announced.textContent = "";
  else if (n) announced.textContent = query ? say("found for", { n, query }) : say("found", { n });
  else announced.textContent = query ? say("none for", { query }) : say("none");
  form.classList.toggle("is-asked", started);
  order.closest("p")?.toggleAttribute("hidden", !started || n < 2);
  showNext = async () => {
    const at = results.children.length;
    const mine = turn;
    const next = await Promise.all(got.results.slice(at, at + A_PAGE).map((found) => found.data()));
    if (mine !== turn) return;
    results.append(...next.map((found) => result(found, query)));
    offerMore(n);
    announced.textContent = say("shown", { n: results.children.length, all: n });
    results.children[at]?.querySelector("a")?.focus();
  };
  offerMore(started ? n : 0);
  offerHelp(question, started ? n : 0, filters.size ? got.unfilteredResultCount : 0);
}

/** @param {number} n */
function offerMore(n) {
  const left = n - results.children.length;
  more.hidden = left <= 0;
  more.textContent = say("more", { n: Math.min(left, A_PAGE) });
}

/** @param {Question} question @param {number} n @param {number} unfiltered */
function offerHelp({ query }, n, unfiltered) {
  help.hidden = n > 0;
  const meant = n || !query ? [] : near(query);
  const line = find(".search-near", HTMLElement);
  line.hidden = !meant.length;
  line.querySelector("span")?.replaceChildren(
    ...meant.map((name) => {
      const button = element("button", "", name);
      button.setAttribute("type", "button");
      button.addEventListener("click", () => askInstead(() => (field.value = name)));
      return button;
    }),
  );
  const without = find(".search-unfiltered", HTMLElement);
  without.hidden = !unfiltered;
  const button = without.querySelector("button");
  if (button) button.textContent = say("unfiltered", { n: unfiltered });
}

function fail() {
  results.replaceChildren();
  more.hidden = true;
  announced.textContent = say("failed");
  help.hidden = false;
  for (const part of help.querySelectorAll("p")) part.hidden = true;
}

/** Ask anew and keep the old question in the history. */
function askAnew() {
  clearTimeout(pause);
  const next = address(asked());
  if (next !== (location.search || location.pathname)) history.pushState(null, "", next);
  ask();
}

/** @param {() => void} change */
function askInstead(change) {
  change();
  askAnew();
  field.focus();
}

function dropFilters() {
  for (const box of boxes) box.checked = false;
  for (const choice of choices) choice.value = "";
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
form.addEventListener("change", (event) => event.target !== field && askAnew());
order.addEventListener("change", askAnew);
more.addEventListener("click", () => showNext?.());
clear.addEventListener("click", () => askInstead(dropFilters));
find(".search-unfiltered button", HTMLButtonElement).addEventListener("click", () => askInstead(dropFilters));
addEventListener("popstate", () => {
  readAddress();
  ask();
});

readAddress();
for (const part of document.querySelectorAll(".search-filters, .search-results")) part.removeAttribute("hidden");
if (!location.search) field.focus({ preventScroll: true });
ask();
