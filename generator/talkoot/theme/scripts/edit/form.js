// @ts-check
// The form: opens with a record's present content, keeps every keystroke, says what is to be mended, shows the page as it
// will look, and hands it on.

import { check } from "./check.js";
import * as drafts from "./drafts.js";
import { Fields, sentence } from "./fields.js";
import { holdsHtml } from "./markdown.js";
import { Pick } from "./pick.js";
import { asAddress, ready } from "./pictures.js";
import { preview } from "./preview.js";
import { answersOf, changed } from "./record.js";
import { offer, parcel, save, ways } from "./sending.js";
import { element, isEmpty, locale, say, today, told } from "./told.js";

/** @template {HTMLElement} T @param {string} selector @returns {T} */
const find = (selector) => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`The form has no ${selector}`);
  return /** @type {T} */ (found);
};

const root = find(".edit");
const form = find("#edit");
const notice = find(".edit-notice");
const bar = find(".edit-bar");
const keptSign = find(".edit-bar__kept");
const sending = find(".edit-send");
const ownTongue = /** @type {HTMLSelectElement} */ (find("#edit-written_in"));
const tongueBoxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=edit-tongue]")]);
const sure = /** @type {HTMLInputElement | null} */ (document.querySelector(".edit-sure input"));
const page = document.documentElement.lang;

const [asked, ...flags] = decodeURIComponent(location.hash.slice(1)).split("&");
const top = new URL(root.dataset.top || "./", location.href);

/** @type {Map<string, import("./pictures.js").Ready>} */
const pictures = new Map();
/** @type {Map<string, any>} */
const members = new Map();
/** @type {Map<string, Promise<any[]>>} */
const fetched = new Map();
/** @type {WeakSet<Element>} */
const touched = new WeakSet();

let id = "";
/** @type {Record<string, any>} */
let before = {};
/** @type {Record<string, any>} */
let now = {};
/** @type {Record<string, any>} What the form opened with, before anybody typed. */
let fresh = {};
let confirmed = "";
let isOpen = false;
let allShown = false;
let isKept = true;
/** @type {Node | null} */
let cover = null;

/** The records of a file of the open data. @param {string} path @returns {Promise<any[]>} */
function records(path) {
  if (!path) return Promise.resolve([]);
  const known = fetched.get(path) ?? fetch(new URL(path, top)).then((got) => (got.ok ? got.json() : Promise.reject(got))).then((data) => data.records);
  fetched.set(path, known);
  known.catch(() => fetched.delete(path));
  return known;
}

/** @param {any} record */
const nameOf = (record) => record.translations?.[page]?.[told.title] ?? record[told.title] ?? record.name;

/** What can be chosen from a list. @param {string} from */
function rows(from) {
  if (told.choices[from]) return told.choices[from];
  if (from !== "member") return [];
  return records(told.members)
    .then((all) => {
      for (const member of all) members.set(member.id, member);
      told.choices.member = all.map((member) => [member.id, member.name, []]);
      return told.choices.member;
    })
    .catch(() => []);
}

/** @param {string} name */
function picture(name) {
  const own = pictures.get(name);
  if (own) return own.address;
  return id ? new URL(`${told.section}/${id}/${published(name)}`, top).href : "";
}

/** @type {Map<string, string>} A picture's file → where the site has it. */
const places = new Map();
/** @param {string} name */
const published = (name) => places.get(name) ?? name;

/** @param {any} record */
function notePlaces(record) {
  const note = (/** @type {any} */ value) => {
    if (typeof value === "string" && /\.(jpe?g|png|webp)$/i.test(value) && value.includes(`${told.section}/`)) {
      const name = value.split("/").pop() ?? "";
      places.set(decodeURIComponent(name).replace(/-1600(\.\w+)$/, "$1"), name);
    } else if (value && typeof value === "object") Object.values(value).forEach(note);
  };
  note(record);
}

/** @param {File} file @param {boolean} isLogo */
async function take(file, isLogo) {
  say_(say("picture working"));
  try {
    const taken = new Set([...pictures.keys(), ...places.keys()].map((name) => name.toLowerCase()));
    const made = await ready(file, taken, isLogo);
    pictures.set(made.name, made);
    const isSafe = await drafts.keepPicture(draftName(), made);
    say_(say(isSafe ? "picture ready" : "picture kept not", made), !isSafe);
    return made;
  } catch {
    say_(say("picture unreadable", { name: file.name }), true);
    return null;
  }
}

const draftName = () => drafts.nameOf(top.href, id);

const fields = new Fields(form, {
  rows,
  take,
  picture,
  changed: (one) => {
    if (!isOpen) return;
    if (!one) tongues(); // an item was added, with its own languages
    else edited();
  },
});

/** Said above the form. @param {string} text @param {boolean} [isProblem] @param {Node[]} more */
function say_(text, isProblem = false, ...more) {
  notice.replaceChildren(...(text ? [element("p", isProblem ? "note edit-notice--problem" : "note", text)] : []), ...more);
}

/** All answers as they stand now. */
function read() {
  now = { ...fields.read(), page: id, written_in: ownTongue.value, confirmed: confirmed || (before.confirmed ?? "") };
  for (const { id: one } of told.questions) now[one] ??= "";
  return now;
}

function edited() {
  read();
  keep();
  judge();
  look();
}

function keep() {
  const draft = { values: now, before, tongues: tongueBoxes.filter((box) => box.checked).map((box) => box.value), own: ownTongue.value };
  isKept = drafts.keep(draftName(), draft);
  if (isKept) return told_(true);
  return drafts.keepElsewhere(draftName(), draft).then((is) => told_((isKept = is)));
}

/** Whether anything has been typed; in which language the page is, is chosen with its first word. */
function isBegun() {
  return changed(fresh, now, told).some((/** @type {any} */ question) => question.id !== "written_in" || before.written_in);
}

/** @param {boolean} is */
function told_(is) {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(new Date());
  keptSign.textContent = is ? say("kept", { time }) : say("kept not");
  keptSign.classList.toggle("is-problem", !is);
  find("[data-do=keep]").hidden = is;
  find("[data-do=forget]").hidden = !isBegun();
}

// What is to be mended.

/** What a tick stands for in the record: the day it was said on, or yes and no. @param {Record<string, any>} values */
function asWritten(values) {
  const written = { ...values };
  for (const { id: one, kind, items } of told.questions) {
    if (kind === "Day" && written[one] === "yes") written[one] = today();
    if (items?.some((/** @type {any} */ { key }) => key === "agreed")) {
      written[one] = written[one].map((/** @type {any} */ item) => (isEmpty(item) ? item : { ...item, agreed: item.agreed || "no" }));
    }
  }
  return written;
}

/** What a field is called. @param {HTMLElement} field */
function titleOf(field) {
  const name = field.querySelector("label, legend, .edit-label");
  return (field.dataset.form === "tick" ? name?.textContent : name?.firstChild?.textContent)?.trim() ?? "";
}

function judge() {
  const found = check(asWritten(now), told, { today: today(), holdsHtml, members });
  /** @type {Map<Element, {text: string, isNote: boolean}>} */
  const said = new Map();
  for (const problem of found) {
    const at = fields.at(problem);
    const isNote = problem.severity === "warning";
    const isFirst = at && (said.get(at.element)?.isNote ?? true);
    if (at && isFirst && (allShown || touched.has(at.element))) said.set(at.element, { text: sentence(problem, at), isNote });
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".edit-field, .edit-repeat"))) {
    const { text = "", isNote = false } = said.get(field) ?? {};
    mark(field, text, isNote);
  }
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(".edit-section"))) sum(part);
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

/** What a folded part holds. @param {HTMLElement} part */
function sum(part) {
  const line = part.querySelector(".edit-section__told");
  if (!line) return;
  const wrong = part.querySelectorAll(".is-wrong > .edit-problem").length;
  const own = [...part.querySelectorAll("[data-field]")].map((field) => /** @type {HTMLElement} */ (field).dataset.field ?? "");
  const n = own.filter((one) => !one.includes("--") && !isEmpty(now[one])).length;
  line.textContent = wrong ? say("section problems", { n: wrong }) : n ? say("section told", { n }) : say("section empty");
  line.classList.toggle("is-problem", wrong > 0);
}

form.addEventListener("focusout", (event) => {
  const field = /** @type {Element} */ (event.target).closest("[data-field], [data-key]");
  if (!field || !isOpen) return;
  const next = /** @type {FocusEvent} */ (event).relatedTarget;
  if (next instanceof Node && field.contains(next)) return;
  touched.add(field);
  read();
  judge();
});

/** @param {import("./check.js").Problem[]} found */
function mend(found) {
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
  notice.replaceChildren(box);
  heading.focus();
}

/** @param {{element: HTMLElement, target: () => HTMLElement}} at */
function lead(at) {
  for (let above = at.element.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
  at.target().focus();
  at.element.scrollIntoView({ block: "center" });
}

// Looking.

let frame = 0;
function look() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => preview(now, { label, picture, cover, own: ownTongue.value }));
}

/** @param {string | undefined} from @param {string} one */
function label(from, one) {
  if (from?.startsWith("options ")) return told.questions.find((/** @type {any} */ q) => q.id === from.slice(8))?.options[one] ?? one;
  return told.choices[from ?? ""]?.find((/** @type {string[]} */ [own]) => own === one)?.[1] ?? one;
}

/** The drawing that the page has while it has no photo. */
async function fetchCover() {
  const got = await fetch(new URL(`${root.dataset.up}${told.section}/${id}/`, location.href));
  const there = new DOMParser().parseFromString(await got.text(), "text/html").querySelector(".page-cover svg");
  cover = there ? document.importNode(there, true) : null;
  look();
}

// Languages of the texts.

function tongues() {
  const own = ownTongue.value;
  const chosen = new Set(tongueBoxes.filter((box) => box.checked).map((box) => box.value));
  for (const box of tongueBoxes) {
    box.disabled = box.value === own;
    if (box.disabled) box.checked = true;
  }
  const several = tongueBoxes.filter((box) => box.checked).length > 1;
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-language]"))) {
    const code = field.dataset.language ?? "";
    field.hidden = code === own || !chosen.has(code);
  }
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-tongue]"))) {
    const sign = field.querySelector("[data-own]");
    if (sign) sign.textContent = several ? (ownTongue.selectedOptions[0]?.textContent ?? "") : "";
    field.querySelector("input, textarea")?.setAttribute("lang", own);
  }
  const names = tongueBoxes.filter((box) => box.checked).map((box) => box.parentElement?.textContent?.trim());
  find(".edit-tongues__told").textContent = `(${names.join(", ")})`;
  root.classList.toggle("has-tongues", several);
}

for (const box of [...tongueBoxes, ownTongue]) {
  box.addEventListener("change", () => {
    tongues();
    edited();
  });
}

// What the buttons do.

/** @type {Record<string, () => void>} */
const DO = {
  still: () => {
    confirmed = "yes";
    edited();
    send();
  },
  look: () => {
    root.classList.add("is-looking");
    find("#edit-preview-title").focus();
    window.scrollTo(0, 0);
  },
  write: () => {
    root.classList.remove("is-looking");
    find("[data-do=look]").focus();
  },
  send,
  back: () => {
    root.classList.remove("is-sending");
    sending.hidden = true;
    find("[data-do=send]").focus();
  },
  forget: async () => {
    if (!window.confirm(say("forget sure"))) return;
    isKept = true;
    await drafts.forget(draftName());
    location.reload();
  },
  keep: async () => save(await parcel(work()), `${id || told.kind}.zip`),
};

root.addEventListener("click", (event) => {
  const pressed = /** @type {Element} */ (event.target).closest("[data-do]");
  const what = /** @type {HTMLElement | null} */ (pressed)?.dataset.do ?? "";
  DO[what]?.();
});

const work = () => ({ before, now: read(), own: ownTongue.value, pictures });

function send() {
  read();
  allShown = true;
  const found = judge();
  if (found.length) return mend(found);
  say_("");
  if (sure) sure.checked = confirmed === "yes";
  offer(work());
  root.classList.remove("is-looking");
  root.classList.add("is-sending");
  sending.hidden = false;
  find("#edit-send").focus();
}

sure?.addEventListener("change", () => {
  confirmed = sure.checked ? "yes" : "";
  edited();
  offer(work());
});
ways(work);

// Opening.

/** What was typed since, over what is there now. @param {drafts.Draft} draft */
function taken(draft) {
  const values = { ...before };
  for (const { id: one } of changed(draft.before, draft.values, told)) values[one] = draft.values[one];
  return values;
}

async function open() {
  /** @type {any} */
  let record = null;
  if (asked) {
    try {
      record = (await records(told.data)).find((one) => one.id === asked) ?? null;
      if (!record) say_(say("unknown", { id: asked }), true);
    } catch {
      id = asked;
      say_(say("offline"), true);
    }
  }
  if (record) {
    id = record.id;
    notePlaces(record);
    before = answersOf(record, told);
    if (told.kind === "member") find(".edit-confirm").hidden = false;
    fetchCover().catch(() => {});
  } else if (!id) {
    find(".edit-start").hidden = false;
    whose();
  }
  const own = record?.written_in ?? page;
  if (![...ownTongue.options].some(({ value }) => value === own)) {
    const name = new Intl.DisplayNames(locale, { type: "language" }).of(own) ?? own;
    ownTongue.add(new Option(name, own));
  }
  const draft = await drafts.kept(draftName());
  const isOf = draft && (record || !asked || !id || draft.values.page === id);
  for (const { file, bytes, type, width, height } of isOf ? await drafts.keptPictures(draftName()) : []) {
    const blob = new Blob([bytes], { type });
    pictures.set(file, { name: file, blob, address: await asAddress(blob), width, height });
  }
  fresh = record ? before : { joined: told.past.includes("joined") ? today() : "" };
  // Without a connection the draft is all there is; what it began from is what it is compared with.
  if (isOf && asked && !record) before = draft.before;
  const values = isOf ? (record || (asked && id) ? taken(draft) : draft.values) : fresh;
  ownTongue.value = isOf ? draft.own : own;
  const shown = new Set(isOf ? draft.tongues : [own, ...(record?.translations?.[page] ? [page] : [])]);
  for (const box of tongueBoxes) box.checked = shown.has(box.value);
  fields.write(values);
  confirmed = values.confirmed === "yes" ? "yes" : "";
  tongues();
  read();
  isOpen = true;
  if (isOf && isBegun()) {
    const hasMoved = record && changed(draft.before, before, told).length;
    if (!notice.textContent) say_(say(hasMoved ? "newer" : "kept again"));
    told_(true);
  }
  judge();
  look();
  fields.refresh();
  root.classList.add("is-open");
  if (record && flags.includes("still-correct")) DO.still();
}

/** @param {any} record @returns {import("./pick.js").Row} */
const row = (record) => [record.id, nameOf(record), []];

function whose() {
  const field = find(".edit-start .edit-pick");
  const pick = new Pick(field, {
    rows: () => records(told.data).then((all) => all.map(row)).catch(() => []),
    changed: () => {
      const [chosen] = pick.chosen;
      if (chosen) location.hash = chosen;
    },
  });
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) link.hash = location.hash;
window.addEventListener("hashchange", () => location.reload());
window.addEventListener("pagehide", () => isOpen && isBegun() && keep());
window.addEventListener("beforeunload", (event) => {
  if (!isKept) event.preventDefault();
});
for (const part of form.querySelectorAll("details")) part.addEventListener("toggle", () => fields.refresh());

bar.hidden = false;
open();
