// @ts-check
// How one field bears on another: the rules of records/member.py, meeting.py, practice.py and adoption.py, and what can't have been.

import { near } from "./near.js";

/**
 * @typedef {import("./check.js").Problem} Problem
 * @typedef {(values: any, facts: any, now: any) => Iterable<Problem>} Rule
 */

/** @param {any} value */
const text = (value) => String(value ?? "").trim();

/** @param {string} code @param {(string | number)[]} field @param {string} id @param {any} [more] @returns {Problem} */
const problem = (code, field, id, more = {}) => ({ code, field, id, found: "", hints: {}, severity: "problem", ...more });

/** The last day that a year, month or day can mean. @param {string} when */
function lastDay(when) {
  const [year, month = "12", day] = when.split("-");
  return day ? when : new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** @param {string} when */
const firstDay = (when) => when + "-01-01".slice(when.length - 4);

/** @type {Rule} */
function* contactHasConsent(values) {
  const told = ["name", "email", "phone"].some((key) => text(values[`contact-${key}`]));
  if (told && !text(values["contact-consent"])) yield problem("contact-without-consent", ["contact"], "contact-consent");
}

/** @type {Rule} */
function* photosAreAgreed(values) {
  for (const [n, photo] of (values.photos ?? []).entries()) {
    if (text(photo.file) && !["yes", "true"].includes(text(photo.agreed).toLowerCase())) {
      yield problem("photo-not-agreed", ["photos", n, "agreed"], "photos", { n, key: "agreed", found: text(photo.agreed) });
    }
  }
}

/** @type {Rule} */
function* thosePicturedAgreed(values) {
  const agreed = text(values["image-agreed"]);
  if (text(values["image-file"]) && !["yes", "true"].includes(agreed.toLowerCase())) {
    yield problem("photo-not-agreed", ["image", "agreed"], "image-agreed", { found: agreed });
  }
}

/** @type {Rule} */
function* leavesAfterJoining({ left_on: left, joined }) {
  if (text(left) && text(left) < text(joined)) {
    yield problem("end-before-start", ["left_on"], "left_on", { hints: { start: text(joined) }, found: text(left) });
  }
}

/** @type {Rule} */
function* saysWhetherItLeft({ status, left_on: left }) {
  if (text(status) === "left" && !text(left)) yield problem("left-without-day", ["status"], "status", { found: "left" });
  if (text(left) && text(status) !== "left") yield problem("left-but-active", ["left_on"], "left_on", { found: text(left) });
}

/** @type {Rule} */
function* meetingEndsAfterItStarts({ start, end }) {
  const [from, to] = [text(start).replace("T", " "), text(end).replace("T", " ")];
  if (from && to && to <= from) yield problem("end-before-start", ["end"], "end", { hints: { start: from }, found: to });
}

/** @type {Rule} */
function* deadlineBeforeStart(values) {
  const [start, deadline] = [text(values.start).slice(0, 10), text(values["registration-deadline"])];
  if (start && deadline > start) {
    const where = { hints: { start }, found: deadline };
    yield problem("deadline-after-start", ["registration", "deadline"], "registration-deadline", where);
  }
}

/** @type {Rule} */
function* placeUnlessOnline({ mode, host, place }) {
  if (text(mode) !== "online" && !text(host) && !text(place)) {
    yield problem("where-is-it", ["mode"], "mode", { found: text(mode) });
  }
}

/** @type {Rule} */
function* heldOnlyOnceItWas({ status, start }, _, { today }) {
  const day = text(start).slice(0, 10);
  if (text(status) === "held" && day > today) {
    yield problem("held-in-the-future", ["status"], "status", { hints: { day, today }, found: "held" });
  }
}

/** @type {Rule} */
function* hostWasStillHere({ status, start, host }, _, { members }) {
  const [day, left] = [text(start).slice(0, 10), members?.get(text(host))?.left_on];
  if (left && left < day && text(status) !== "cancelled") {
    yield problem("host-had-left", ["host"], "host", { hints: { left, day }, found: text(host) });
  }
}

/** @type {Rule} */
function* practiceEndsAfterItStarts({ start, end }) {
  if (text(start) && text(end) && lastDay(text(end)) < firstDay(text(start))) {
    yield problem("end-before-start", ["end"], "end", { hints: { start: text(start) }, found: text(end) });
  }
}

/** @type {Rule} */
function* fundingWithinTotal(values) {
  const [total, funding] = [text(values["resources-total"]), text(values["resources-public_funding"])];
  const [[all, currency], [part, same]] = [total.split(" "), funding.split(" ")];
  if (all && part && currency === same && Number(part) > Number(all)) {
    const where = { hints: { total }, found: funding };
    yield problem("more-than-total", ["resources", "public_funding"], "resources-public_funding", where);
  }
}

/** @type {Rule} */
function* figuresSayWhatAndWhoseDate({ evidence = [] }) {
  for (const [n, one] of evidence.entries()) {
    if (!Object.values(one).some(text)) continue;
    /** @param {string} key */
    const at = (key) => ({ n, key, found: text(one[key]) });
    if (text(one.figure) && !text(one.what)) yield problem("figure-of-what", ["evidence", n, "figure"], "evidence", at("figure"));
    if (!text(one.figure) && !text(one.text)) yield problem("empty-evidence", ["evidence", n], "evidence", { n });
    if (text(one.figure) && text(one.date) && !text(one.date_is)) {
      yield problem("whose-date", ["evidence", n, "date"], "evidence", at("date"));
    }
  }
}

/** @type {Rule} */
function* toldOnce({ status, description, problem_addressed: problemAddressed }) {
  if (text(status) === "published" && !text(description) && !text(problemAddressed)) {
    yield problem("nothing-told", ["status"], "status", { found: "published" });
  }
}

/** @type {Rule} */
function* elementsToldApart({ elements = [] }) {
  const seen = new Set();
  for (const [n, { id }] of elements.entries()) {
    if (text(id) && seen.has(text(id))) {
      yield problem("element-twice", ["elements", n, "id"], "elements", { n, key: "id", found: text(id) });
    }
    seen.add(text(id));
  }
}

/** @type {Rule} */
function* elementsChosenOnce({ elements = [] }) {
  const seen = new Set();
  for (const [n, { element }] of elements.entries()) {
    if (text(element) && seen.has(text(element))) {
      yield problem("element-twice", ["elements", n, "element"], "elements", { n, key: "element", found: text(element) });
    }
    seen.add(text(element));
  }
}

/** @type {Rule} */
function* piecesOfThePractice({ practice, elements = [], version }, { pieces }) {
  const told = pieces?.[text(practice)];
  const known = (told?.elements ?? []).map((/** @type {string[]} */ [id]) => id);
  for (const [n, { element }] of known.length ? elements.entries() : []) {
    if (!text(element) || known.includes(text(element))) continue;
    const meant = near(text(element), known);
    const hints = { ...(meant ? { near: meant } : {}), elements: known.join(", ") };
    yield problem("unknown-element", ["elements", n, "element"], "elements", { n, key: "element", hints, found: text(element) });
  }
  // What was taken over while the practice listed none is of the day it was published.
  if (told?.versions.length && text(version) && ![...told.versions, told.published].includes(text(version))) {
    yield problem("unknown-version", ["version"], "version", { hints: { versions: told.versions.join(", ") }, found: text(version) });
  }
}

/** @type {Rule} */
function* becameAnother({ practice, became }) {
  if (text(became) && text(became) === text(practice)) yield problem("copy-of-itself", ["became"], "became", { found: text(became) });
}

/** @type {Rule} */
function* notInTheFuture(values, { past }, { today }) {
  for (const key of past) {
    if (text(values[key]) > today && text(values[key]) !== "yes") {
      yield problem("in-the-future", [key], key, { hints: { today }, found: text(values[key]) });
    }
  }
}

/** Kind → its rules, each with the fields that have to be right before it is asked. @type {Record<string, [string[], Rule][]>} */
export const RULES = {
  member: [
    [["contact"], contactHasConsent],
    [["photos"], photosAreAgreed],
    [["joined", "left_on"], leavesAfterJoining],
    [["status", "left_on"], saysWhetherItLeft],
    [["joined", "confirmed"], notInTheFuture],
  ],
  meeting: [
    [["start", "end"], meetingEndsAfterItStarts],
    [["start", "registration"], deadlineBeforeStart],
    [["photos"], photosAreAgreed],
    [["mode", "host", "place"], placeUnlessOnline],
    [["status", "start"], heldOnlyOnceItWas],
    [["status", "start", "host"], hostWasStillHere],
  ],
  practice: [
    [["image"], thosePicturedAgreed],
    [["start", "end"], practiceEndsAfterItStarts],
    [["resources"], fundingWithinTotal],
    [["evidence"], figuresSayWhatAndWhoseDate],
    [["status", "description", "problem_addressed"], toldOnce],
    [["elements"], elementsToldApart],
    [["published"], notInTheFuture],
  ],
  adoption: [
    [["start", "end"], practiceEndsAfterItStarts],
    [["elements"], elementsChosenOnce],
    [["evidence"], figuresSayWhatAndWhoseDate],
    [["practice", "elements", "version"], piecesOfThePractice],
    [["practice", "became"], becameAnother],
  ],
};
