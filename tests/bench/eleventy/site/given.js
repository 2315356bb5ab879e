// What the benchmark gives every generator alike: labels, frames, drawings.
import { readFileSync } from "node:fs";

export const given = JSON.parse(readFileSync(new URL("given.json", import.meta.url), "utf8"));
export const { labels, today, top } = given;
