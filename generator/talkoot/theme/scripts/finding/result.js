// @ts-check
// What Pagefind tells of a page → an item of the list of results.

import { element } from "./page.js";
import { language } from "./saying.js";

/**
 * @typedef {{url: string, excerpt: string, plain_excerpt: string, content: string,
 *   meta: Record<string, string>, filters: Record<string, string[]>}} Found
 */

/** One result, with what it was found by. @param {Found} found @param {string} query
 * @param {Record<string, string>} kinds What each kind is called. */
export function result({ url, meta, filters, excerpt, plain_excerpt, content }, query, kinds) {
  const item = document.createElement("li");
  const heading = element("h3", "result__title", "");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  link.lang = filters["title-lang"]?.[0] ?? "";
  if (!link.lang) link.removeAttribute("lang");
  heading.append(link);

  const facts = element("p", "result__facts", "");
  const kind = filters.kind?.[0] ?? "";
  for (const fact of [kinds[kind] ?? kind, meta.when, meta.where]) {
    if (fact) facts.append(facts.hasChildNodes() ? " · " : "", fact);
  }
  if (meta.state) facts.append(" ", element("strong", "status", meta.state));
  item.append(heading, facts);

  if (content.replace(/\.$/, "") !== meta.title) {
    const text = element("p", "result__text", "");
    if (filters.lang) text.lang = filters.lang[0];
    const plain = asText(plain_excerpt);
    const cut = { before: content.startsWith(plain) ? "" : "… ", after: content.endsWith(plain) ? "" : "\u00a0…" };
    text.append(cut.before, ...marked(excerpt), cut.after);
    item.append(text);
  }
  const names = excerpt.includes("<mark>") ? [] : namesLike(query, meta.words ?? "");
  if (names.length) item.append(element("p", "result__facts", names.join(" · ")));
  return item;
}

/** Pagefind escapes an excerpt's own angle brackets, and nothing else. @param {string} text */
const asText = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

/** An excerpt as text and marks; nothing of it becomes markup. @param {string} excerpt */
const marked = (excerpt) =>
  excerpt.split(/<\/?mark>/).map((text, n) => (n % 2 ? element("mark", "", asText(text)) : asText(text)));

/** The terms and names that a page was found by, not by its text. @param {string} query @param {string} words */
function namesLike(query, words) {
  const lower = (/** @type {string} */ text) => text.toLocaleLowerCase(language);
  // Endings may differ: “leipomot” was found by “leipomo”.
  const stems = lower(query).split(/\s+/).map((word) => word.slice(0, Math.max(3, word.length - 2)));
  const like = (/** @type {string} */ name) =>
    lower(name).split(/[\s-]+/).some((word) => stems.some((stem) => stem && word.startsWith(stem)));
  const terms = words.split(" · ").map((term) => {
    const [label, synonyms = ""] = term.split(": ");
    const synonym = synonyms.split(", ").find(like);
    return like(label) ? label : synonym && `${label} (${synonym})`;
  });
  return terms.filter(Boolean).slice(0, 3);
}
