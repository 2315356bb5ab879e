// @ts-check
// What has changed → the record's own files, written into as a careful person would: comments, blank lines, the order of
// keys and all that the form does not ask for stay as they are.

import { Document, isCollection, isMap, isSeq, parseDocument } from "./vendor/yaml.js";
import { changed } from "./record.js";
import { isEmpty, today } from "./told.js";

const READ = /** @type {const} */ ({ schema: "failsafe", keepSourceTokens: false });
const WRITE = { lineWidth: 0, blockQuote: "literal", indentSeq: true, nullStr: "" };
const FENCE = /^---[ \t]*\r?\n([\s\S]*?)(?:^---[ \t]*(?:\r?\n|$))([\s\S]*)$/m;

/** @typedef {{head: any, body: string, isPage: boolean, above?: string}} Opened */

/** A file as it is now. Raises where it can't be read. @param {string} text @param {string} name @returns {Opened} */
export function opened(text, name) {
  const isPage = name.endsWith(".md");
  const [, front, body] = isPage ? (FENCE.exec(text) ?? ["", "", text]) : ["", text, ""];
  const head = /** @type {any} */ (parseDocument(front, READ));
  if (head.errors.length || (head.contents && !isMap(head.contents))) throw new Error(name);
  return { head, body, isPage };
}

/** A file that was not there; its first line tells editors what may be written. @param {string} name @param {string} schema @returns {Opened} */
function blank(name, schema) {
  const isPage = name.endsWith(".md");
  const above = schema && !isPage ? `# yaml-language-server: $schema=${schema}\n` : "";
  return { head: new Document({}, READ), body: "", isPage, above };
}

/** @param {Opened} file */
export function written({ head, body, isPage, above = "" }) {
  const text = isCollection(head.contents) && head.contents.items.length ? head.toString(WRITE) : "";
  if (!isPage) return text && above + text;
  return `---\n${text}---\n${body.trim() ? `\n${body.trim()}\n` : ""}`;
}

/** What a file tells, as plain lists and texts. @param {Opened} file @param {string} [bodyKey] Of the text below. */
export function plain({ head, body, isPage }, bodyKey = "") {
  const told = head.toJS() ?? {};
  if (isPage && bodyKey && body.trim()) told[bodyKey] = body.trim();
  return told;
}

/** The value of one key, where the declared order has it: after the last key before it that is there.
 * @param {any} map @param {string} key @param {any} node @param {string[]} order
 */
function put(map, key, node, order) {
  if (map.has(key)) {
    const before = map.get(key, true);
    if (before?.comment && !node.comment) node.comment = before.comment;
    map.set(key, node);
    return;
  }
  const earlier = order.slice(0, order.indexOf(key));
  const at = map.items.findLastIndex((/** @type {any} */ pair) => earlier.includes(String(pair.key)));
  const pair = map.items.length || node ? { key, node } : null;
  map.set(key, node);
  if (pair) map.items.splice(at + 1, 0, map.items.pop());
}

/** @param {Opened} file @param {string[]} path @param {any} value @param {string[][]} orders */
function set(file, path, value, orders) {
  const { head } = file;
  if (isEmpty(value)) {
    if (!head.hasIn(path)) return;
    head.deleteIn(path);
    for (let n = path.length - 1; n > 0; n -= 1) {
      const above = head.getIn(path.slice(0, n), true);
      if (isCollection(above) && !above.items.length) head.deleteIn(path.slice(0, n));
    }
    return;
  }
  if (!isMap(head.contents)) head.contents = head.createNode({});
  let map = head.contents;
  for (const [n, key] of path.slice(0, -1).entries()) {
    if (!isMap(map.get(key, true))) put(map, key, head.createNode({}), orders[n]);
    map = map.get(key, true);
  }
  const node = head.createNode(value);
  const before = map.get(path[path.length - 1], true);
  if (isSeq(node) && isSeq(before)) keepItems(before, node);
  put(map, path[path.length - 1], node, orders[path.length - 1]);
}

/** Items that are as they were keep their comments. @param {any} before @param {any} now */
function keepItems(before, now) {
  const same = new Map(before.items.map((/** @type {any} */ item) => [JSON.stringify(item), item]));
  now.items = now.items.map((/** @type {any} */ item) => same.get(JSON.stringify(item)) ?? item);
}

/** Only what is told, as texts. @param {Record<string, any>} item @param {any} question @param {string} mark */
function itemOf(item, question, mark) {
  /** @type {Record<string, any>} */
  const told = {};
  for (const { key } of question.items) {
    const value = item[`${key}${mark}`];
    if (!isEmpty(value)) told[key] = Array.isArray(value) ? value.map(String) : String(value).trim();
  }
  return told;
}

/** The keys in declared order, at every step of a path. @param {string[]} path @param {any} facts */
function ordersOf(path, facts) {
  return path.map((_, n) => {
    const above = path.slice(0, n).join("-");
    const keys = facts.questions
      .filter((/** @type {any} */ q) => q.path && !q.in && q.path.slice(0, n).join("-") === above && q.path.length > n)
      .map((/** @type {any} */ q) => q.path[n]);
    return [...new Set(keys)];
  });
}

/**
 * The record's files with all that has changed: name → text. `files` holds those there are, by name.
 * @param {any} before @param {any} now @param {any} facts @param {Map<string, Opened>} files @param {string} own The record's language.
 */
export function files(before, now, facts, files, own) {
  /** @type {Set<string>} */
  const touched = new Set();
  /** @param {string} language */
  const file = (language) => {
    const [stem, ending] = facts.file.split(".");
    const name = language ? `${stem}.${language}.${ending}` : facts.file;
    const found = files.get(name) ?? blank(name, language ? facts.schema_translated : facts.schema);
    files.set(name, found);
    touched.add(name);
    return found;
  };
  const questions = changed(before, now, facts).filter((/** @type {any} */ q) => q.path);
  for (const question of questions) {
    const { path, id } = question;
    if (question.in === own) continue;
    let value = now[id];
    if (value === "yes" && question.kind === "Day") value = today();
    const orders = ordersOf(path, facts);
    if (question.items) {
      const items = value.filter((/** @type {any} */ item) => !isEmpty(item));
      set(file(""), path, items.map((/** @type {any} */ item) => itemOf(item, question, "")), orders);
      for (const { code } of facts.languages) {
        const told = items.map((/** @type {any} */ item) => itemOf(item, question, `.${code}`));
        const had = (before[id] ?? []).some((/** @type {any} */ item) => !isEmpty(itemOf(item, question, `.${code}`)));
        if (code === own || (isEmpty(told) && !had)) continue;
        set(file(code), path, isEmpty(told) ? "" : told, orders);
      }
    } else if (question.body) {
      file(question.in ?? "").body = String(value);
    } else {
      const text = Array.isArray(value) ? value.filter((one) => !isEmpty(one)).map((one) => one.trim()) : String(value).trim();
      const isProse = question.kind === "Prose";
      set(file(question.in ?? ""), path, isProse && text.includes("\n") ? `${text}\n` : text, orders);
    }
  }
  /** @type {Map<string, string>} */
  const made = new Map();
  for (const name of touched) {
    const text = written(/** @type {Opened} */ (files.get(name)));
    if (text) made.set(name, text);
  }
  return made;
}
