// @ts-check
// The form: opens with a record's present content, keeps every keystroke, says what is to be mended, shows the page as it
// will look, and hands it on.

import * as drafts from "./drafts.js";
import { Fields } from "./fields.js";
import { judge, lead, mend, onLeft } from "./mending.js";
import { measure } from "./outside.js";
import { Pick } from "./pick.js";
import { asAddress, ready } from "./pictures.js";
import { preview } from "./preview.js";
import { answersOf, changed } from "./record.js";
import { offer, parcel, save, ways } from "./sending.js";
import { coverOf, elementsOf, label, notePlaces, pictureNames, pictureOf, records, row, rows, top } from "./site.js";
import { find, locale, note, say, today, told } from "./told.js";
import { chooseTongues, onTongues, ownTongue, showTongues, shownTongues } from "./tongues.js";

const root = find(".edit");
const form = find("#edit");
const notice = find(".edit-notice");
const bar = find(".edit-bar");
const keptSign = find(".edit-bar__kept");
const sending = find(".edit-send");
const sure = /** @type {HTMLInputElement | null} */ (document.querySelector(".edit-sure input"));
const page = document.documentElement.lang;

const [asked, ...flags] = decodeURIComponent(location.hash.slice(1)).split("&");

/** What the address says to a new record of: the records it leads to, such as an adoption's practice. */
const led = Object.fromEntries(
  flags
    .map((flag) => flag.split("="))
    .filter(([key, value]) => value && told.questions.some((/** @type {any} */ one) => one.id === key && one.link)),
);
/** The field that the address leads to. */
const [aim] = flags.filter((flag) => flag.startsWith("at=")).map((flag) => flag.slice(3));

/** @type {Map<string, import("./pictures.js").Ready>} */
const pictures = new Map();
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

/** @param {File} file @param {boolean} isLogo */
async function take(file, isLogo) {
  note(say("picture working"));
  try {
    const taken = new Set([...pictures.keys(), ...pictureNames()].map((name) => name.toLowerCase()));
    const made = await ready(file, taken, isLogo);
    pictures.set(made.name, made);
    const isSafe = await drafts.keepPicture(draftName(), made);
    note(say(isSafe ? "picture ready" : "picture kept not", made), !isSafe);
    return made;
  } catch {
    note(say("picture unreadable", { name: file.name }), true);
    return null;
  }
}

/** @param {string} name */
const picture = (name) => pictures.get(name)?.address ?? pictureOf(id, name);

const draftName = () => drafts.nameOf(top.href, id);

const fields = new Fields(form, {
  rows,
  take,
  picture,
  changed: (one) => {
    if (!isOpen) return;
    if (!one) showTongues(); // an item was added, with its own languages
    else edited();
  },
});

/** All answers as they stand now. */
function read() {
  now = { ...fields.read(), page: id, written_in: ownTongue(), confirmed: confirmed || (before.confirmed ?? "") };
  for (const { id: one } of told.questions) now[one] ??= "";
  return now;
}

function edited() {
  read();
  if (elementsOf(String(now.practice ?? ""))) fields.controls.get("elements")?.write(now.elements);
  keep();
  judge(now, fields, allShown);
  measure(now, ownTongue(), shownTongues());
  look();
}

function keep() {
  const draft = { values: now, before, tongues: shownTongues(), own: ownTongue() };
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

// Looking.

let frame = 0;
function look() {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => preview(now, { label, picture, cover, own: ownTongue() }));
}

onTongues(edited);
onLeft(() => {
  if (!isOpen) return;
  read();
  judge(now, fields, allShown);
});

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

const work = () => ({ before, now: read(), own: ownTongue(), pictures });

function send() {
  read();
  allShown = true;
  const found = judge(now, fields, allShown);
  if (found.length) return mend(found, fields);
  note("");
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
      if (!record) note(say("unknown", { id: asked }), true);
    } catch {
      id = asked;
      note(say("offline"), true);
    }
  }
  if (record) {
    id = record.id;
    notePlaces(record);
    before = answersOf(record, told);
    if (told.kind === "member") find(".edit-confirm").hidden = false;
    coverOf(id)
      .then((drawn) => {
        cover = drawn;
        look();
      })
      .catch(() => {});
  } else if (!id) {
    find(".edit-start").hidden = false;
    whose();
  }
  const own = record?.written_in ?? page;
  const draft = await drafts.kept(draftName());
  const isOf = draft && (record || !asked || !id || draft.values.page === id);
  for (const { file, bytes, type, width, height } of isOf ? await drafts.keptPictures(draftName()) : []) {
    const blob = new Blob([bytes], { type });
    pictures.set(file, { name: file, blob, address: await asAddress(blob), width, height });
  }
  fresh = record ? before : { joined: told.past.includes("joined") ? today() : "", ...led };
  // Without a connection the draft is all there is; what it began from is what it is compared with.
  if (isOf && asked && !record) before = draft.before;
  const values = isOf ? (record || (asked && id) ? taken(draft) : draft.values) : fresh;
  elementsOf(String(values.practice ?? ""));
  fields.write(values);
  confirmed = values.confirmed === "yes" ? "yes" : "";
  const shown = [own, ...(record?.translations?.[page] ? [page] : [])];
  chooseTongues(isOf ? draft.own : own, isOf ? draft.tongues : shown);
  read();
  isOpen = true;
  if (isOf && isBegun()) {
    const hasMoved = record && changed(draft.before, before, told).length;
    if (!notice.textContent) note(say(hasMoved ? "newer" : "kept again"));
    told_(true);
  }
  judge(now, fields, allShown);
  measure(now, ownTongue(), shownTongues());
  look();
  fields.refresh();
  root.classList.add("is-open");
  if (record && flags.includes("still-correct")) DO.still();
  const aimed = [...fields.controls.keys()].find((one) => aim && (one === aim || one.startsWith(`${aim}-`)));
  const at = aimed && fields.controls.get(aimed);
  const add = at && /** @type {HTMLElement | null} */ (at.element.querySelector("[data-do=add]"));
  if (at) lead(add ? { element: add, target: () => add } : at);
}

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
