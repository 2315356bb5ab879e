// @ts-check
// What has changed → the one text of headings and answers that `talkoot propose` and `talkoot receive` read.

import { isEmpty } from "./told.js";
import { changed } from "./record.js";

const LONGEST_ADDRESS = 8000;

/** A line that looks like a heading of the form gets a backslash. @param {string} text */
const shielded = (text) => text.replace(/^(\\*###[ \t])/gm, "\\$1");

/** @param {any} value @param {any} question */
function written(value, question) {
  if (isEmpty(value)) return "-";
  if (question.items) return items(value, question);
  if (question.many) return value.filter((/** @type {string} */ one) => !isEmpty(one)).map((/** @type {string} */ one) => `- ${one.trim()}`).join("\n");
  const text = String(value).replace(/\r\n?/g, "\n").trim();
  return shielded(text);
}

/** @param {any[]} value @param {any} question */
function items(value, question) {
  return value
    .filter((item) => !isEmpty(item))
    .map((item) => {
      const keys = question.items.flatMap((/** @type {any} */ { key }) => [key, ...Object.keys(item).filter((own) => own.startsWith(`${key}.`))]);
      const lines = keys
        .filter((/** @type {string} */ key) => !isEmpty(item[key]))
        .map((/** @type {string} */ key) => `${key}: ${JSON.stringify(Array.isArray(item[key]) ? item[key] : String(item[key]).trim())}`);
      return `- ${lines.join("\n  ")}`;
    })
    .join("\n");
}

/**
 * Question's id → the text of its answer, for all that is to be sent.
 * @param {any} before @param {any} now @param {any} facts @returns {Map<string, string>}
 */
export function answers(before, now, facts) {
  const told = new Map([["page", String(now.page ?? "")]]);
  for (const question of changed(before, now, facts)) {
    const text = written(now[question.id], question);
    if (text !== "-" || !isEmpty(before[question.id])) told.set(question.id, text);
  }
  return told;
}

/** The whole text, in the order of the form. @param {Map<string, string>} told @param {any} facts */
export function asText(told, facts) {
  return facts.questions
    .filter((/** @type {any} */ { id }) => told.has(id))
    .map((/** @type {any} */ { id, heading }) => `### ${heading}\n\n${told.get(id)}\n`)
    .join("\n");
}

/** The page of GitHub's on which the issue form stands filled in, and whether everything fitted into its address.
 * @param {Map<string, string>} told @param {any} facts @param {string} title
 */
export function issue(told, facts, title) {
  const tongue = facts.language === facts.languages[0].code ? "" : `.${facts.language}`;
  const address = `${facts.repository}/issues/new`;
  const filled = `${address}?${new URLSearchParams([["template", `${facts.kind}${tongue}.yml`], ["title", title], ...told])}`;
  if (filled.length <= LONGEST_ADDRESS) return { href: filled, fits: true };
  return { href: `${address}?${new URLSearchParams([["template", `pasted${tongue}.yml`], ["title", title]])}`, fits: false };
}
