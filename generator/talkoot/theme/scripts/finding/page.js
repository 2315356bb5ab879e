// @ts-check
// The page as scripts find it and add to it.

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
export function find(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`This page has no ${selector}`);
  return found;
}

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T[]} */
export function findAll(selector, kind) {
  return [...document.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : []));
}

/** What a page tells its script, as JSON. @param {string} selector */
export const told = (selector) => JSON.parse(find(selector, HTMLScriptElement).textContent ?? "");

/** @param {string} tag @param {string} name @param {string} text */
export function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

/** @param {string} name @param {string} text @param {() => void} press */
export function button(name, text, press) {
  const made = element("button", name, text);
  made.setAttribute("type", "button");
  made.addEventListener("click", press);
  return made;
}
