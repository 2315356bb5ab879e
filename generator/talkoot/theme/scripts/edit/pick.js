// @ts-check
// A list to search and choose from: the combobox of the ARIA Authoring Practices, for one entry or several.

import { folded } from "./near.js";
import { element, say } from "./told.js";

const MOST = 40;
let status = /** @type {HTMLElement | null} */ (null);

/** Said to those who can't see the list. @param {string} text */
function announce(text) {
  status ??= document.body.appendChild(element("p", "visually-hidden"));
  status.setAttribute("role", "status");
  status.textContent = text;
}

/** @typedef {[id: string, label: string, others: string[]]} Row */

export class Pick {
  /**
   * @param {HTMLElement} field @param {{many?: boolean, own?: boolean, rows: () => Row[] | Promise<Row[]>, changed: () => void}} is
   */
  constructor(field, is) {
    this.is = is;
    this.input = /** @type {HTMLInputElement} */ (field.querySelector("[role=combobox]"));
    this.list = /** @type {HTMLElement} */ (field.querySelector("[role=listbox]"));
    this.chips = /** @type {HTMLElement} */ (field.querySelector(".edit-chosen"));
    /** @type {string[]} */
    this.chosen = [];
    /** @type {Row[]} */
    this.rows = [];
    this.active = -1;
    const rows = is.rows();
    this.ready = Promise.resolve(rows).then((found) => this.know(found));
    if (Array.isArray(rows)) this.rows = rows;
    this.input.addEventListener("input", () => {
      if (!is.many) this.chosen = [];
      this.open();
      is.changed();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("click", () => (this.list.hidden ? this.open() : this.close()));
    this.input.addEventListener("blur", () => this.left());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the line keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = /** @type {Element} */ (event.target).closest("[role=option]");
      if (option) this.choose(/** @type {HTMLElement} */ (option).dataset.value ?? "");
    });
    this.list.id ||= `${this.input.id}-list`;
    this.input.setAttribute("aria-controls", this.list.id);
  }

  /** @param {Row[]} rows */
  know(rows) {
    this.rows = rows;
    this.write(this.read());
  }

  /** @param {string} id */
  label(id) {
    return this.rows.find(([own]) => own === id)?.[1] ?? id;
  }

  /** What is chosen, and what has been typed but not chosen: nothing typed is lost. @returns {string[]} */
  read() {
    const typed = this.input.value.trim();
    const chosen = [...this.chosen];
    const isShown = !this.is.many && chosen.length && typed === this.label(chosen[0]);
    return typed && !isShown ? [...chosen, typed] : chosen;
  }

  /** @param {string[]} values */
  write(values) {
    const known = values.filter((value) => this.is.own || this.rows.some(([id]) => id === value));
    const rest = values.filter((value) => !known.includes(value));
    this.chosen = this.is.many ? known : known.slice(0, 1);
    this.input.value = this.is.many || !known.length ? rest.join(", ") : this.label(known[0]);
    this.show();
  }

  show() {
    if (!this.is.many) return;
    this.chips.replaceChildren(
      ...this.chosen.map((id) => {
        const chip = element("li");
        const button = /** @type {HTMLButtonElement} */ (element("button", "chip edit-chip"));
        button.type = "button";
        button.setAttribute("aria-label", say("pick remove", { what: this.label(id) }));
        button.append(element("span", "", this.label(id)), element("span", "edit-chip__cross", "×"));
        button.addEventListener("click", () => this.drop(id));
        chip.append(button);
        return chip;
      }),
    );
  }

  /** @param {string} id */
  drop(id) {
    const n = this.chosen.indexOf(id);
    this.chosen.splice(n, 1);
    this.show();
    const next = this.chips.querySelectorAll("button")[Math.min(n, this.chosen.length - 1)];
    (next ?? this.input).focus();
    announce(say("pick removed", { what: this.label(id) }));
    this.is.changed();
  }

  /** @param {string} id */
  choose(id) {
    if (this.is.many) {
      if (!this.chosen.includes(id)) this.chosen.push(id);
      this.input.value = "";
    } else {
      this.chosen = [id];
      this.input.value = this.label(id);
    }
    this.show();
    this.close();
    announce(say("pick chosen", { what: this.label(id) }));
    this.is.changed();
  }

  /** The entries that what was typed may mean; those that begin with it first. @returns {Row[]} */
  found() {
    const typed = folded(this.input.value);
    const isShown = !this.is.many && this.chosen.length;
    const open = this.rows.filter(([id]) => !this.is.many || !this.chosen.includes(id));
    if (!typed || isShown) return open;
    /** @param {Row} row */
    const rank = ([, label, others]) => {
      if (folded(label).startsWith(typed)) return 0;
      if (folded(label).includes(typed)) return 1;
      return others.some((name) => folded(name).includes(typed)) ? 2 : 3;
    };
    return open
      .map((row) => /** @type {const} */ ([rank(row), row]))
      .filter(([n]) => n < 3)
      .sort(([a], [b]) => a - b)
      .map(([, row]) => row);
  }

  open() {
    const found = this.found();
    const typed = this.input.value.trim();
    const rows = found.slice(0, MOST).map(([id, label]) => this.option(id, label));
    const isNamed = found.some(([, label]) => folded(label) === folded(typed));
    if (this.is.own && typed && !isNamed) rows.push(this.option(typed, say("pick own", { what: typed })));
    if (!rows.length) {
      const none = element("li", "edit-pick__none", say("pick none"));
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      rows.push(none);
    }
    this.list.replaceChildren(...rows);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(typed && found.length && !this.is.own ? 0 : -1);
    announce(say("pick found", { n: found.length }));
  }

  /** @param {string} id @param {string} label */
  option(id, label) {
    const made = element("li", "", label);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.value = id;
    return made;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
  }

  /** @param {number} n */
  point(n) {
    const options = [...this.list.querySelectorAll("[role=option]:not([aria-disabled])")];
    this.active = options.length ? Math.max(-1, Math.min(n, options.length - 1)) : -1;
    for (const [at, option] of options.entries()) {
      option.setAttribute("aria-selected", String(at === this.active));
      option.id = `${this.list.id}-${at}`;
    }
    const option = options[this.active];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.open();
      this.point(event.key === "ArrowDown" ? this.active + 1 : Math.max(0, this.active - 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const pointed = this.list.querySelector("[aria-selected=true]");
      if (isOpen && pointed) this.choose(/** @type {HTMLElement} */ (pointed).dataset.value ?? "");
      else this.settle();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && !this.input.value && this.is.many && this.chosen.length) {
      this.drop(this.chosen[this.chosen.length - 1]);
      this.input.focus();
    }
  }

  /** Whoever types a name in full, or own words where they may stand, need not choose it from the list. */
  settle() {
    const typed = this.input.value.trim();
    if (!typed || (!this.is.many && this.chosen.length)) return;
    const meant = this.rows.find(([id, label, others]) =>
      [id, label, ...others].some((name) => name.toLowerCase() === typed.toLowerCase()),
    );
    if (meant || this.is.own) this.choose(meant?.[0] ?? typed);
  }

  left() {
    this.close();
    this.settle();
  }
}
