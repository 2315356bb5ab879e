// @ts-check
// Texts and numbers as the page's language says them.

/** @typedef {string | Record<string, string>} Said One text, or one a plural form. */

export const language = document.documentElement.lang;

export const number = new Intl.NumberFormat(language === "en" ? "en-GB" : language);

const plural = new Intl.PluralRules(language);

/** A text with its {gaps} filled; `n` picks the plural form.
 * @param {Said} text @param {Record<string, string | number>} values */
export function say(text, values = {}) {
  const form = typeof text === "string" ? text : (text[plural.select(Number(values.n))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number.format(values[name]) : values[name],
  );
}
