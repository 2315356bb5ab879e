// @ts-check
// The search page: asks Pagefind's index of the page's language and shows what it finds. What is asked stands in
// the address, so that it can be shared, reloaded and gone back to.

/**
 * @typedef {Record<string, Record<string, number>>} Counts Filter → value → pages.
 * @typedef {import("./result.js").Found} Found
 * @typedef {{results: {data: () => Promise<Found>}[], filters: Counts, unfilteredResultCount: number}} Answer
 * @typedef {{query: string, order: string, filters: Map<string, string[]>}} Question
 * @typedef {import("./saying.js").Said} Said
 */

import { near } from "./near.js";
import { element, find, told as toldOn } from "./page.js";
import { result } from "./result.js";
import { number, say as sayText } from "./saying.js";

const A_PAGE = 10;
const PAUSE = 250; // ms without a key before what was typed is asked

const form = find("#search", HTMLFormElement);
const field = find("#search-field", HTMLInputElement);
const order = find("#search-order", HTMLSelectElement);
const whole = find(".search-results", HTMLElement);
const results = find(".results", HTMLOListElement);
const announced = find(".search-status", HTMLElement);
const more = find(".search-more", HTMLButtonElement);
const clear = find(".search-clear", HTMLButtonElement);
const help = find(".search-help", HTMLElement);
const summary = find(".search-filters summary", HTMLElement);
const boxes = [...form.querySelectorAll("input[type=checkbox]")].filter((box) => box instanceof HTMLInputElement);
const choices = [...form.querySelectorAll("select")];

/** @type {{kinds: Record<string, string>, said: Record<string, Said>, near: string[]}} */
const told = toldOn("#search-told");

/** @param {string} key @param {Record<string, string | number>} values */
const say = (key, values = {}) => sayText(told.said[key], values);

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
  whole.ariaBusy = "true";
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
    if (mine === turn) whole.ariaBusy = "false";
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
  results.replaceChildren(...(started ? first : []).map((found) => result(found, query, told.kinds)));
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
    results.append(...next.map((found) => result(found, query, told.kinds)));
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
  const meant = n || !query ? [] : near(query, told.near);
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
document.documentElement.classList.remove("is-asked");
if (!location.search) field.focus({ preventScroll: true });
ask();
