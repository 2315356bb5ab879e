// @ts-check
// The transferability check: keeps the answers in this browser and makes of them a briefing, a plan and a record.

import { wordFile } from "./word.js";
import { missing, papers, recordOf } from "./papers.js";

/** @typedef {import("./papers.js").Told} Told */
/** @typedef {import("./papers.js").Answers} Answers */

const form = document.getElementById("fit-form");
const source = document.getElementById("fit-told");
if (form instanceof HTMLFormElement && source) start(form, JSON.parse(source.textContent ?? "{}"));

/** @param {HTMLFormElement} form @param {Told} told */
function start(form, told) {
  const key = `talkoot-fit-${told.practice}`;
  const status = document.querySelector(".fit__out [data-said]");
  const shown = document.getElementById("fit-papers");
  /** @param {string} text */
  const say = (text) => {
    if (status) status.textContent = text;
  };
  /** @returns {Answers} */
  const answers = () => Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value),
  );

  const fill = () => {
    shown?.replaceChildren(...papers(told, answers()).map(element));
    if (shown) shown.hidden = false;
  };

  // Fields grow with what is written; the checker of our styles does not know the property yet.
  for (const field of form.querySelectorAll("textarea")) field.style.setProperty("field-sizing", "content");
  putBack(form, kept(key));
  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement) target.setCustomValidity("");
    if (shown && !shown.hidden) fill(); // what somebody reads, selects or prints is what stands in the form now
    try {
      localStorage.setItem(key, JSON.stringify(answers()));
    } catch {
      say(told.words["fit not saved"]);
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Whoever prints by the browser's own menu gets the papers too; a form without answers stays one to fill in by hand.
  addEventListener("beforeprint", () => Object.keys(answers()).length && fill());

  /** @type {Record<string, (button: HTMLButtonElement) => void>} */
  const makes = {
    show: () => {
      fill();
      shown?.focus();
    },
    docx: async () => {
      const file = await wordFile(papers(told, answers()), told.language, told.title);
      save(file, `${told.practice}-transfer-plan.docx`);
      say(told.words["fit saved"]);
    },
    record: () => {
      const lacks = missing(told, answers());
      ask(form, lacks, told.words);
      if (lacks.length) return say(lacks.map((name) => told.words[`fit needs ${name}`]).join(" "));
      const file = new Blob([recordOf(told, answers())], { type: "text/markdown" });
      save(file, "adoption.md");
      say(told.words["fit saved"]);
    },
    print: () => {
      fill();
      print();
    },
    clear: (button) => {
      if (!confirm(button.dataset.sure)) return;
      form.reset();
      try {
        localStorage.removeItem(key);
      } catch {
        // What could not be kept need not be forgotten.
      }
      if (shown) shown.hidden = true;
      say(told.words["fit cleared"]);
    },
  };
  for (const button of document.querySelectorAll("button[data-make]")) {
    if (button instanceof HTMLButtonElement) {
      button.addEventListener("click", () => makes[button.dataset.make ?? ""]?.(button));
    }
  }
}

/** @param {string} key @returns {Answers} */
function kept(key) {
  try {
    const told = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof told === "object" && told ? told : {};
  } catch {
    return {};
  }
}

/** @param {HTMLFormElement} form @param {Answers} answers */
function putBack(form, answers) {
  for (const [name, value] of Object.entries(answers)) {
    const field = form.elements.namedItem(name);
    if (field instanceof RadioNodeList || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = String(value);
    }
  }
}

/** Ask for answers that are missing, at the first of them. @param {HTMLFormElement} form @param {string[]} names
 * @param {Record<string, string>} words */
function ask(form, names, words) {
  for (const name of names) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.setCustomValidity(words[`fit needs ${name}`]);
  }
  form.reportValidity();
}

/** @param {import("./papers.js").Line} line */
function element(line) {
  const made = document.createElement(line.level ? `h${line.level}` : "p");
  made.textContent = line.text;
  if (line.term) {
    const term = document.createElement("strong");
    term.textContent = `${line.term}: `;
    made.prepend(term);
  }
  return made;
}

/** @param {Blob} file @param {string} name */
function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
