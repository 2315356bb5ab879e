// @ts-check
// The filters of a listing: what each would give, what is chosen, where they stand and how they are let go.

import { button, element, find, findAll } from "./page.js";
import { called, field, leaveOut, leaveOutAll, told } from "./question.js";
import { number, say } from "./saying.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./answer.js").Answer} Answer
 */

const chosen = find(".directory-chosen", HTMLElement);
const dialog = find(".directory-dialog", HTMLDialogElement);
const open = find(".directory-open", HTMLButtonElement);
const show = find(".directory-show", HTMLButtonElement);

/** What each filter would give, and which are chosen. @param {Question} question @param {Answer} answer
 * @param {() => Promise<void>} askAnew */
export function showFilters(question, { found: { length: n }, counts }, askAnew) {
  for (const [box, count] of counts) {
    const li = box.closest("li");
    const shown = li?.querySelector(".count");
    if (shown) shown.textContent = number.format(count);
    li?.classList.toggle("is-empty", !count && !box.checked);
  }
  for (const facet of findAll(".filter", HTMLElement)) {
    const mark = facet.querySelector(".filter__chosen");
    const count = question.facets.get(facet.dataset.facet ?? "")?.length ?? 0;
    if (mark) mark.textContent = count ? ` (${number.format(count)})` : "";
  }
  const total = [...question.facets.values()].reduce((sum, values) => sum + values.length, 0);
  find(".directory-open__count", HTMLElement).textContent = total ? ` (${number.format(total)})` : "";
  show.textContent = say(told.said.show, { count: say(told.said.count, { n }) });
  showChosen(question, askAnew);
}

/** What is chosen, as a sentence of chips. @param {Question} question @param {() => Promise<void>} askAnew */
function showChosen({ words, facets }, askAnew) {
  /** @type {[string, string][]} */
  const each = [...facets].flatMap(([name, values]) => values.map((value) => /** @type {[string, string]} */ ([name, value])));
  if (words) each.unshift(["q", words]);
  const items = each.map(([name, value], n) => {
    const what = name === "q" ? words : called(name, value);
    const first = n === 0 || each[n - 1][0] !== name;
    const [before, after] = first ? told.chosen[name].split("{what}") : [`${told.said.or} `, ""];
    const item = element("li", "", "");
    const press = button("chip chip--remove", what, async () => {
      leaveOut(name, name === "q" ? undefined : value);
      await askAnew();
      focusNear(n);
    });
    press.setAttribute("aria-label", `${what}, ${told.said.remove}`);
    item.append(...[before, press, after].filter(Boolean));
    return item;
  });
  chosen.hidden = !items.length;
  chosen.querySelector("ul")?.replaceChildren(...items);
}

/** Where a chip has gone, the focus stays near. @param {number} n Its place among the chips. */
function focusNear(n) {
  const left = findAll(".directory-chosen li button", HTMLButtonElement);
  if (left.length) left[Math.min(n, left.length - 1)].focus();
  else (open.checkVisibility() ? open : field).focus();
}

/** The filters stand beside the list, or where there is no room in a dialog. @param {() => Promise<void>} askAnew */
export function placeFilters(askAnew) {
  const narrow = matchMedia("(max-width: 59.99rem)");
  const filters = find(".filters", HTMLElement);
  const side = find(".directory-side", HTMLElement);
  const body = find(".directory-dialog__body", HTMLElement);
  const place = () => {
    if (!narrow.matches && dialog.open) dialog.close();
    (narrow.matches ? body : side).append(filters);
  };
  narrow.addEventListener("change", place);
  place();
  open.addEventListener("click", () => dialog.showModal());
  for (const press of [show, find(".directory-close", HTMLButtonElement)]) {
    press.addEventListener("click", () => dialog.close());
  }
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  find(".directory-clear", HTMLButtonElement).addEventListener("click", async () => {
    leaveOutAll();
    await askAnew();
    focusNear(0);
  });
}
