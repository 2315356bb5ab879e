// @ts-check
// What is wrong with the answers of a form: the same verdict that `talkoot check` would give the file.

import { refused, unknown } from "./reading.js";
import { RULES } from "./rules.js";

/**
 * @typedef {{code: string, field: (string | number)[], id: string, n?: number, key?: string, found: string,
 *   hints: Record<string, string>, severity: "problem" | "warning"}} Problem
 *   `id`, `n` and `key` lead to the control: the question, and the item and key where it holds a list.
 */

const WARNINGS = new Set(["own-words-near-term", "html-in-text"]);

/** @param {any} value */
const text = (value) => String(value ?? "").trim();

/** @param {any} value @returns {boolean} */
const isEmpty = (value) =>
  Array.isArray(value)
    ? value.every(isEmpty)
    : value && typeof value === "object"
      ? Object.values(value).every(isEmpty)
      : text(value) === "";

/**
 * Everything to mend in `values`, in the order of the form.
 * @param {Record<string, any>} values @param {any} facts What the build told.
 * @param {{today: string, holdsHtml?: (text: string) => boolean, members?: Map<string, any>}} now
 * @returns {Problem[]}
 */
export function check(values, facts, now) {
  /** @type {Problem[]} */
  const found = [];
  /** @type {Set<string>} */
  const wrong = new Set();
  for (const question of facts.questions) {
    if (!question.path) continue;
    const before = found.length;
    answer(question, values[question.id], values, facts, now, found);
    if (found.slice(before).some(({ severity }) => severity === "problem")) wrong.add(question.path[0]);
  }
  for (const [needs, rule] of RULES[facts.kind] ?? []) {
    if (needs.every((key) => !wrong.has(key))) found.push(...rule(values, facts, now));
  }
  return found;
}

/** Whether a group of fields is told of at all. @param {string} group @param {any} values @param {any} facts */
function isBegun(group, values, facts) {
  return facts.questions.some((/** @type {any} */ q) => q.path?.length > 1 && q.path[0] === group && !isEmpty(values[q.id]));
}

/** @param {any} is @param {any} value @param {any} values @param {any} facts @param {any} now @param {Problem[]} found */
function answer(is, value, values, facts, now, found) {
  /** @param {string} code @param {any} hints @param {string} said @param {any} [where] */
  const say = (code, hints, said, where = {}) => {
    const field = [...is.path, ...(where.n === undefined ? [] : [where.n]), ...(where.key ? [where.key] : [])];
    const severity = WARNINGS.has(code) ? "warning" : "problem";
    found.push({ code, field, id: is.id, found: said, hints, severity, ...where });
  };
  if (isEmpty(value)) {
    const needed = is.required && !is.in && (is.path.length === 1 || isBegun(is.path[0], values, facts));
    if (needed) say("missing", { example: is.example ?? "" }, "");
    return;
  }
  if (is.items) {
    for (const [n, item] of value.entries()) {
      if (isEmpty(item)) continue;
      for (const inner of is.items) {
        const said = item[inner.key];
        if (inner.required && isEmpty(said)) say("missing", { example: inner.example ?? "" }, "", { n, key: inner.key });
        for (const one of Array.isArray(said) ? said : [said]) {
          if (!isEmpty(one)) read(text(one), inner, { n, key: inner.key });
        }
        for (const { code } of inner.translated ? facts.languages : []) {
          const key = `${inner.key}.${code}`;
          if (!isEmpty(item[key])) read(text(item[key]), inner, { n, key });
        }
      }
    }
    return;
  }
  /** @param {string} said @param {any} declared @param {any} where */
  function read(said, declared, where) {
    const problem = refused(said, declared, facts) ?? unknown(said, declared, facts);
    if (problem) say(problem[0], problem[1], said, where);
    else if (declared.kind === "Prose" && now.holdsHtml?.(said)) say("html-in-text", {}, said, where);
  }
  if (!is.many) read(text(value), is, {});
  else for (const [n, one] of value.entries()) if (!isEmpty(one)) read(text(one), is, { n });
}
