// @ts-check
// How the text of one answer is read, field by field: what the declarations in records/fields/ refuse, with the same
// codes and hints. A test drives both with the same mistakes.

import { near } from "./near.js";

/** @typedef {[code: string, hints: Record<string, string>] | null} Refused */

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff\ufffe\uffff]|[\u{f0000}-\u{10ffff}]|\p{Cs}/u;
const NORDIC = /^\s*(\d{1,2})[./\- ]+(\d{1,2})[./\- ]+(\d{4})\b/;

/** @param {string} year @param {string} month @param {string} day */
function isDay(year, month, day) {
  const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  made.setUTCFullYear(Number(year));
  return Number(year) > 0 && made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day);
}

/** What a day written the Nordic way is in ISO 8601. @param {string} text */
function isoDay(text) {
  const [, day, month, year] = NORDIC.exec(text) ?? [];
  return year && isDay(year, month, day) ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

/** @param {string} code @param {string} text @returns {Refused} */
function refuseDay(code, text) {
  const meant = isoDay(text);
  const impossible = /^\d{4}-\d\d(-\d\d)?$/.test(text) || (NORDIC.test(text) && !meant);
  return impossible ? ["no-such-day", {}] : [code, meant ? { near: meant } : {}];
}

/** @param {string} near @returns {Record<string, string>} */
const hint = (near) => (near ? { near } : {});

/** @param {string} pattern */
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");

/**
 * What is refused of `text`, which is not empty; `is` is its declaration.
 * @param {string} text @param {any} is @param {any} facts @returns {Refused}
 */
export function refused(text, is, facts) {
  if (INVISIBLE.test(text)) return ["character-not-allowed", {}];
  const length = [...text].length;
  if (is.max && is.kind !== "Number" && length > is.max) {
    return ["too-long", { max: String(is.max), over: String(length - is.max) }];
  }
  return READERS[is.kind]?.(text, is, facts) ?? null;
}

/** @type {Record<string, (text: string, is: any, facts: any) => Refused>} */
const READERS = {
  Number(text, is) {
    if (!/^-?\d{1,9}$/.test(text)) return ["number", { example: is.example || "12" }];
    const inside = Number(text) >= is.min && Number(text) <= is.max;
    return inside ? null : ["number-out-of-range", { min: String(is.min), max: String(is.max) }];
  },
  Sum(text, _, { patterns }) {
    if (whole(patterns.money).test(text)) return null;
    const digits = (text.split(",")[0].match(/\d+/g) ?? []).join("");
    const currency = text.includes("€") ? "EUR" : (/\b[A-Z]{3}\b/.exec(text)?.[0] ?? "");
    return ["money", hint(digits && currency ? `${digits} ${currency}` : "")];
  },
  Measure(text, _, { patterns }) {
    if (whole(patterns.figure).test(text)) return null;
    const pointed = text.replaceAll(",", ".");
    return ["figure", hint(whole(patterns.figure).test(pointed) ? pointed : "")];
  },
  Web(text, _, { patterns }) {
    if (whole(patterns.web).test(text)) return null;
    const meant = `https://${text.trim()}`;
    return ["web-address", hint(whole(patterns.web).test(meant) && !text.includes("@") ? meant : "")];
  },
  Email(text, _, { patterns }) {
    if (whole(patterns.email).test(text)) return null;
    const bare = text.replaceAll("(at)", "@").replaceAll("[at]", "@").replace(/\s|^mailto:/g, "");
    return ["email", hint(whole(patterns.email).test(bare) ? bare : "")];
  },
  Phone(text, _, { patterns }) {
    return whole(patterns.phone).test(text) ? null : ["phone", {}];
  },
  Picture(text, _, { patterns }) {
    return whole(patterns.picture).test(text) ? null : ["picture-name", {}];
  },
  Choice(text, { options }) {
    if (Object.hasOwn(options, text)) return null;
    return ["unknown-choice", { ...hint(near(text, Object.keys(options))), options: Object.keys(options).join(", ") }];
  },
  Flag(text) {
    return ["yes", "no", "true", "false"].includes(text.toLowerCase()) ? null : ["yes-or-no", {}];
  },
  Day(text) {
    const [year, month, day] = text.split("-");
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return refuseDay("day", text);
    return isDay(year, month, day) ? null : ["no-such-day", {}];
  },
  Moment(text) {
    if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d$/.test(text)) {
      const [year, month, day, hour, minute] = text.split(/[-T :]/);
      return isDay(year, month, day) && Number(hour) < 24 && Number(minute) < 60 ? null : ["no-such-day", {}];
    }
    const day = isoDay(text) || text.slice(0, 10).trim();
    const clock = /\b([01]?\d|2[0-3])[.:]([0-5]\d)\s*$/.exec(text);
    const known = clock && /^\d{4}-\d\d-\d\d$/.test(day);
    return ["moment", hint(known ? `${day} ${clock[1].padStart(2, "0")}:${clock[2]}` : "")];
  },
  Period(text) {
    const [year, month = "01", day = "01"] = text.split("-");
    if (/^\d{4}(-\d\d){0,2}$/.test(text) && isDay(year, month, day)) return null;
    return refuseDay("year-month-or-day", text);
  },
  Pattern(text, is) {
    return whole(is.pattern).test(text) ? null : [is.code, { example: is.example ?? "" }];
  },
  ElementOf: (text, is, facts) => READERS.Pattern(text, is, facts),
  Code(text, is, { choices }) {
    const rows = choices[is.from] ?? [];
    if (rows.some((/** @type {string[]} */ [id]) => id === text)) return null;
    const named = rows.find((/** @type {any[]} */ [, label, names]) =>
      [label, ...names].some((name) => name.toLowerCase() === text.toLowerCase()),
    );
    return [`${is.standard}-code`, hint(named?.[0] ?? near(text, rows.map((/** @type {string[]} */ [id]) => id)))];
  },
};

/**
 * The problem of a term or a link that leads nowhere; a warning for own words that nearly name an entry.
 * @param {string} text @param {any} is @param {any} facts @returns {Refused}
 */
export function unknown(text, is, facts) {
  const rows = facts.choices[is.from];
  if (!rows || !is.from || ["Code", "ElementOf"].includes(is.kind) || rows.some((/** @type {any[]} */ row) => row[0] === text)) return null;
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const [id, label, others] of rows) {
    for (const name of [label, ...others]) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), id);
  }
  const ids = rows.map((/** @type {string[]} */ [id]) => id);
  if (is.link) {
    const meant =
      names.get(text.toLowerCase()) || near(text, ids) || (names.get(near(text.toLowerCase(), names.keys())) ?? "");
    return [is.from === "group" ? "unknown-group" : "unknown-record", { ...hint(meant), folder: "" }];
  }
  for (const id of ids) names.set(id, id);
  const meant = names.get(text.toLowerCase()) || (names.get(near(text, names.keys())) ?? "");
  if (!is.own) return ["unknown-term", { ...hint(meant), file: "" }];
  return meant ? ["own-words-near-term", { near: meant, file: "" }] : null;
}
