// What is new of each kind, to be followed.
import MarkdownIt from "markdown-it";
import { given, top } from "../given.js";
import { e } from "../pieces.js";

const NEWEST = 30;
const markdown = new MarkdownIt();
const DATED = { members: "joined", meetings: "end", practices: "published_on" };

export const data = {
  pagination: { data: "feeds", size: 1, alias: "section" },
  feeds: Object.keys(DATED),
  permalink: ({ section }) => `/feeds/en/${section}.xml`,
  eleventyExcludeFromCollections: true,
};

export function render({ section, collections: { network } }) {
  const when = ({ data }) => data[DATED[section]].slice(0, 10);
  const all = section === "meetings" ? network.past : [...network[section]].sort((one, other) => (when(one) < when(other) ? 1 : -1));
  const here = `${top}feeds/en/${section}.xml`;
  const entry = (record) => {
    const address = top.slice(0, -1) + record.url;
    const moment = `${when(record)}T00:00:00+02:00`;
    const { lang, title, summary } = record.data;
    return `<entry xml:base="${address}"${lang === "en" ? "" : ` xml:lang="${lang}"`}><title>${e(title)}</title><link href="${address}" rel="alternate"/><published>${moment}</published><updated>${moment}</updated><id>${address}</id><summary type="html">${e(summary)}</summary><content type="html">${e(markdown.render(record.rawInput ?? ""))}</content></entry>`;
  };
  const newest = all.slice(0, NEWEST);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom"><title>The Measured Network: New ${given.feeds[section]}</title><link href="${top}${section}/" rel="alternate"/><link href="${here}" rel="self"/><id>${here}</id><updated>${when(newest[0])}T00:00:00+02:00</updated><author><name>The Measured Network</name><uri>${top}</uri></author><subtitle>Made up to be measured.</subtitle><rights>Creative Commons Attribution 4.0</rights>${newest.map(entry).join("")}</feed>`;
}
