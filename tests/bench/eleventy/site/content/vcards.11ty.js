// The address card of every member.
import { labels, top } from "../given.js";
import { folded, named, plain } from "../standards.js";

export const data = {
  pagination: { data: "collections.members", size: 1, alias: "member" },
  permalink: ({ member }) => `${member.url}index.vcf`,
  eleventyExcludeFromCollections: true,
};

export function render({ member: { url, data: it } }) {
  const here = top.slice(0, -1) + url;
  return [
    "BEGIN:VCARD", "VERSION:4.0", "KIND:org", `UID:urn:uuid:${named(here)}`, `REV:${it.joined.replaceAll("-", "")}T000000Z`,
    `FN:${plain(it.title)}`, `ORG:${plain(it.title)}`, `TITLE:${it.contact.name}`, `EMAIL;TYPE=work:${it.contact.email}`,
    `TEL;TYPE=work;VALUE=uri:tel:${it.contact.phone.replaceAll(" ", "")}`, `ADR;TYPE=work:;;;${labels.places[it.place]};;;`,
    ...it.languages.map((id) => `LANG:${id}`), ...it.links.map((link) => `URL:${link.url}`),
    folded(`NOTE:${plain(it.summary)}`), `URL;TYPE=work:${here}`, "END:VCARD", "",
  ].join("\r\n");
}
