// @ts-check
// Cards, taken from the pages of the listing: nothing is drawn here that was not drawn at build.

import { findAll } from "./page.js";
import { told } from "./question.js";

const here = new URL("./", location.href);

/** @type {Map<number, Promise<HTMLLIElement[]>>} */
const pages = new Map([[0, Promise.resolve(findAll(".directory-all .cards > li", HTMLLIElement))]]);

/** The cards of records, by their positions in the listing. @param {number[]} positions */
export const cards = (positions) =>
  Promise.all(
    positions.map(async (n) => (await cardsOf(Math.floor(n / told.aPage)))[n % told.aPage].cloneNode(true)),
  );

/** @param {number} n The page, from 0. */
function cardsOf(n) {
  let cards = pages.get(n);
  if (!cards) {
    cards = fetchCards(new URL(`page/${n + 1}/`, here));
    cards.catch(() => pages.delete(n));
    pages.set(n, cards);
  }
  return cards;
}

/** @param {URL} url */
async function fetchCards(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const cards = [...page.querySelectorAll(".cards > li")].filter((card) => card instanceof HTMLLIElement);
  for (const card of cards) {
    for (const link of card.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", url).href;
    for (const picture of card.querySelectorAll("img")) picture.src = new URL(picture.getAttribute("src") ?? "", url).href;
  }
  return cards;
}
