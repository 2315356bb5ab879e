// @ts-check
// What the build told this page, and how its sentences are said.

/**
 * @typedef {string | string[] | Record<string, any>[]} Value What one question is answered with.
 * @typedef {Record<string, Value>} Values Question's id → its answer.
 * @typedef {{id: string, heading: string, path?: string[], kind: string, many?: boolean, required?: boolean,
 *   translated?: boolean, items?: any[], in?: string, from?: string, own?: boolean, max?: number, min?: number,
 *   options?: Record<string, string>, example?: string, body?: boolean, pattern?: string, code?: string,
 *   standard?: string, link?: boolean}} Question
 */

export const told = JSON.parse(document.querySelector("#edit-told")?.textContent ?? "{}");

const language = document.documentElement.lang;
/** @param {string} code */
export const localeOf = (code) => (code === "en" ? "en-GB" : code);
export const locale = localeOf(language);
const number = new Intl.NumberFormat(locale);
const plural = new Intl.PluralRules(locale);

/** @param {string | Record<string, string>} text @param {Record<string, any>} values */
export function filled(text, values = {}) {
  const chosen = typeof text === "string" ? text : (text[plural.select(Number(values.n))] ?? text.other);
  return chosen.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number.format(values[name]) : String(values[name] ?? ""),
  );
}

/** @param {string} key @param {Record<string, any>} [values] */
export function say(key, values) {
  return filled(told.said[key] ?? key, values);
}

/** @param {any} value */
export function isEmpty(value) {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (value && typeof value === "object") return Object.values(value).every(isEmpty);
  return value === undefined || value === null || String(value).trim() === "";
}

/** The questions about the record's own fields, translations aside. @returns {Question[]} */
export function asked(facts = told) {
  return facts.questions.filter((/** @type {Question} */ q) => q.path && !q.in);
}

/** @template {HTMLElement} T @param {string} selector @returns {T} */
export function find(selector) {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`The form has no ${selector}`);
  return /** @type {T} */ (found);
}

/** @param {string} tag @param {string} [name] @param {string} [text] */
export function element(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

/** Said above the form. @param {string} text @param {boolean} [isProblem] */
export function note(text, isProblem = false) {
  const said = text ? [element("p", isProblem ? "note edit-notice--problem" : "note", text)] : [];
  find(".edit-notice").replaceChildren(...said);
}

/** The day as this visitor's calendar has it. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
