// @ts-check
// Answers to the transferability check → the lines of a briefing and a plan, and the record of an adoption.

/** @typedef {Record<string, string>} Answers */
/** @typedef {{ key: string, title: string, given: string }} Question */
/** @typedef {{ practice: string, title: string, owner: string, address: string, version: string,
 *   language: string, countries: string[], questions: Question[], elements: { id: string, name: string }[],
 *   words: Record<string, string> }} Told */
/** @typedef {{ level: number, term: string, text: string }} Line */

const DONE = ["kept", "changed", "dropped"];
const OURS = ["who", "where", "country", "contact"];

/** @param {Told} told @param {Answers} answers @returns {Line[]} */
export function papers(told, answers) {
  return [...briefing(told, answers), ...plan(told, answers)];
}

/** What the giver should know before both talk. @param {Told} told @param {Answers} answers @returns {Line[]} */
function briefing({ words, ...told }, answers) {
  return [
    head(2, `${words["fit briefing"]}: ${told.title}`),
    line(words["fit briefing lede"]),
    ...us({ words, ...told }, answers),
    head(3, words["fit understand"]),
    ...told.questions.flatMap(({ key, title, given }) => [
      head(4, title),
      line(given || words["compare not told"], words["fit them"]),
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
    ...us({ words, ...told }, answers),
    line(source, words["fit from"]),
    ...(told.version ? [line(told.version, words["fit version"])] : []),
    head(3, words["fit adapt"]),
    ...elements,
    ...(answers.adapt ? [line(answers.adapt)] : []),
    head(3, words["fit reuse"]),
    ...steps(answers).map((step, n) => line(step, String(n + 1))),
    ...part(words["fit measure"], answers.measure),
  ];
}

/** @param {Told} told @param {Answers} answers */
function us({ words, language, countries }, answers) {
  const known = countries.includes(country(answers));
  const name = known && new Intl.DisplayNames(language, { type: "region" }).of(country(answers));
  /** @type {Answers} */
  const told = { ...answers, country: name || answers.country || "" };
  return OURS.flatMap((key) => (told[key] ? [line(told[key], words[`fit ${key}`])] : []));
}

/** @param {Answers} answers */
function steps(answers) {
  return [1, 2, 3]
    .map((n) => [answers[`what-${n}`], answers[`by-${n}`], answers[`when-${n}`]].filter(Boolean).join(" – "))
    .filter(Boolean);
}

/** @param {string} title @param {string | undefined} text */
function part(title, text) {
  return text ? [head(4, title), line(text)] : [];
}

/** @param {number} level @param {string} text @returns {Line} */
const head = (level, text) => ({ level, term: "", text });

/** @param {string} text @param {string} [term] @returns {Line} */
const line = (text, term = "") => ({ level: 0, term, text });

/**
 * What a record can't be without, and these answers lack: the names of their fields.
 * @param {Told} told @param {Answers} answers
 */
export function missing(told, answers) {
  const lacks = answers.who ? [] : ["who"];
  return told.countries.includes(country(answers)) ? lacks : [...lacks, "country"];
}

/**
 * The plan as the file of an adoption, to stand at `content/adoptions/<id>/adoption.md`; nothing is `missing`.
 * A JSON text is one of YAML too, whatever somebody wrote.
 * @param {Told} told @param {Answers} given
 */
export function recordOf(told, given) {
  const answers = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, allowed(text)]));
  const title = cut(`${told.title} – ${answers.where || answers.who}`, 100);
  const chosen = told.elements.filter(({ id }) => DONE.includes(answers[`element-${id}`]));
  const version = /^\d{4}(-\d\d){0,2}$/.test(told.version) ? [`version: ${told.version}`] : [];
  return [
    "---",
    `title: ${JSON.stringify(title)}`,
    `summary: ${JSON.stringify(cut(`${told.words["fit plan"]}: ${told.title}`, 200))}`,
    "real: yes",
    `practice: ${told.practice}`,
    ...version,
    "adopter:",
    `  organisation: ${JSON.stringify(answers.who)}`,
    ...(answers.contact ? [`  contact: ${JSON.stringify(answers.contact)}`] : []),
    `country: ${country(answers)}`,
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
    [...body(told, answers)].join("\n\n"),
    "",
  ].join("\n");
}

/** What no field of a record is for, step by step, as Markdown. @param {Told} told @param {Answers} answers */
function* body({ words, questions, elements }, answers) {
  const undecided = elements.filter(({ id }) => !DONE.includes(answers[`element-${id}`]));
  const parts = [
    { title: words["fit understand"], told: [...questions.map(({ key, title }) => bold(title, answers[key]))] },
    {
      title: words["fit adapt"],
      told: [prose(answers.adapt), ...undecided.map(({ id, name }) => bold(name, answers[`why-${id}`]))],
    },
    {
      title: words["fit reuse"],
      told: [
        steps(answers).map((step, n) => `${n + 1}. ${prose(step)}`).join("\n"),
        bold(words["fit measure"], answers.measure),
        bold(words["fit ask"], answers.ask),
      ],
    },
  ];
  for (const { title, told } of parts) {
    if (told.some(Boolean)) yield* [`### ${title}`, ...told.filter(Boolean)];
  }
}

/** @param {string} title @param {string | undefined} text */
const bold = (title, text) => (text ? `**${prose(title)}**\n\n${prose(text)}` : "");

/** Words that mean themselves in Markdown too, a paragraph a line. @param {string | undefined} text */
function prose(text) {
  return (text ?? "")
    .split("\n")
    .map((part) => part.trim().replace(/[\\`*_[\]<>~]|&(?=#?\w+;)/g, "\\$&"))
    .map((part) => part.replace(/^(?=[-+=#|:])|^(\d+)(?=[.)])/, "$1\\"))
    .filter(Boolean)
    .join("\n\n");
}

/** Without the signs that no source may hold, as nobody sees them. @param {string} text */
function allowed(text) {
  const signs = /[^\t\n\P{Cc}]|[\p{Cs}\p{Co}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
  return text.replace(/\r\n?/g, "\n").replace(signs, "").trim();
}

/** @param {Answers} answers */
const country = (answers) => (answers.country ?? "").toUpperCase();

/** @param {string} text @param {number} most */
function cut(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
