// @ts-check
// Who is found: words by Pagefind, everything else by what the listing's index knows of every record.

import { boxes, told } from "./question.js";
import { find } from "./page.js";

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {{ids: string[], facets: Record<string, Record<string, number[]>>, newest: number[]}} Index
 *   Who has which value, records told by their position in the listing.
 * @typedef {{found: number[], all: number, counts: Map<HTMLInputElement, number>, drops: [string, number][]}} Answer
 *   Positions found, out of how many; what each box would give; what is left without one of the filters.
 */

const whole = find(".directory", HTMLElement);
const siteTop = new URL(whole.dataset.top || "./", location.href);

/** @type {Promise<Index> | undefined} */
let loading;

/** The listing's index, fetched once. */
export const index = () => (loading ??= load(new URL(String(whole.dataset.index), location.href)));

/** @param {URL} url */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

/** @type {Promise<[any, Record<string, string>]> | undefined} */
let searching;
/** @type {Map<string, Uint8Array>} */
const heard = new Map();

/** The records in which Pagefind finds `words`: 1 at their position. @param {string} words @param {Index} index */
async function withWords(words, { ids }) {
  const known = heard.get(words);
  if (known) return known;
  searching ??= Promise.all([import(new URL(told.pagefind, siteTop).href), load(new URL(told.hits, siteTop))]);
  const [pagefind, hits] = await searching;
  const positions = new Map(ids.map((id, position) => [id, position]));
  const mask = new Uint8Array(ids.length);
  for (const { id } of (await pagefind.search(words)).results) {
    const position = positions.get(hits[id]);
    if (position !== undefined) mask[position] = 1;
  }
  heard.set(words, mask);
  return mask;
}

/** @param {Question} question @returns {Promise<Answer>} */
export async function answer({ words, order, facets }) {
  const known = await index();
  const size = known.ids.length;
  /** @type {Map<string, Uint8Array>} */
  const masks = new Map();
  if (words) masks.set("q", await withWords(words, known));
  for (const [name, values] of facets) {
    const mask = new Uint8Array(size);
    for (const value of values) for (const position of known.facets[name]?.[value] ?? []) mask[position] = 1;
    masks.set(name, mask);
  }
  // How many of the masks a record fails, and whether it is this one alone.
  const fails = new Uint8Array(size);
  for (const mask of masks.values()) for (let n = 0; n < size; n++) fails[n] += 1 - mask[n];
  /** Whether a record would be there without one of the masks. @param {number} n @param {string} name */
  const without = (n, name) => fails[n] === 0 || (fails[n] === 1 && masks.get(name)?.[n] === 0);

  /** @type {Map<HTMLInputElement, number>} */
  const counts = new Map();
  for (const box of boxes) {
    let count = 0;
    for (const n of known.facets[box.name]?.[box.value] ?? []) if (without(n, box.name)) count++;
    counts.set(box, count);
  }
  /** @type {[string, number][]} */
  const drops = [...masks.keys()].map((name) => [name, fails.reduce((sum, _, n) => sum + Number(without(n, name)), 0)]);
  return { found: sorted(known, order).filter((n) => !fails[n]), all: size, counts, drops };
}

/** All positions in an order. @param {Index} index @param {string} order */
function sorted(index, order) {
  if (order === "newest") return index.newest;
  if (order === "place") {
    const places = boxes.filter((box) => box.name === "place").map((box) => box.value);
    return places.flatMap((place) => index.facets.place[place] ?? []);
  }
  return index.ids.map((_, n) => n);
}
