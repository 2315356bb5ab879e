// @ts-check
// Starts the editor; what it may edit stands in config.json beside it.
//
// The editor's own YAML takes 0401234567 for a number and drops its first digit. Here every value is text, as it is to
// the site's own reader, and the line by which other editors know a file's schema stays.
import { parse, stringify } from "../scripts/edit/vendor/yaml.js";
import { init, registerCustomFormat } from "./vendor/sveltia-cms.js";

const SCHEMA = /^# yaml-language-server:.*\n/m;
const FRONT_MATTER = /^---\r?\n([^]*?)^---\r?\n?([^]*)$/m;

/** @type {{ schema: "failsafe" }} */
const READ = { schema: "failsafe" };

/** @type {{ schema: "failsafe", lineWidth: number, blockQuote: "literal", indent: number }} */
const WRITE = { schema: "failsafe", lineWidth: 0, blockQuote: "literal", indent: 2 };

/**
 * How the files of one kind are read and written.
 * @param {string} title the field that names a record
 * @param {string} body the field that is the text below the front matter; empty where there is none
 */
function fileFormat(title, body) {
  // A record and its translations have a schema each; only the record itself must be called something.
  /** @type {Map<boolean, string>} */
  const schemas = new Map();
  return {
    /** @param {string} text */
    fromFile(text) {
      const [, yaml = text, below = ""] = (body && FRONT_MATTER.exec(text)) || [];
      const value = /** @type {Record<string, any>} */ (parse(yaml, READ) ?? {});
      const schema = SCHEMA.exec(yaml);
      if (schema) {
        schemas.set(title in value, schema[0]);
      }
      return body && below.trim() ? { ...value, [body]: below.trim() } : value;
    },
    /** @param {Record<string, any>} given */
    toFile(given) {
      const value = { ...given };
      const below = (body && value[body]) || "";
      delete value[body];
      const yaml = (schemas.get(title in value) ?? "") + stringify(value, WRITE);
      return body ? `---\n${yaml}---\n${below.trim()}\n` : yaml;
    },
  };
}

const formats = document.getElementById("nc-root")?.dataset.formats ?? "[]";
for (const { format, extension, title, body } of JSON.parse(formats)) {
  registerCustomFormat(format, extension, fileFormat(title, body));
}
init();
