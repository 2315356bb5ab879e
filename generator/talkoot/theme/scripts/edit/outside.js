// @ts-check
// How much of an outside form's room the texts take, said below each field that it is filled from.

import { element, say, told } from "./told.js";

/** @param {any} value @param {string} key @returns {number} Characters of an answer, or of this key in each of its items. */
function length(value, key) {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + length(item?.[key], key), 0);
  return [...String(value ?? "").trim()].length;
}

/** @param {string} id @param {string} name @returns {Element | null} The line that says it, made where it is missing. */
function line(id, name) {
  const field = document.querySelector(`.edit-form [data-field="${id}"]`);
  const there = field?.querySelector(`:scope > [data-outside="${name}"]`);
  if (!field || there) return there ?? null;
  const made = element("p", "edit-left");
  made.dataset.outside = name;
  field.append(made);
  return made;
}

/** @param {Record<string, any>} values */
export function measure(values) {
  for (const { form, max, texts } of told.outside) {
    const n = texts.reduce((/** @type {number} */ sum, /** @type {any} */ { id, key }) => sum + length(values[id], key), 0);
    for (const { id } of texts) {
      const at = line(id, form);
      if (!at) continue;
      at.textContent = n ? say(n > max ? "outside over" : "outside", { form, n: n > max ? n - max : n, max }) : "";
      at.classList.toggle("is-over", n > max);
    }
  }
}
