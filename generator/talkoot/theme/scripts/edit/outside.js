// @ts-check
// How much of an outside form's room the texts take, said below each field that it is filled from. The form is filled
// here as `outside_form.py` fills it; a test compares the two.

import { element, isEmpty, locale, localeOf, say, told } from "./told.js";
import { figure, money, when } from "./values.js";

/** @param {string} markdown The text without its marks; links with their address behind them. */
export function plain(markdown) {
  const lines = markdown.trim().split("\n").map((line) =>
    line
      .replace(/^\s{0,3}(#{1,6}\s+|>\s?)/, "")
      .replace(/\[([^\]]*)\]\(([^)\s]*)\)/g, "$1 ($2)")
      .replace(/\*\*|__|(?<![\p{L}\p{N}_])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}_])|`/gu, "")
      .trimEnd(),
  );
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

const names = new Intl.DisplayNames(locale, { type: "language" });

/** @param {string[]} texts @param {string} between */
const joined = (texts, between) => texts.filter(Boolean).join(between);

/**
 * What a field of an outside form is filled with, in a language.
 * @param {string} key The practice's field. @param {Record<string, any>} values The form's answers.
 * @param {string} code @param {boolean} isOwn Whether the practice itself is in this language. @param {any} facts
 */
function text(key, values, code, isOwn, facts) {
  const said = facts.outside_words[code];
  /** @param {any} from @param {string} id @param {string} mark */
  const answer = (from, id, mark) => {
    const there = isOwn ? "" : String(from[`${id}${mark}${code}`] ?? "").trim();
    return there || String(from[id] ?? "").trim();
  };
  const number = (/** @type {string} */ value) => figure(value, said.figures, localeOf(code), facts.patterns);
  if (key === "resources") {
    const at = (/** @type {string} */ id) => answer(values, `resources-${id}`, "--");
    const sum = (/** @type {any} */ item) => `${answer(item, "what", ".")}: ${money(answer(item, "amount", "."), localeOf(code))}`;
    const labelled = (/** @type {string} */ label, /** @type {string} */ value) => value && `${said[label]}: ${value}`;
    return joined(
      [
        plain(at("text")),
        ...[values["resources-sums"] || []].flat().filter((/** @type {any} */ item) => !isEmpty(item)).map(sum),
        labelled("total cost", money(at("total"), localeOf(code))),
        labelled("public funding", money(at("public_funding"), localeOf(code))),
        labelled("period of costs", at("period")),
        labelled("working time", at("working_time")),
      ],
      "\n",
    );
  }
  if (key === "evidence") {
    const items = [values.evidence || []].flat().filter((/** @type {any} */ item) => !isEmpty(item));
    return joined(
      items.map((/** @type {any} */ item) => {
        const at = (/** @type {string} */ id) => answer(item, id, ".");
        const line = at("what") + (at("figure") && `: ${number(at("figure"))}`);
        const ends = ["baseline", "target"].map((end) => at(end) && `${said[end]} ${number(at(end))}`);
        const dated = at("date") && `${said[`date of ${at("date_is") || "source"}`]} ${when(at("date"), localeOf(code))}`;
        const note = joined([...ends, at("source"), dated], "; ");
        return joined([line && note ? `${line} (${note})` : line, plain(at("text"))], "\n");
      }),
      "\n\n",
    );
  }
  return plain(answer(values, key, "--"));
}

/**
 * How many characters each limited field of the outside forms takes, filled in a language.
 * @param {Record<string, any>} values @param {string} code @param {string} own The practice's own language.
 * @returns {number[]}
 */
export function lengths(values, code, own, facts = told) {
  return facts.outside.map((/** @type {any} */ { texts }) => {
    const filled = texts.map((/** @type {any} */ { key }) => text(key, values, code, code === own, facts));
    return [...joined(filled, "\n\n")].length;
  });
}

/** @param {string} id @param {string} name @returns {HTMLElement | null} The line that says it, made where it is missing. */
function line(id, name) {
  const field = document.querySelector(`.edit-form [data-field="${id}"]`);
  const there = /** @type {HTMLElement | null} */ (field?.querySelector(`:scope > [data-outside="${name}"]`) ?? null);
  if (!field || there) return there;
  const made = element("p", "edit-left");
  made.dataset.outside = name;
  field.append(made);
  return made;
}

/** @param {Record<string, any>} values @param {string} own The practice's own language. @param {string[]} shown */
export function measure(values, own, shown) {
  for (const { code } of told.outside.length ? told.languages : []) {
    const isOwn = code === own || (!(own in told.outside_words) && code === told.languages[0].code);
    const counted = isOwn || shown.includes(code) ? lengths(values, code, own) : [];
    told.outside.forEach((/** @type {any} */ { form, max, texts }, /** @type {number} */ at) => {
      const n = counted[at] ?? 0;
      for (const { id, apart } of texts) {
        const own_ = isOwn ? line(id, form) : line(apart ? `${id}--${code}` : id, `${form} ${code}`);
        if (!own_) continue;
        const who = isOwn || apart ? form : `${form} (${names.of(code)})`;
        own_.textContent = counted.length ? say(n > max ? "outside over" : "outside", { form: who, n: n > max ? n - max : n, max }) : "";
        own_.classList.toggle("is-over", n > max);
      }
    });
  }
}
