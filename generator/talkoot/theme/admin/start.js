// Starts the editor; what it may edit stands in config.json beside it.
//
// The editor's own YAML takes 0401234567 for a number and drops its first digit. Here every value is text, as it is to
// the site's own reader, and the line by which other editors know a file's schema stays.
import { init, registerCustomFormat } from "./sveltia-cms.js";
import { parse, stringify } from "./yaml.js";

const SCHEMA = /^# yaml-language-server:.*\n/m;
const FRONT_MATTER = /^---\r?\n([^]*?)^---\r?\n?([^]*)$/m;
const READ = { schema: "failsafe" };
const WRITE = { schema: "failsafe", lineWidth: 0, blockQuote: "literal", indent: 2 };

function fileFormat(title, body) {
  // A record and its translations have a schema each; only the record itself must be called something.
  const schemas = new Map();
  return {
    fromFile(text) {
      const [, yaml, below] = (body && FRONT_MATTER.exec(text)) || [null, text, ""];
      const value = parse(yaml, READ) ?? {};
      const schema = SCHEMA.exec(yaml);
      if (schema) {
        schemas.set(title in value, schema[0]);
      }
      return body && below.trim() ? { ...value, [body]: below.trim() } : value;
    },
    toFile({ ...value }) {
      const below = (body && value[body]) || "";
      delete value[body];
      const yaml = (schemas.get(title in value) ?? "") + stringify(value, WRITE);
      return body ? `---\n${yaml}---\n${below.trim()}\n` : yaml;
    },
  };
}

for (const { format, extension, title, body } of JSON.parse(document.getElementById("nc-root").dataset.formats)) {
  registerCustomFormat(format, extension, fileFormat(title, body));
}
init();
