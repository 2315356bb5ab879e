// @ts-check
// A misspelt word → the words that may have been meant.

import { language } from "./saying.js";

/** Those of the `known` words that `query` may have meant, the likeliest first.
 * @param {string} query @param {string[]} known */
export function near(query, known) {
  const asked = query.toLocaleLowerCase(language);
  const allowed = asked.length < 5 ? 1 : 2;
  /** @type {[number, string][]} */
  const names = known.map((name) => [distance(asked, name.toLocaleLowerCase(language)), name]);
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
