// @ts-check
// Days, sums and figures as they are written in a record → as a language says them.

import { filled, locale, told } from "./told.js";

/** @param {string} value @param {Intl.DateTimeFormatOptions} style */
export function day(value, style, tongue = locale) {
  const [year, month, date, hour, minute] = value.split(/[-T :]/).map(Number);
  const made = new Date(year, (month || 1) - 1, date || 1, hour || 0, minute || 0);
  return Number.isNaN(made.getTime()) ? value : new Intl.DateTimeFormat(tongue, style).format(made);
}

/** @param {string} value */
export function when(value, tongue = locale) {
  const parts = value.split("-").length;
  if (parts === 1) return value;
  return day(value, parts === 2 ? { year: "numeric", month: "long" } : { dateStyle: "long" }, tongue);
}

/** “12000 EUR” in words. @param {string} value */
export function money(value, tongue = locale) {
  const [, sum, currency] = /^([\d ]+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? [];
  if (!sum) return value;
  const amount = Number(sum.replace(/ /g, ""));
  const digits = Number.isInteger(amount) ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(tongue, { style: "currency", currency, ...digits }).format(amount);
}

/** “more than 60” in words. @param {string} value @param {Record<string, string>} figures Qualifier → how it is said. */
export function figure(value, figures, tongue = locale, patterns = told.patterns) {
  const { qualifier, number, unit } = new RegExp(`^${patterns.figure}$`).exec(value)?.groups ?? {};
  if (!number) return value;
  const share = new Intl.NumberFormat(tongue, { style: "percent", maximumFractionDigits: 6 });
  const said = unit ? share.format(Number(number) / 100) : new Intl.NumberFormat(tongue).format(Number(number));
  return qualifier ? filled(figures[qualifier], { figure: said }) : said;
}
