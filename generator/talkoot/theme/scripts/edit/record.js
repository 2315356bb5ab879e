// @ts-check
// A record, as the open data or a file tells it ↔ the answers of its form.

import { isEmpty } from "./told.js";

/** @param {any} from @param {(string | number)[]} path */
const at = (from, path) => path.reduce((value, key) => value?.[key], from);

/**
 * One value of the open data, or of a file, as it is written in the form.
 * @param {any} value @param {string} kind @param {string} key
 */
function written(value, kind, key) {
  if (value === undefined || value === null) return "";
  if (kind === "Moment") return String(value).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, "$1 $2");
  if (kind === "Picture") return fileName(String(value));
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value !== "object") return String(value);
  if ("currency" in value) return `${Number.isInteger(value.amount) ? value.amount : value.amount.toFixed(2)} ${value.currency}`;
  if ("number" in value) return [value.qualifier, `${value.number}${value.unit ? ` ${value.unit}` : ""}`].filter(Boolean).join(" ");
  return String(value[key] ?? "");
}

/** The name of a picture's file, from where its largest copy is published. @param {string} address */
function fileName(address) {
  return decodeURIComponent(address.split("/").pop() ?? "").replace(/-1600(\.\w+)$/, "$1");
}

/**
 * What the form holds when it opens with this record. What the open data does not show, though it must be there
 * for the rest to be shown, is taken as said: consent, and that those pictured agreed.
 * @param {any} record @param {any} facts @param {boolean} isPublic
 */
export function answersOf(record, facts, isPublic = true) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const question of facts.questions) {
    if (!question.path) continue;
    const from = question.in ? record.translations?.[question.in] : record;
    const value = at(from, question.path);
    if (question.items) {
      values[question.id] = (value ?? []).map((/** @type {any} */ item, /** @type {number} */ n) => {
        /** @type {Record<string, any>} */
        const told = {};
        for (const { key, kind, many, translated } of question.items) {
          told[key] = many ? (item[key] ?? []).map((/** @type {any} */ one) => written(one, kind, key)) : written(item[key], kind, key);
          for (const { code } of translated ? facts.languages : []) {
            told[`${key}.${code}`] = written(at(record.translations?.[code], [...question.path, n, key]), kind, key);
          }
        }
        if (isPublic && question.items.some((/** @type {any} */ { key }) => key === "agreed")) told.agreed = "yes";
        return told;
      });
    } else if (question.many) {
      values[question.id] = (value ?? []).map((/** @type {any} */ one) => written(one, question.kind, ""));
    } else {
      values[question.id] = written(value, question.kind, question.path.at(-1));
    }
  }
  if (isPublic && ["name", "email", "phone"].some((key) => !isEmpty(values[`contact-${key}`]))) values["contact-consent"] = "yes";
  if (isPublic && !isEmpty(values["image-file"])) values["image-agreed"] = "yes";
  if (record.id) values.page = record.id;
  return values;
}

/** @param {any} value @param {any} question */
function settled(value, question) {
  if (isEmpty(value)) return "";
  if (!Array.isArray(value)) return String(value ?? "").trim();
  const kept = value.filter((one) => !isEmpty(one));
  if (!question.items) return JSON.stringify(kept);
  return JSON.stringify(
    kept.map((item) => Object.entries(item).filter(([, told]) => !isEmpty(told)).map(([key, told]) => [key, String(told).trim()]).sort()),
  );
}

/** The questions answered otherwise now than before. @param {any} before @param {any} now @param {any} facts */
export function changed(before, now, facts) {
  return facts.questions.filter(
    (/** @type {any} */ question) => question.id !== "page" && settled(before[question.id], question) !== settled(now[question.id], question),
  );
}
