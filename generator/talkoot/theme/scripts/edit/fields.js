// @ts-check
// The controls of the form ↔ the answers they hold.

import { Pick } from "./pick.js";
import { element, isEmpty, say, told } from "./told.js";

/**
 * @typedef {{element: HTMLElement, read: () => any, write: (value: any) => void, target: () => HTMLElement}} Control
 * @typedef {{rows: (from: string) => any, changed: (id: string) => void, take: (file: File, isLogo: boolean) => Promise<any>,
 *   picture: (name: string) => string}} Around
 */

/** @param {string} text */
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");

/** Fields grow with what is in them. @param {HTMLTextAreaElement} area */
function grow(area) {
  if (!area.offsetParent) return;
  const least = Number((area.dataset.rows ??= String(area.rows)));
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(area);
  area.rows = least;
  area.classList.add("is-measured");
  const room = area.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  area.classList.remove("is-measured");
  area.rows = Math.max(least, Math.min(Math.ceil(room / parseFloat(lineHeight) - 0.1), 24));
}

/** What is left of the room for a text; all of it while there is none. @param {HTMLElement} field @param {string} text */
function count(field, text) {
  const left = /** @type {HTMLElement | null} */ (field.querySelector(":scope > .edit-left"));
  if (!left) return;
  const most = Number(left.dataset.max);
  const n = most - [...text.trim()].length;
  left.textContent = n < 0 ? say("over", { n: -n }) : say("left", { n });
  left.classList.toggle("is-over", n < 0);
}

/** @param {HTMLElement} field @param {any} question @param {Around} around @returns {Control} */
function control(field, question, around) {
  const id = field.dataset.field ?? field.dataset.key ?? "";
  const changed = () => around.changed(id);
  switch (field.dataset.form) {
    case "radios":
    case "boxes": {
      const boxes = /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll("input")]);
      const many = field.dataset.form === "boxes";
      /** @type {string[]} In the order they were chosen, or written. */
      let chosen = [];
      for (const box of boxes) {
        box.addEventListener("change", () => {
          chosen = [...chosen.filter((one) => many && one !== box.value), ...(box.checked ? [box.value] : [])];
          changed();
        });
      }
      return {
        element: field,
        read: () => (many ? chosen : (chosen[0] ?? "")),
        write: (value) => {
          chosen = [value].flat().filter((one) => boxes.some((box) => box.value === one));
          for (const box of boxes) box.checked = chosen.includes(box.value);
        },
        target: () => boxes.find((box) => box.checked) ?? boxes[0],
      };
    }
    case "pick": {
      const many = Boolean(question?.many);
      const pick = new Pick(field, { many, own: question?.own, rows: () => around.rows(question?.from ?? ""), changed });
      return {
        element: field,
        read: () => (many ? pick.read() : (pick.read()[0] ?? "")),
        write: (value) => {
          const values = [value].flat().filter((one) => !isEmpty(one));
          pick.write(values);
          pick.ready.then(() => pick.write(values));
        },
        target: () => pick.input,
      };
    }
    case "picture":
      return pictureControl(field, around, changed);
  }
  const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (field.querySelector("input, textarea"));
  if (box.type === "checkbox") {
    box.addEventListener("change", changed);
    return {
      element: field,
      read: () => (/** @type {HTMLInputElement} */ (box).checked ? "yes" : ""),
      write: (value) => (/** @type {HTMLInputElement} */ (box).checked = !isEmpty(value) && !["no", "false"].includes(String(value).toLowerCase())),
      target: () => box,
    };
  }
  const isMoment = box.type === "datetime-local";
  const isLine = box.dataset.oneLine !== undefined;
  if (isLine) {
    box.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key === "Enter") event.preventDefault();
    });
  }
  const said = () => (isMoment ? box.value.replace("T", " ") : isLine ? oneLine(box.value) : box.value);
  const told = () => {
    count(field, said());
    if (box instanceof HTMLTextAreaElement) grow(box);
  };
  box.addEventListener("input", () => {
    told();
    changed();
  });
  box.addEventListener("focus", told);
  return {
    element: field,
    read: said,
    write: (value) => {
      box.value = isMoment ? String(value ?? "").replace(" ", "T") : String(value ?? "");
      told();
    },
    target: () => box,
  };
}

/** @param {HTMLElement} field @param {Around} around @param {() => void} changed @returns {Control} */
function pictureControl(field, around, changed) {
  const chooser = /** @type {HTMLInputElement} */ (field.querySelector("input[type=file]"));
  const shown = /** @type {HTMLElement} */ (field.querySelector(".edit-picture__shown"));
  const remove = /** @type {HTMLButtonElement} */ (field.querySelector("[data-do=unpicture]"));
  let name = "";
  const show = () => {
    const address = name ? around.picture(name) : "";
    const image = document.createElement("img");
    image.src = address;
    image.alt = say("preview picture");
    shown.replaceChildren(...(address ? [image] : []), ...(name ? [element("span", "edit-picture__name", name)] : []));
    remove.hidden = !name || Boolean(field.closest(".edit-item"));
  };
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    if (!file) return;
    shown.replaceChildren(element("span", "quiet", say("picture working")));
    const made = await around.take(file, field.dataset.field === "logo");
    chooser.value = "";
    if (made) name = made.name;
    show();
    changed();
  });
  remove.addEventListener("click", () => {
    name = "";
    show();
    chooser.focus();
    changed();
  });
  return {
    element: field,
    read: () => name,
    write: (value) => {
      name = String(value ?? "");
      show();
    },
    target: () => chooser,
  };
}

/** A list of groups of fields: one after another can be added and removed. @implements {Control} */
class Repeat {
  /** @param {HTMLElement} field @param {any} question @param {Around} around */
  constructor(field, question, around) {
    this.element = field;
    this.question = question;
    this.around = around;
    this.list = /** @type {HTMLElement} */ (field.querySelector(".edit-items"));
    this.template = /** @type {HTMLTemplateElement} */ (field.querySelector("template"));
    /** @type {{element: HTMLElement, controls: Map<string, Control>, rest: Record<string, any>}[]} */
    this.items = [];
    this.made = 0;
    const add = field.querySelector("[data-do=add]");
    add?.addEventListener("click", () => {
      const item = this.add({});
      item.controls.values().next().value?.target().focus();
      around.changed(question.id);
    });
    const chooser = /** @type {HTMLInputElement | null} */ (field.querySelector(`#${CSS.escape(field.id)}-add`));
    chooser?.addEventListener("change", async () => {
      const files = [...(chooser.files ?? [])];
      chooser.value = "";
      for (const file of files) {
        const made = await around.take(file, false);
        if (!made) continue;
        const item = this.add({ file: made.name });
        around.changed(question.id);
        item.controls.get("alt")?.target().focus();
      }
    });
  }

  /** @param {Record<string, any>} values */
  add(values) {
    this.made += 1;
    const holder = document.createElement("div");
    holder.append(this.template.content.cloneNode(true));
    for (const node of holder.querySelectorAll("*")) {
      for (const name of ["id", "for", "name", "aria-describedby", "aria-controls", "aria-labelledby"]) {
        const value = node.getAttribute(name);
        if (value?.includes("-N-")) node.setAttribute(name, value.replaceAll("-N-", `-${this.made}-`));
      }
    }
    const element_ = /** @type {HTMLElement} */ (holder.firstElementChild);
    this.list.append(element_);
    const controls = new Map();
    for (const inner of /** @type {NodeListOf<HTMLElement>} */ (element_.querySelectorAll("[data-key]"))) {
      const key = inner.dataset.key ?? "";
      const is = this.question.items.find((/** @type {any} */ one) => one.key === key.split(".")[0]);
      controls.set(key, control(inner, is, { ...this.around, changed: () => this.around.changed(this.question.id) }));
    }
    for (const [key, one] of controls) one.write(values[key] ?? (controls.get(key)?.read() instanceof Array ? [] : ""));
    const item = { element: element_, controls, rest: values };
    this.items.push(item);
    element_.querySelector("[data-do=remove]")?.addEventListener("click", () => {
      const n = this.items.indexOf(item);
      this.items.splice(n, 1);
      element_.remove();
      const next = this.items[Math.min(n, this.items.length - 1)];
      (next?.controls.values().next().value?.target() ?? this.element).focus();
      this.around.changed(this.question.id);
    });
    this.around.changed("");
    return item;
  }

  read() {
    return this.items.map(({ controls }) => Object.fromEntries([...controls].map(([key, one]) => [key, one.read()])));
  }

  /** @param {any[]} values */
  write(values) {
    for (const { element } of this.items) element.remove();
    this.items = [];
    for (const value of values ?? []) this.add(value);
  }

  target() {
    return this.element;
  }
}

export class Fields {
  /** @param {HTMLElement} form @param {Around} around */
  constructor(form, around) {
    /** @type {Map<string, Control>} */
    this.controls = new Map();
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-field]"))) {
      const id = field.dataset.field ?? "";
      const question = told.questions.find((/** @type {any} */ one) => one.id === id);
      const made = field.dataset.form === "repeat" ? new Repeat(field, question, around) : control(field, question, around);
      this.controls.set(id, made);
    }
  }

  read() {
    return Object.fromEntries([...this.controls].map(([id, one]) => [id, one.read()]));
  }

  /** @param {Record<string, any>} values */
  write(values) {
    for (const [id, one] of this.controls) one.write(values[id] ?? "");
  }

  /** Where a problem stands: its field, and what takes the focus there. @param {{id: string, n?: number, key?: string}} at */
  at({ id, n, key }) {
    const one = this.controls.get(id);
    if (one instanceof Repeat && n !== undefined) {
      const item = one.items[n];
      const inner = item && (item.controls.get(key ?? "") ?? item.controls.values().next().value);
      if (inner) return inner;
    }
    return one ?? null;
  }

  refresh() {
    for (const area of document.querySelectorAll(".edit-form textarea")) grow(/** @type {HTMLTextAreaElement} */ (area));
  }
}
