// The calendars of every group, and of all meetings.
import { labels, top } from "../given.js";
import { calendar, titled } from "../events.js";

export const data = {
  pagination: { data: "calendars", size: 1, alias: "of" },
  calendars: ["", ...Object.keys(labels.groups)],
  permalink: ({ of }) => (of ? `/feeds/en/groups/${of}.ics` : "/feeds/en/meetings.ics"),
  eleventyExcludeFromCollections: true,
};

export function render({ of, collections: { network } }) {
  const meetings = of ? (network.meetingsOf.groups.get(of) ?? []) : network.latest;
  const about = of ? titled(labels.groups[of], `${top}groups/${of}/`) : titled("meetings", `${top}meetings/`);
  return calendar([...meetings].reverse(), network, of || "all", about);
}
