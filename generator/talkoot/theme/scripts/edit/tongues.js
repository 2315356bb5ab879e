// @ts-check
// The languages a record's texts are told in, side by side: its own, and those of the site that somebody chooses.

import { find, locale } from "./told.js";

const form = find("#edit");
const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=edit-tongue]")]);
const own = /** @type {HTMLSelectElement} */ (find("#edit-written_in"));

/** The record's own language. */
export const ownTongue = () => own.value;

/** All the languages that are shown. */
export const shownTongues = () => boxes.filter((box) => box.checked).map((box) => box.value);

/** @param {string} code The record's own language. @param {string[]} shown */
export function chooseTongues(code, shown) {
  if (![...own.options].some(({ value }) => value === code)) {
    own.add(new Option(new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code, code));
  }
  own.value = code;
  for (const box of boxes) box.checked = shown.includes(box.value);
  showTongues();
}

/** @param {() => void} changed */
export function onTongues(changed) {
  for (const box of [...boxes, own]) {
    box.addEventListener("change", () => {
      showTongues();
      changed();
    });
  }
}

/** Show the fields of the chosen languages, and say at each in which it is. */
export function showTongues() {
  const code = own.value;
  const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const box of boxes) {
    box.disabled = box.value === code;
    if (box.disabled) box.checked = true;
  }
  const several = boxes.filter((box) => box.checked).length > 1;
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-language]"))) {
    const language = field.dataset.language ?? "";
    field.hidden = language === code || !chosen.has(language);
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-tongue]"))) {
    const sign = field.querySelector("[data-own]");
    if (sign) sign.textContent = several ? (own.selectedOptions[0]?.textContent ?? "") : "";
    field.querySelector("input, textarea")?.setAttribute("lang", code);
  }
  const names = boxes.filter((box) => box.checked).map((box) => box.parentElement?.textContent?.trim());
  find(".edit-tongues__told").textContent = `(${names.join(", ")})`;
  find(".edit").classList.toggle("has-tongues", several);
}
