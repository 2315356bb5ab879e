// @ts-check
// An author's Markdown → elements, made one by one: no text of theirs is ever read as HTML.

import { lexer } from "./vendor/marked.js";

const SCHEMES = /^(https?:|mailto:|tel:)/i;

/** @type {Record<string, string>} */
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** @param {string} text The characters that Markdown's reader has written as HTML names. */
const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => SIGNS[name]);

/** @param {string} tag @param {any[]} tokens */
function around(tag, tokens) {
  const made = document.createElement(tag);
  made.append(...nodes(tokens));
  return made;
}

/** @param {any} token @returns {(Node | string)[]} */
function inline(token) {
  switch (token.type) {
    case "strong":
      return [around("strong", token.tokens)];
    case "em":
      return [around("em", token.tokens)];
    case "del":
      return [around("del", token.tokens)];
    case "br":
      return [document.createElement("br")];
    case "codespan": {
      const code = document.createElement("code");
      code.textContent = plain(token.text);
      return [code];
    }
    case "link": {
      const link = /** @type {HTMLAnchorElement} */ (around("a", token.tokens));
      if (SCHEMES.test(token.href)) link.href = token.href;
      return [link];
    }
    case "checkbox":
      return [token.checked ? "☑ " : "☐ "];
    case "image":
      return [plain(token.text)];
    case "escape":
      return [plain(token.text)];
    case "html":
      return [];
    default:
      return token.tokens ? nodes(token.tokens) : [plain(token.text ?? "")];
  }
}

/** @param {any} token @param {string} tag */
function row(token, tag) {
  const made = document.createElement("tr");
  made.append(...token.map((/** @type {any} */ one) => around(tag, one.tokens)));
  return made;
}

/** @param {any} token @returns {(Node | string)[]} */
function block(token) {
  switch (token.type) {
    case "space":
    case "def":
    case "html":
      return [];
    case "heading":
      return [around(`h${Math.min(6, Math.max(5, token.depth + 3))}`, token.tokens)];
    case "paragraph":
      return [around("p", token.tokens)];
    case "blockquote":
      return [around("blockquote", token.tokens)];
    case "hr":
      return [document.createElement("hr")];
    case "code": {
      const pre = document.createElement("pre");
      pre.textContent = token.text;
      return [pre];
    }
    case "list": {
      const list = document.createElement(token.ordered ? "ol" : "ul");
      list.append(...token.items.map((/** @type {any} */ item) => around("li", item.tokens)));
      return [list];
    }
    case "table": {
      const table = document.createElement("table");
      table.append(row(token.header, "th"), ...token.rows.map((/** @type {any} */ cells) => row(cells, "td")));
      return [table];
    }
    default:
      return inline(token);
  }
}

/** @param {any[]} tokens @returns {(Node | string)[]} */
const nodes = (tokens) => tokens.flatMap(block);

/** The text as the page will show it. @param {string} text */
export function prose(text) {
  const made = document.createDocumentFragment();
  made.append(...nodes(lexer(text, { gfm: true })));
  return made;
}

/** Whether the text holds HTML, which pages leave out. @param {string} text */
export function holdsHtml(text) {
  if (!/<[A-Za-z/!?]/.test(text)) return false;
  let found = false;
  /** @param {any[]} tokens */
  const look = (tokens) => {
    for (const token of tokens) {
      if (token.type === "html") found = true;
      look(token.tokens ?? []);
      look(token.items ?? []);
    }
  };
  look(lexer(text, { gfm: true }));
  return found;
}
