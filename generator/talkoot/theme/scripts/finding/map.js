// @ts-check
// The map beside a listing: its dots count along with the filters, and choose their places.

import { boxes, called, told } from "./question.js";
import { number, say } from "./saying.js";

/** @typedef {import("./question.js").Question} Question */

const map = document.querySelector(".directory-map");

/** The places that a dot stands for. @param {Element} dot */
const placesOf = (dot) => new URLSearchParams(dot.getAttribute("href") ?? "").getAll("place");

/** A dot for each place, as large as ever, with as many records as the filters leave there.
 * @param {Question} question @param {Map<HTMLInputElement, number>} counts */
export function showOnMap({ view, facets }, counts) {
  if (!(map instanceof HTMLElement)) return;
  map.hidden = view !== "map";
  if (map.hidden) return;
  const places = facets.get("place") ?? [];
  for (const dot of map.querySelectorAll("a.dot")) {
    const at = placesOf(dot);
    let n = 0;
    for (const [box, count] of counts) if (box.name === "place" && at.includes(box.value)) n += count;
    const names = at.map((place) => called("place", place)).join(", ");
    const name = `${names}: ${say(told.said.count, { n })}`;
    dot.setAttribute("aria-label", name);
    dot.querySelector("title")?.replaceChildren(name);
    dot.querySelector(".dot__count")?.replaceChildren(number.format(n));
    dot.classList.toggle("is-empty", !n);
    dot.toggleAttribute("aria-current", at.every((place) => places.includes(place)));
  }
}

/** Let a dot choose its places, and pressed again let go of them. @param {() => void} askAnew */
export function chooseOnMap(askAnew) {
  map?.addEventListener("click", (event) => {
    const dot = event.target instanceof Element && event.target.closest("a.dot");
    if (!dot || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    const at = placesOf(dot);
    const chosen = dot.hasAttribute("aria-current");
    for (const box of boxes) if (box.name === "place") box.checked = !chosen && at.includes(box.value);
    askAnew();
  });
}
