// @ts-check
// The record's page as it will look, filled into the template that the build made of the page's own pieces.

import { prose } from "./markdown.js";
import { element, filled, isEmpty, locale, say, told } from "./told.js";
import { day, figure, money, when } from "./values.js";

const template = /** @type {HTMLTemplateElement} */ (document.querySelector("#edit-page"));
const shown = /** @type {HTMLElement} */ (document.querySelector(".edit-preview__page"));
const page = document.documentElement.lang;

/** @typedef {{label: (from: string | undefined, id: string) => string, picture: (file: string) => string,
 *   cover: Node | null, own: string, alt?: string}} Around */

/** A leaf of a wall calendar, as it stands on a meeting's page. @param {string} value */
function leaf(value) {
  const made = element("span", "leaf");
  made.setAttribute("aria-hidden", "true");
  made.append(
    element("span", "leaf__month", day(value, { month: "short" })),
    element("span", "leaf__day", String(Number(value.slice(8, 10)))),
    element("span", "leaf__year", value.slice(0, 4)),
  );
  return made;
}

/** Day and time; of an end on the day it began, only the time. @param {string} value @param {string} [start] */
function moment(value, start = "") {
  const time = day(value, { timeStyle: "short" });
  return start.slice(0, 10) === value.slice(0, 10) ? time : `${day(value, { dateStyle: "full" })}, ${time}`;
}

const numbers = new Intl.NumberFormat(locale);

/** Each way to show an answer. @type {Record<string, (value: any, from: string | undefined, around: Around, all: any) => any>} */
const WAYS = {
  text: (value) => String(value),
  when: (value) => when(String(value)),
  moment: (value) => moment(String(value)),
  until: (value, _from, _around, { start }) => moment(String(value), String(start ?? "")),
  leaf: (value) => leaf(String(value)),
  money: (value) => money(String(value)),
  figure: (value) => figure(String(value), told.page.figures),
  number: (value) => numbers.format(Number(value)),
  places: (value) => filled(told.page.places, { n: Number(value) || 0 }),
  credit: (value) => filled(told.page.credit, { who: value }),
  people: (value) => filled(told.page.people, { n: Number(value) || 0 }),
  seats: (value) => filled(told.page.seats, { n: Number(value) || 0 }),
  prose: (value) => prose(String(value)),
  names: (value, from, { label }) => [value].flat().filter((one) => !isEmpty(one)).map((one) => label(from, one)).join(", "),
  chips: (value, from, { label }) => {
    const list = element("ul", "chips");
    for (const one of value) if (!isEmpty(one)) list.append(element("li")), list.lastElementChild?.append(element("span", "chip", label(from, one)));
    return list;
  },
  picture: (value, _, { picture, alt }) => {
    const image = document.createElement("img");
    image.src = picture(String(value));
    image.alt = alt ?? "";
    return image;
  },
};

/**
 * The answer with this id or key, in the page's language where it is told in it.
 * @param {any} values @param {string} id @param {string} mark `--`, or `.` within an item. @param {Around} around
 * @returns {[value: any, language: string]}
 */
function tellingOf(values, id, mark, { own }) {
  const there = values[`${id}${mark}${page}`];
  if (own !== page && !isEmpty(there)) return [there, page];
  const isText = `${id}${mark}${page}` in values;
  return [values[id], isText ? own : page];
}

/** @param {Element | DocumentFragment} root @param {any} values @param {string} mark @param {Around} around @param {any[]} questions */
function fill(root, values, mark, around, questions) {
  for (const node of [...root.querySelectorAll("[data-each]")]) {
    const id = /** @type {HTMLElement} */ (node).dataset.each ?? "";
    const question = questions.find((one) => one.id === id);
    for (const item of values[id] ?? []) {
      if (isEmpty(item)) continue;
      const copy = /** @type {Element} */ (node.cloneNode(true));
      copy.removeAttribute("data-each");
      const alt = String(tellingOf(item, "alt", ".", around)[0] ?? "");
      const inner = (question?.items ?? []).map((/** @type {any} */ one) => ({ ...one, id: one.key }));
      fill(copy, item, ".", { ...around, alt }, inner);
      node.before(copy);
    }
    node.remove();
  }
  for (const node of [...root.querySelectorAll("[data-if], [data-is]")]) {
    const { if: ids, is } = /** @type {HTMLElement} */ (node).dataset;
    const [id, answer] = is?.split(" ") ?? [];
    if (is ? values[id] !== answer : (ids ?? "").split(" ").every((one) => isEmpty(values[one]) && isEmpty(values[`${one}${mark}${page}`]))) node.remove();
    else for (const name of ["data-if", "data-is"]) node.removeAttribute(name);
  }
  for (const node of [...root.querySelectorAll("[data-show]")]) {
    const { show = "", as = "text", else: otherwise } = /** @type {HTMLElement} */ (node).dataset;
    const [value, language] = tellingOf(values, show, mark, around);
    const question = questions.find((one) => one.id === show);
    const from = question?.from ?? (question?.options ? `options ${show}` : undefined);
    if (isEmpty(value)) node.append(otherwise ?? "");
    else node.append(WAYS[as](value, from, around, values));
    if (language !== page && !isEmpty(value) && node.textContent) node.setAttribute("lang", language);
    for (const name of ["data-show", "data-as", "data-else"]) node.removeAttribute(name);
  }
}

/** Show what the answers will look like. @param {any} values @param {Around} around */
export function preview(values, around) {
  const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  fill(made, values, "--", around, told.questions);
  const cover = made.querySelector("[data-cover]");
  if (around.cover && isEmpty(values.photos)) cover?.append(around.cover.cloneNode(true));
  else cover?.remove();
  const isBlank = [told.title, "summary"].every((id) => isEmpty(values[id]));
  shown.replaceChildren(isBlank ? element("p", "empty", say("preview empty")) : made);
}
