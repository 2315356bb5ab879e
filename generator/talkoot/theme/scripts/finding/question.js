// @ts-check
// What is asked of a listing: in its form, and in the address.

import { find, findAll, told as toldOn } from "./page.js";

/**
 * @typedef {import("./saying.js").Said} Said
 * @typedef {{words: string, order: string, view: string, facets: Map<string, string[]>}} Question
 * @typedef {{aPage: number, atOnce: number, hits: string, pagefind: string, said: Record<string, Said>,
 *   chosen: Record<string, string>}} Told
 */

/** @type {Told} */
export const told = toldOn("#directory-told");
export const field = find("#directory-words", HTMLInputElement);
export const boxes = findAll(".directory input[type=checkbox]", HTMLInputElement);

const order = document.querySelector("#directory-order");
const views = findAll(".directory input[name=view]", HTMLInputElement);

/** @returns {Question} */
export function asked() {
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

/** Whether a question leaves anybody out. @param {Question} question */
export const narrows = ({ words, facets }) => Boolean(words || facets.size);

/** @param {Question} question */
export function address({ words, order, view, facets }) {
  const parts = new URLSearchParams();
  if (words) parts.set("q", words);
  for (const [name, values] of facets) for (const value of values) parts.append(name, value);
  if (order) parts.set("sort", order);
  if (view) parts.set("view", view);
  return parts.size ? `?${parts}` : location.pathname;
}

/** The form as the address asks. */
export function readAddress() {
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

/** Take away a filter, or one of its values; “q” is the words. @param {string} name @param {string} [value] */
export function leaveOut(name, value) {
  if (name === "q") field.value = "";
  for (const box of boxes) if (box.name === name && (value === undefined || box.value === value)) box.checked = false;
}

export function leaveOutAll() {
  field.value = "";
  for (const box of boxes) box.checked = false;
}

/** What a filter's value is called. @param {string} name @param {string} value */
export function called(name, value) {
  const box = boxes.find((box) => box.name === name && box.value === value);
  return box?.nextElementSibling?.textContent ?? value;
}
