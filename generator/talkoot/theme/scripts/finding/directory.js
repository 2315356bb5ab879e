// @ts-check
// A listing that can be narrowed down, by words and by filters. What is asked stands in the address.

import { answer, index } from "./answer.js";
import { cards } from "./cards.js";
import { placeFilters, showFilters } from "./filters.js";
import { chooseOnMap, showOnMap } from "./map.js";
import { button, element, find } from "./page.js";
import { address, asked, called, field, leaveOut, narrows, readAddress, told } from "./question.js";
import { say } from "./saying.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./answer.js").Answer} Answer
 */

const PAUSE = 200; // ms without a key before what was typed is asked

const whole = find(".directory", HTMLElement);
const form = find("#directory", HTMLFormElement);
const announced = find(".directory-status", HTMLElement);
const all = find(".directory-all", HTMLElement);
const found = find(".directory-found", HTMLElement);
const list = find(".directory-found .cards", HTMLUListElement);
const more = find(".directory-more", HTMLButtonElement);
const none = find(".directory-none", HTMLElement);
const unfiltered = announced.textContent ?? "";

let turn = 0;

/** @param {number} [shown] How many cards were there when this page was left. */
async function ask(shown = 0) {
  const mine = ++turn;
  const question = asked();
  whole.setAttribute("aria-busy", "true");
  try {
    const got = await answer(question);
    if (mine !== turn) return;
    // The numbers are told before the cards, which may still be on their way.
    const n = got.found.length;
    announced.textContent = narrows(question) ? say(told.said.filtered, { n, all: got.all }) : unfiltered;
    showFilters(question, got, askAnew);
    const filtered = narrows(question) || question.order;
    const first = filtered ? await cards(got.found.slice(0, Math.max(told.atOnce, shown))) : [];
    if (mine === turn) present(question, got, first);
  } catch (error) {
    console.error(error);
    if (mine === turn) announced.textContent = say(told.said.failed);
  } finally {
    if (mine === turn) {
      whole.removeAttribute("aria-busy");
      document.documentElement.classList.remove("is-asked");
    }
  }
}

/** Ask anew and keep the old question in the history. */
function askAnew() {
  clearTimeout(pause);
  const next = address(asked());
  if (next !== (location.search || location.pathname)) history.pushState(null, "", next);
  return ask();
}

/** @param {Question} question @param {Answer} answer @param {Node[]} first */
function present(question, { found: positions, counts, drops }, first) {
  whole.dataset.view = question.view || "cards";
  showOnMap(question, counts);
  all.hidden = narrows(question) || Boolean(question.order);
  found.hidden = !all.hidden;
  list.replaceChildren(...first);
  offerMore(positions);
  offerDrops(question, narrows(question) && !positions.length ? drops : undefined);
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

/** Where nothing is found, the filters that would help if they went. @param {Question} question
 * @param {[string, number][] | undefined} drops */
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
        leaveOut(name);
        await askAnew();
        list.querySelector("a")?.focus();
      }),
    );
    return item;
  });
  find(".directory-drops", HTMLElement).replaceChildren(...items);
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
addEventListener("popstate", (event) => {
  readAddress();
  ask(event.state?.shown);
});
placeFilters(askAnew);
chooseOnMap(askAnew);
readAddress();
// A page that asks nothing stands as it was built; its index is fetched when it is first needed, or in a quiet moment.
if (location.search) ask(history.state?.shown);
else addEventListener("load", () => setTimeout(index, 0));
