// @ts-check
// Answers to the transferability check → the lines of a briefing and a plan, and the record of an adoption.

/** @typedef {Record<string, string>} Answers */
/** @typedef {{ key: string, title: string, given: string }} Question */
/** @typedef {{ practice: string, title: string, owner: string, address: string, version: string,
 *   language: string, questions: Question[], elements: { id: string, name: string }[],
 *   words: Record<string, string> }} Told */
/** @typedef {{ level: number, term: string, text: string }} Line */

const DONE = ["kept", "changed", "dropped"];

/** @param {Told} told @param {Answers} answers @returns {Line[]} */
export function papers(told, answers) {
  return [...briefing(told, answers), ...plan(told, answers)];
}

/** What the giver should know before both talk. @param {Told} told @param {Answers} answers @returns {Line[]} */
function briefing({ words, ...told }, answers) {
  return [
    head(2, `${words["fit briefing"]}: ${told.title}`),
    line(words["fit briefing lede"]),
    ...us(words, answers),
    ...told.questions.flatMap(({ key, title, given }) => [
      head(3, title),
      line(given || words["fit not answered"], words["fit them"]),
      line(answers[key] || words["fit not answered"], words["fit us"]),
    ]),
    ...part(words["fit ask"], answers.ask),
  ];
}

/** What the receiver is going to do. @param {Told} told @param {Answers} answers @returns {Line[]} */
function plan({ words, ...told }, answers) {
  const source = [told.title, told.owner, told.address].filter(Boolean).join(", ");
  const elements = told.elements.map(({ id, name }) => {
    const done = answers[`element-${id}`];
    const decided = done ? words[`done ${done}`] : words["fit not decided"];
    const why = answers[`why-${id}`];
    return line(why ? `${decided}. ${why}` : decided, name);
  });
  return [
    head(2, `${words["fit plan"]}: ${told.title}`),
    ...us(words, answers),
    line(source, words["fit from"]),
    ...(told.version ? [line(told.version, words["fit version"])] : []),
    ...elements,
    ...(answers.adapt ? [line(answers.adapt)] : []),
    head(3, words["fit steps"]),
    ...steps(answers).map((step, n) => line(step, String(n + 1))),
    ...part(words["fit measure"], answers.measure),
  ];
}

/** @param {Record<string, string>} words @param {Answers} answers */
function us(words, answers) {
  return ["who", "where", "contact"].flatMap((key) => {
    return answers[key] ? [line(answers[key], words[`fit ${key}`])] : [];
  });
}

/** @param {Answers} answers */
function steps(answers) {
  return [1, 2, 3]
    .map((n) => [answers[`what-${n}`], answers[`by-${n}`], answers[`when-${n}`]].filter(Boolean).join(" – "))
    .filter(Boolean);
}

/** @param {string} title @param {string | undefined} text */
function part(title, text) {
  return text ? [head(3, title), line(text)] : [];
}

/** @param {number} level @param {string} text @returns {Line} */
const head = (level, text) => ({ level, term: "", text });

/** @param {string} text @param {string} [term] @returns {Line} */
const line = (text, term = "") => ({ level: 0, term, text });

/**
 * The plan as the file of an adoption, to stand at `content/adoptions/<id>/adoption.md`.
 * A JSON text is one of YAML too, whatever somebody wrote.
 * @param {Told} told @param {Answers} answers
 */
export function recordOf(told, answers) {
  const where = answers.where || answers.who || "";
  const title = cut(where ? `${told.title} – ${where}` : told.title, 100);
  const chosen = told.elements.filter(({ id }) => DONE.includes(answers[`element-${id}`]));
  const version = /^\d{4}(-\d\d){0,2}$/.test(told.version) ? [`version: ${told.version}`] : [];
  const country = /^[A-Za-z]{2}$/.test(answers.country ?? "") ? answers.country.toUpperCase() : "";
  const body = [answers.adapt, steps(answers).map((step, n) => `${n + 1}. ${step}`).join("\n"), answers.measure];
  return [
    "---",
    `title: ${JSON.stringify(title)}`,
    `summary: ${JSON.stringify(cut(`${told.words["fit plan"]}: ${told.title}`, 200))}`,
    "real: yes",
    `practice: ${told.practice}`,
    ...version,
    "adopter:",
    `  organisation: ${JSON.stringify(answers.who || "?")}`,
    ...(answers.contact ? [`  contact: ${JSON.stringify(answers.contact)}`] : []),
    `country: ${country}`,
    ...(answers.where ? [`location: ${JSON.stringify(answers.where)}`] : []),
    ...(chosen.length ? ["elements:"] : []),
    ...chosen.flatMap(({ id }) => [
      `  - element: ${id}`,
      `    done: ${answers[`element-${id}`]}`,
      ...(answers[`why-${id}`] ? [`    why: ${JSON.stringify(answers[`why-${id}`])}`] : []),
    ]),
    "status: planned",
    `written_in: ${told.language}`,
    "---",
    body.filter(Boolean).join("\n\n"),
    "",
  ].join("\n");
}

/** @param {string} text @param {number} most */
function cut(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
