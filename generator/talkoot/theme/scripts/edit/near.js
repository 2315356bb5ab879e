// @ts-check
// The word that a misspelt one most likely meant, found as the build finds it: Python's difflib, case and accents aside.

const LETTERS = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l" };
const ENOUGH = 0.7;

/** @param {string} text */
export function folded(text) {
  const plain = text.trim().toLowerCase().replace(/[øæœßđðþł]/g, (sign) => LETTERS[/** @type {"ø"} */ (sign)]);
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ _]+/g, "-").replace(/^-+|-+$/g, "");
}

/** Characters of `a` and `b` in runs they share, the longest first. @param {string} a @param {string} b @returns {number} */
function shared(a, b) {
  let best = 0;
  let atA = 0;
  let atB = 0;
  let above = new Array(b.length + 1).fill(0);
  for (let i = 0; i < a.length; i += 1) {
    const row = new Array(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j += 1) {
      if (a[i] !== b[j]) continue;
      row[j + 1] = above[j] + 1;
      if (row[j + 1] > best) [best, atA, atB] = [row[j + 1], i + 1 - row[j + 1], j + 1 - row[j + 1]];
    }
    above = row;
  }
  if (!best) return 0;
  const before = shared(a.slice(0, atA), b.slice(0, atB));
  return best + before + shared(a.slice(atA + best), b.slice(atB + best));
}

/** The entry of `among` that `word` most likely meant, or an empty text. @param {string} word @param {Iterable<string>} among */
export function near(word, among) {
  const meant = folded(word);
  let best = ["", ""];
  let score = 0;
  for (const entry of among) {
    const plain = folded(entry);
    const length = plain.length + meant.length;
    if (!length || (2 * Math.min(plain.length, meant.length)) / length < ENOUGH) continue;
    const ratio = (2 * shared(plain, meant)) / length;
    if (ratio >= ENOUGH && (ratio > score || (ratio === score && plain >= best[0]))) [score, best] = [ratio, [plain, entry]];
  }
  return best[1];
}
