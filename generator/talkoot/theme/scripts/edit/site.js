// @ts-check
// What the site tells already: its records, what can be chosen from its lists, where its pictures are.

import { find, told } from "./told.js";

const page = document.documentElement.lang;
const { dataset } = find(".edit");
export const top = new URL(dataset.top || "./", location.href);

/** @type {Map<string, any>} The members, once a list of them was asked for. */
export const members = new Map();
/** @type {Map<string, Promise<any[]>>} */
const fetched = new Map();

/** The records of a file of the open data. @param {string} path @returns {Promise<any[]>} */
export function records(path) {
  if (!path) return Promise.resolve([]);
  const known = fetched.get(path) ?? fetch(new URL(path, top)).then((got) => (got.ok ? got.json() : Promise.reject(got))).then((data) => data.records);
  fetched.set(path, known);
  known.catch(() => fetched.delete(path));
  return known;
}

/** @param {any} record @returns {import("./pick.js").Row} */
export const row = (record) => [record.id, nameOf(record), []];

/** @param {any} record */
const nameOf = (record) => record.translations?.[page]?.[told.title] ?? record[told.title] ?? record.name;

/** What can be chosen from a list. @param {string} from */
export function rows(from) {
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

/** The elements to choose from are those of this practice. The list stays the same one: whoever holds it sees others in it.
 * @param {string} practice @returns {boolean} Whether they are others than before.
 */
export function elementsOf(practice) {
  const shown = told.choices.element;
  const own = told.pieces?.[practice]?.elements ?? [];
  if (!shown || (own.length === shown.length && own[0] === shown[0])) return false;
  shown.splice(0, shown.length, ...own);
  return true;
}

/** What an answer is called in its list. @param {string | undefined} from @param {string} one */
export function label(from, one) {
  if (from?.startsWith("options ")) return told.questions.find((/** @type {any} */ q) => q.id === from.slice(8))?.options[one] ?? one;
  return told.choices[from ?? ""]?.find((/** @type {string[]} */ [own]) => own === one)?.[1] ?? one;
}

/** @type {Map<string, string>} A picture's file → where the site has it. */
const places = new Map();

/** The names of the pictures that a record has already. */
export const pictureNames = () => [...places.keys()];

/** Where a picture of a record is published. @param {string} id @param {string} name */
export const pictureOf = (id, name) => (id ? new URL(`${told.section}/${id}/${places.get(name) ?? name}`, top).href : "");

/** Learn where a record's pictures are. @param {any} record */
export function notePlaces(record) {
  const note = (/** @type {any} */ value) => {
    if (typeof value === "string" && /\.(jpe?g|png|webp)$/i.test(value) && value.includes(`${told.section}/`)) {
      const name = value.split("/").pop() ?? "";
      places.set(decodeURIComponent(name).replace(/-1600(\.\w+)$/, "$1"), name);
    } else if (value && typeof value === "object") Object.values(value).forEach(note);
  };
  note(record);
}

/** The drawing that a record's page has while it has no photo. @param {string} id @returns {Promise<Node | null>} */
export async function coverOf(id) {
  const got = await fetch(new URL(`${dataset.up}${told.section}/${id}/`, location.href));
  const there = new DOMParser().parseFromString(await got.text(), "text/html").querySelector(".page-cover svg");
  return there ? document.importNode(there, true) : null;
}
