// @ts-check
// The three ways out: one file by letter, GitHub's issue form, the record's own files.

import { answers, asText, issue } from "./answers.js";
import { answersOf, changed } from "./record.js";
import { element, filled, isEmpty, say, told } from "./told.js";
import { downloadZip } from "./vendor/client-zip.js";

const LONGEST_LETTER = 1800; // characters of an address that every mail program takes

/**
 * @typedef {{before: Record<string, any>, now: Record<string, any>, own: string,
 *   pictures: Map<string, import("./pictures.js").Ready>}} Work
 */

const area = /** @type {HTMLElement} */ (document.querySelector(".edit-send"));
const sent = /** @type {HTMLElement} */ (area.querySelector(".edit-sent"));

/** @param {string} name */
const button = (name) => /** @type {HTMLElement | null} */ (area.querySelector(`[data-do=${name}]`));

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The pictures that the answers name and that were made here. @param {Work} work */
export function picturesOf({ now, pictures }) {
  const named = new Set();
  for (const question of told.questions) {
    if (question.kind === "Picture") named.add(now[question.id]);
    for (const { key, kind } of question.items ?? []) {
      if (kind === "Picture") for (const item of now[question.id] ?? []) named.add(item[key]);
    }
  }
  return [...pictures.values()].filter(({ name }) => named.has(name));
}

/** @param {Work} work */
function named({ now }) {
  return String(now[told.title] || now.page || told.said[`title ${told.kind}`]);
}

/** @param {Work} work */
export function textOf(work) {
  return asText(answers(work.before, work.now, told), told);
}

/** @param {Work} work */
const fileName = ({ now }) => `${now.page || told.kind}.zip`;

/** The whole of it as one file. @param {Work} work @returns {Promise<Blob>} */
export async function parcel(work) {
  const files = [
    { name: "answers.md", input: textOf(work), lastModified: new Date() },
    ...picturesOf(work).map(({ name, blob }) => ({ name, input: blob, lastModified: new Date() })),
  ];
  return downloadZip(files).blob();
}

/** What can be handed to the phone's own programs: the one file, else its parts, or nothing. @param {Work} work */
async function handed(work) {
  if (!navigator.canShare) return null;
  const pictures = picturesOf(work).map(({ name, blob }) => new File([blob], name, { type: blob.type }));
  const whole = { files: [new File([await parcel(work)], fileName(work), { type: "application/zip" })] };
  const parts = { files: [new File([textOf(work)], "answers.txt", { type: "text/plain" }), ...pictures] };
  return [whole, parts].find((one) => navigator.canShare(one)) ?? null;
}

/** What changes, in words. @param {Work} work */
export function changes({ before, now }) {
  const list = element("ul", "edit-changed");
  const questions = changed(before, now, told);
  for (const { id, heading } of questions) {
    const text = id === "confirmed" ? say("changes still") : isEmpty(now[id]) ? say("changes emptied", { what: heading }) : heading;
    list.append(element("li", "", text));
  }
  const lede = element("p", "", say(!questions.length ? "changes none" : now.page ? "changes" : "changes new"));
  return questions.length ? [lede, list] : [lede];
}

/** @param {string} key @param {any} [values] */
function say_(key, values) {
  sent.textContent = say(key, values);
}

/** Whether everything that is to be sent has reached the clipboard. @param {string} text */
async function copied(text) {
  area.querySelector(".edit-copy")?.remove();
  try {
    await navigator.clipboard.writeText(text);
    say_("sent copied");
    return true;
  } catch {
    const box = /** @type {HTMLTextAreaElement} */ (element("textarea", "edit-copy"));
    box.value = text;
    box.rows = 8;
    box.readOnly = true;
    box.setAttribute("aria-label", say("way copy"));
    sent.before(box);
    box.select();
    say_("sent copied not");
    return false;
  }
}

/** Make the ways out ready for what is to be sent now. @param {Work} work */
export async function offer(work) {
  area.querySelector(".edit-changes")?.replaceChildren(...changes(work));
  sent.textContent = "";
  const pictures = picturesOf(work);
  const text = textOf(work);
  const title = filled(told.said["letter subject"], { title: told.said[`title ${told.kind}`], name: named(work) });

  const letter = /** @type {HTMLAnchorElement | null} */ (area.querySelector("[data-letter]"));
  if (letter) {
    const whole = `mailto:${told.email}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${say("letter greeting")}\n\n${text}`)}`;
    const body = say("letter attach", { file: fileName(work) });
    const short = `mailto:${told.email}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
    letter.href = pictures.length || whole.length > LONGEST_LETTER ? short : whole;
    letter.onclick = () => say_("sent letter");
  }
  const hub = /** @type {HTMLAnchorElement | null} */ (area.querySelector("[data-github]"));
  if (hub) {
    const { href, fits } = issue(answers(work.before, work.now, told), told, title);
    hub.href = href;
    hub.onclick = () => {
      say_("sent github");
      if (!fits) copied(text);
    };
    /** @type {HTMLElement} */ (area.querySelector(".edit-way__paste")).hidden = fits;
    /** @type {HTMLElement} */ (area.querySelector(".edit-way__pictures")).hidden = !pictures.length;
  }
  const share = button("share");
  if (share) share.hidden = !(await handed(work));
}

/** @param {() => Work} work What is to be sent, when somebody presses. */
export function ways(work) {
  button("share")?.addEventListener("click", async () => {
    const parts = await handed(work());
    try {
      if (parts) await navigator.share({ ...parts, title: named(work()) });
      say_("sent share");
    } catch {
      sent.textContent = ""; // Whoever closes the list of programs has changed their mind.
    }
  });
  button("download")?.addEventListener("click", async () => {
    save(await parcel(work()), fileName(work()));
    say_("sent download", { file: fileName(work()) });
  });
  button("copy")?.addEventListener("click", () => copied(textOf(work())));
  button("pictures")?.addEventListener("click", () => {
    const pictures = picturesOf(work());
    for (const { blob, name } of pictures) save(blob, name);
    say_("sent pictures", { n: pictures.length });
  });
  clone(work);
}

/** @param {() => Work} work */
function clone(work) {
  const chooser = /** @type {HTMLInputElement} */ (area.querySelector("#edit-files"));
  const problem = /** @type {HTMLElement} */ (area.querySelector("#edit-files-problem"));
  const place = /** @type {HTMLElement} */ (area.querySelector(".edit-way__opened"));
  const [stem, ending] = told.file.split(".");
  const names = [told.file, ...told.languages.map((/** @type {any} */ { code }) => `${stem}.${code}.${ending}`)];
  /** @type {Map<string, string>} */
  let texts = new Map();

  /** @param {string} text */
  const refuse = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
    chooser.setAttribute("aria-invalid", String(Boolean(text)));
    if (text) chooser.focus();
  };
  area.addEventListener("toggle", () => {
    const { now } = work();
    place.hidden = !now.page;
    const shown = area.querySelector(".edit-way__file");
    if (shown) shown.textContent = `${told.folder}/${now.page}/`;
  }, true);
  chooser.addEventListener("change", async () => {
    texts = new Map();
    refuse("");
    for (const file of chooser.files ?? []) {
      if (!names.includes(file.name)) refuse(say("way clone other", { name: file.name, files: names.join(", ") }));
      else texts.set(file.name, await file.text());
    }
  });
  button("save")?.addEventListener("click", async () => {
    const now = work();
    if (now.now.page && !texts.has(told.file)) return refuse(say("way clone needed"));
    const { files, opened, plain } = await import("./file.js");
    const open = new Map();
    for (const [name, text] of texts) {
      try {
        open.set(name, opened(text, name));
      } catch {
        return refuse(say("way clone unread", { name }));
      }
    }
    refuse("");
    const before = { ...now.before };
    const own = open.get(told.file);
    if (own) {
      // What the site does not show is known now: what stands in a list only there stays in it.
      const body = told.questions.find((/** @type {any} */ { body: is }) => is)?.id;
      const hidden = answersOf(plain(own, body), told, false);
      now.now = { ...now.now, ...withHidden(now.now, hidden) };
    }
    const made = files(before, now.now, told, open, now.own);
    const pictures = picturesOf(now);
    const id = now.now.page || idOf(now.now);
    if (made.size === 1 && !pictures.length && now.now.page) {
      const [[name, text]] = made;
      save(new Blob([text], { type: "text/plain" }), name);
    } else {
      const folder = `${told.folder}/${id}/`;
      const parts = [
        ...[...made].map(([name, input]) => ({ name: folder + name, input })),
        ...pictures.map(({ name, blob }) => ({ name: folder + name, input: blob })),
      ];
      save(await downloadZip(parts.map((part) => ({ ...part, lastModified: new Date() }))).blob(), `${id}.zip`);
    }
    say_("sent saved", { files: [...made.keys(), ...pictures.map(({ name }) => name)].join(", ") });
  });
}

/** Answers that only the file knows and that go with what was not touched. @param {any} now @param {any} hidden */
function withHidden(now, hidden) {
  /** @type {Record<string, any>} */
  const kept = {};
  if (hidden.photos && now.photos) {
    kept.photos = now.photos.map((/** @type {any} */ photo) => {
      const same = hidden.photos.find((/** @type {any} */ one) => one.file === photo.file);
      return same ? { ...photo, agreed: photo.agreed ? same.agreed || photo.agreed : "" } : photo;
    });
  }
  return kept;
}

/** The name of a new record's folder. @param {Record<string, any>} values */
export function idOf(values) {
  const plain = (/** @type {string} */ text) =>
    String(text ?? "").toLowerCase().replace(/[øœ]/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/[đð]/g, "d").replace(/ł/g, "l")
      .normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (told.kind !== "meeting") return plain(values[told.title]) || told.kind;
  return [String(values.start).slice(0, 10), plain(values.host || values[told.title])].filter(Boolean).join("-");
}
