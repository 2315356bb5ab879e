// @ts-check
// What is to be mended: said at its field when it is left, and all of it when somebody sends.

import { check } from "./check.js";
import { holdsHtml } from "./markdown.js";
import { members } from "./site.js";
import { element, filled, find, isEmpty, say, today, told } from "./told.js";

const form = find("#edit");
/** @type {WeakSet<Element>} */
const touched = new WeakSet();

/** @param {() => void} left Called when a field has been left. */
export function onLeft(left) {
  form.addEventListener("focusout", (event) => {
    const field = /** @type {Element} */ (event.target).closest("[data-field], [data-key]");
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (!field || (next instanceof Node && field.contains(next))) return;
    touched.add(field);
    left();
  });
}

/** What a tick stands for in the record: the day it was said on, or yes and no. @param {Record<string, any>} values */
function asWritten(values) {
  const written = { ...values };
  for (const { id: one, kind, items } of told.questions) {
    if (kind === "Day" && written[one] === "yes") written[one] = today();
    if (items?.some((/** @type {any} */ { key }) => key === "agreed")) {
      written[one] = written[one].map((/** @type {any} */ item) => (isEmpty(item) ? item : { ...item, agreed: item.agreed || "no" }));
    }
  }
  if (!isEmpty(written["image-file"])) written["image-agreed"] ||= "no";
  return written;
}

/** What a field is called. @param {HTMLElement} field */
function titleOf(field) {
  const name = field.querySelector("label, legend, .edit-label");
  return (field.dataset.form === "tick" ? name?.textContent : name?.firstChild?.textContent)?.trim() ?? "";
}

/**
 * What is to be mended; each problem is said at its field once somebody has left it, or `all` are asked for.
 * @param {Record<string, any>} now @param {import("./fields.js").Fields} fields @param {boolean} all
 */
export function judge(now, fields, all) {
  const found = check(asWritten(now), told, { today: today(), holdsHtml, members });
  /** @type {Map<Element, {text: string, isNote: boolean}>} */
  const said = new Map();
  for (const problem of found) {
    const at = fields.at(problem);
    const isNote = problem.severity === "warning";
    const isFirst = at && (said.get(at.element)?.isNote ?? true);
    if (at && isFirst && (all || touched.has(at.element))) said.set(at.element, { text: sentence(problem, at), isNote });
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".edit-field, .edit-repeat"))) {
    const { text = "", isNote = false } = said.get(field) ?? {};
    mark(field, text, isNote);
  }
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".edit-section"))) sum(part, now);
  return found.filter(({ severity }) => severity === "problem");
}

/** @param {HTMLElement} field @param {string} text @param {boolean} isNote */
function mark(field, text, isNote) {
  const line = /** @type {HTMLElement | null} */ (field.querySelector(":scope > .edit-problem"));
  if (!line || (line.textContent === text && line.hidden === !text)) return;
  const isWrong = Boolean(text) && !isNote;
  line.textContent = text;
  line.hidden = !text;
  field.classList.toggle("is-wrong", isWrong);
  field.classList.toggle("is-noted", isNote);
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll(":scope > input, :scope > textarea, :scope > .edit-pick__box input, :scope > .edit-tick input"))) {
    box.setCustomValidity(isWrong ? text : "");
    if (isWrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

/** What a folded part holds. @param {HTMLElement} part @param {Record<string, any>} now */
function sum(part, now) {
  const line = part.querySelector(".edit-section__told");
  if (!line) return;
  const wrong = part.querySelectorAll(".is-wrong > .edit-problem").length;
  const own = [...part.querySelectorAll("[data-field]")].map((field) => /** @type {HTMLElement} */ (field).dataset.field ?? "");
  const n = own.filter((one) => !one.includes("--") && !isEmpty(now[one])).length;
  line.textContent = wrong ? say("section problems", { n: wrong }) : n ? say("section told", { n }) : say("section empty");
  line.classList.toggle("is-problem", wrong > 0);
}

/** Say above the form what is to be mended, and lead there.
 * @param {import("./check.js").Problem[]} found @param {import("./fields.js").Fields} fields
 */
export function mend(found, fields) {
  const list = element("ul");
  for (const problem of found) {
    const at = fields.at(problem);
    if (!at) continue;
    const item = element("li");
    const link = /** @type {HTMLButtonElement} */ (element("button", "edit-plain", titleOf(at.element)));
    link.type = "button";
    link.addEventListener("click", () => lead(at));
    item.append(link, `: ${sentence(problem, at)}`);
    list.append(item);
  }
  const box = element("div", "edit-mend");
  const heading = element("h2", "", say("to mend", { n: found.length }));
  heading.tabIndex = -1;
  box.append(heading, element("p", "", say("to mend lede")), list);
  find(".edit-notice").replaceChildren(box);
  heading.focus();
}

/** @param {{element: HTMLElement, target: () => HTMLElement}} at */
export function lead(at) {
  for (let above = at.element.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
  at.target().focus();
  at.element.scrollIntoView({ block: "center" });
}

/** What is asked for, by a control's form or its type. @type {Record<string, string>} */
const WANTED = { radios: "choice", boxes: "choice", pick: "pick", picture: "picture", date: "day", "datetime-local": "moment" };

/** The sentence a problem is told with in a form. @param {import("./check.js").Problem} problem @param {import("./fields.js").Control | null} at */
function sentence({ code, hints, found, id }, at) {
  if (code === "missing") {
    const form = at?.element.dataset.form ?? "";
    const is = at?.element.querySelector("input")?.type ?? "";
    const how = WANTED[form] ?? WANTED[is];
    return filled(told.said[how ? `do missing ${how}` : "do missing"], hints);
  }
  const gaps = { found, ...hints };
  if (code === "own-words-near-term") {
    const from = told.questions.find((/** @type {any} */ one) => one.id === id)?.from;
    const label = told.choices[from]?.find((/** @type {string[]} */ [own]) => own === hints.near)?.[1];
    return filled(told.said[`do ${code}`], { ...gaps, near: label ?? hints.near });
  }
  const own = told.said[`do ${code}`];
  const { near, do: what } = told.problems[code] ?? {};
  const text = filled(own ?? (hints.near && near ? near : what), gaps);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
