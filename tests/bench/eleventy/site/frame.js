// A frame and what stands in it → a page.
import { given } from "./given.js";
import { e } from "./pieces.js";

const OPTIONAL = new Set(["toc", "edit", "form", "description"]);

export function framed(layout, values) {
  const { pieces, slots } = given.frames[layout];
  const told = { ...values, title: e(values.title), description: e(values.description), toc: values.toc ? `<ul>${values.toc}</ul>` : "" };
  return pieces.reduce((html, piece, n) => {
    const { name, before, after } = slots[n - 1];
    const value = told[name] ?? "";
    return html + (OPTIONAL.has(name) && !value ? "" : before + value + after) + piece;
  });
}
