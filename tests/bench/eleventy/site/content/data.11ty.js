// The records of each kind as open data.
import { given, today, top } from "../given.js";

const WHOLE = { size: Number, seats: Number, people: Number, enterprises: Number };
const NAMED = { members: "name", meetings: "title", practices: "title" };
const TEXT = { members: "about", meetings: "report", practices: "description" };

const own = new Set(Object.values(given.columns).flat().map((column) => column.split(".")[0]));

/** A record as its author wrote it, under the names of its fields. */
function told(section, { url, data: it, rawInput }) {
  const fields = Object.fromEntries(Object.entries(it).filter(([key]) => own.has(key)));
  const text = rawInput ? { [TEXT[section]]: rawInput } : {};
  const themes = section === "members" ? "themes_wished" : "themes";
  return {
    ...fields, id: it.id, page: top.slice(0, -1) + url, [NAMED[section]]: it.title, ...text, written_in: it.lang,
    ...(it.groups ? { group: it.groups[0] } : {}), ...(it.themes ? { [themes]: it.themes } : {}),
    ...(it.published_on ? { published: it.published_on } : {}),
  };
}

const cell = (value) => {
  if (value === undefined) return "";
  const text = Array.isArray(value) ? (typeof value[0] === "object" ? JSON.stringify(value) : value.join("; ")) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const inside = (record, column) => column.split(".").reduce((value, key) => value?.[key], record);

const as = {
  json: (section, records) => {
    const head = {
      kind: section.slice(0, -1), network: "The Measured Network", demonstration: true, date: today,
      licence: { id: "CC-BY-4.0", name: "Creative Commons Attribution 4.0", address: "https://creativecommons.org/licenses/by/4.0/" },
      about: `${top}data/`, fields: `${top}data/v1/fields.json`,
    };
    const rows = records.map((record) => JSON.stringify(record, (key, value) => WHOLE[key]?.(value) ?? value));
    return `${JSON.stringify(head).slice(0, -1)},"records":[\n${rows.join(",\n")}\n]}\n`;
  },
  csv: (section, records) => {
    const columns = given.columns[section];
    const rows = records.map((record) => columns.map((column) => cell(inside(record, column))).join(","));
    return `\ufeff${[columns.join(","), ...rows].join("\r\n")}\r\n`;
  },
};

export const data = {
  pagination: { data: "files", size: 1, alias: "file" },
  files: Object.keys(NAMED).flatMap((section) => Object.keys(as).map((form) => ({ section, form }))),
  permalink: ({ file: { section, form } }) => `/data/v1/${section}.${form}`,
  eleventyExcludeFromCollections: true,
};

export const render = ({ file: { section, form }, collections: { network } }) =>
  as[form](section, network[section].map((record) => told(section, record)));
