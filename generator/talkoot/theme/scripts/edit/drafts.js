// @ts-check
// What was typed, kept in this browser: texts at once, pictures as soon as they are ready.

import { told } from "./told.js";

const PREFIX = "talkoot draft";
const SHELF = "drafts";

/** @typedef {{values: Record<string, any>, before: Record<string, any>, tongues: string[], own: string}} Draft */

/** @param {string} top The site's own address: several may share one browser's store. @param {string} id */
export function nameOf(top, id) {
  return `${PREFIX} ${new URL(top, location.href).pathname}${told.kind}/${id || "new"}`;
}

/** @returns {Promise<IDBDatabase>} */
function base() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("talkoot", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

/** Whether anything was ever kept; only looking leaves nothing behind. */
async function isThere() {
  return !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === "talkoot");
}

/** @template T @param {IDBTransactionMode} mode @param {(shelf: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>} */
async function within(mode, work) {
  const open = await base();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = open.transaction(SHELF, mode);
      const asked = work(transaction.objectStore(SHELF));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    open.close();
  }
}

/** Keep the texts; false where the browser has no room or allows no store. @param {string} name @param {Draft} draft */
export function keep(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The same, in the browser's larger store. @param {string} name @param {Draft} draft */
export async function keepElsewhere(name, draft) {
  try {
    await within("readwrite", (shelf) => shelf.put(JSON.stringify(draft), `text ${name}`));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @returns {Promise<Draft | null>} */
export async function kept(name) {
  try {
    const text = localStorage.getItem(name) ?? ((await isThere()) && (await within("readonly", (shelf) => shelf.get(`text ${name}`))));
    const draft = text ? JSON.parse(text) : null;
    return draft?.values && draft.before ? draft : null;
  } catch {
    return null;
  }
}

/** @param {string} name @param {import("./pictures.js").Ready} picture */
export async function keepPicture(name, { name: file, blob, width, height }) {
  try {
    const bytes = await blob.arrayBuffer();
    await within("readwrite", (shelf) => shelf.put({ file, bytes, type: blob.type, width, height }, `picture ${name} ${file}`));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @returns {Promise<{file: string, bytes: ArrayBuffer, type: string, width: number, height: number}[]>} */
export async function keptPictures(name) {
  try {
    return (await isThere()) ? await within("readonly", (shelf) => shelf.getAll(range(name))) : [];
  } catch {
    return [];
  }
}

/** @param {string} name */
const range = (name) => IDBKeyRange.bound(`picture ${name} `, `picture ${name} \uffff`);

/** @param {string} name */
export async function forget(name) {
  try {
    localStorage.removeItem(name);
    await within("readwrite", (shelf) => {
      shelf.delete(range(name));
      return shelf.delete(`text ${name}`);
    });
  } catch {
    // A store that can't be opened holds nothing to forget.
  }
}
