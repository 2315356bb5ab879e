// What several kinds of page show alike.
import { given, labels } from "./given.js";
import { ofDay } from "./network.js";

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
export const e = (text) => String(text ?? "").replace(/[&<>"']/g, (sign) => SIGNS[sign]);
export const each = (list, tell) => (list ?? []).map(tell).join("");
export const title = (word) => word[0].toUpperCase() + word.slice(1);
export const counted = (n, what) => `${n.toLocaleString("en")} ${what}`;

const form = (parts) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...parts });
const DATE = { day: "numeric", month: "long", year: "numeric" };
const FORMS = {
  day: form(DATE),
  when: form({ weekday: "long", ...DATE, hour: "2-digit", minute: "2-digit" }),
  hour: form({ hour: "2-digit", minute: "2-digit" }),
  weekday: form({ weekday: "long", hour: "2-digit", minute: "2-digit" }),
  month: form({ month: "short" }),
};
export const at = (name, moment) => FORMS[name].format(new Date(moment.length > 10 ? `${moment}Z` : moment));

/** Text of a record, in its own language. */
export const said = ({ lang }, text) => (lang === "en" ? e(text) : `<span lang="${lang}">${e(text)}</span>`);
export const name = (record) => (record.data.title && record.url.startsWith("/members/") ? e(record.data.title) : said(record.data, record.data.title));
export const note = ({ lang }) =>
  lang === "en" ? "" : `<p class="note">This text is not yet in English. Its language: ${e(labels.languages[lang])}.</p>\n`;
export const written = ({ lang }, html) => (lang === "en" ? html : `<div lang="${lang}">${html}</div>`);

const FACETS = { sectors: "sector", offers: "offers", needs: "needs" };
const LABELS = { needs: "offers" };
const chip = (section) => (id) => {
  const label = e(labels[LABELS[section] ?? section][id]);
  if (section === "topics") return `  <li><a class="chip" href="../../practices/?topic=${id}">${label}</a></li>\n`;
  const narrowed = FACETS[section] ? ` data-narrowed="../../members/?${FACETS[section]}=${id}"` : "";
  return `  <li><a class="chip" href="../../${section}/${id}/"${narrowed}>${label}</a></li>\n`;
};
export const chips = (section, ids) => `<ul class="chips">\n${each(ids, chip(section))}</ul>`;

const number = (id) => [...id].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 1024, 7);
export const cover = ({ id, sectors }) => `<svg class="cover hue-${given.hues[sectors[0]]}" ${given.covers[number(id)]}</svg>`;

export const leaf = ({ start }) =>
  `<span class="leaf" aria-hidden="true"><span class="leaf__month">${at("month", start)}</span><span class="leaf__day">${+start.slice(8, 10)}</span><span class="leaf__year">${start.slice(0, 4)}</span></span>`;

export const line = (meeting) =>
  `  <li><time datetime="${ofDay(meeting.data.start)}">${at("day", meeting.data.start)}</time> <span><a href="${meeting.url}">${name(meeting)}</a> ${meeting.data.status === "planned" ? '<span class="status status-planned">Planned</span>\n' : ""}</span></li>\n`;
export const lines = (meetings) => `<ul class="lines lines--dated">\n${each(meetings, line)}</ul>\n`;

const card = {
  members: ({ url, data: it }, plain) =>
    `<article class="card card--member">${plain ? "" : cover(it)}
<h3 class="card__title"><a href="${url}">${e(it.title)}</a></h3>
<p class="card__kind">${e(labels.sectors[it.sectors[0]])}</p>
<p>${said(it, it.summary)}</p>
<p class="card__foot">${e(labels.places[it.place])}</p>
</article>
`,
  meetings: ({ url, data: it }, _, network) => {
    const coming = it.status === "planned";
    const host = network.member.get(it.host);
    return `<article class="card card--meeting${coming ? " is-coming" : ""}">
  ${leaf(it)}

  <h3 class="card__title"><a href="${url}">${said(it, it.title)}</a></h3>
  <p class="card__when"><time class="beside-leaf" datetime="${it.start}"><span class="visually-hidden">${at("when", it.start)}</span><span aria-hidden="true">${at("weekday", it.start)}</span></time>
</p>
${coming ? '<p class="card__marks"><span class="status status-planned">Planned</span>\n</p>' : ""}<p class="card__summary">${said(it, it.summary)}</p>  <p class="card__foot">Hosted by ${e(host.data.title)}, ${e(labels.places[host.data.place])}${coming ? ` · ${it.seats} seats` : ""}</p>
</article>
`;
  },
  practices: ({ url, data: it }) =>
    `<article class="card card--practice is-demo">
  <p class="card__marks"><span class="status demo-mark">Demonstration</span>
</p>
  <h3 class="card__title"><a href="${url}">${said(it, it.title)}</a></h3>
  <p class="card__summary">${said(it, it.summary)}</p>
  <dl class="card__facts">
    <div><dt>Country</dt><dd>${e(labels.countries[it.country])}, ${it.level}</dd></div>
<div><dt>Period</dt><dd>${it.start}–<span class="visually-hidden">goes on</span></dd></div><div><dt>Topics</dt><dd>${it.topics.map((id) => e(labels.topics[id])).join(", ")}</dd></div>  </dl>
</article>
`,
};
export const cards = (kind, records, network, plain = false) =>
  `<ul class="cards">\n${each(records, (record) => `<li>${card[kind](record, plain, network)}</li>\n`)}</ul>\n`;

export const agreed = (promises) =>
  `<ul class="outcomes">\n${each(
    promises,
    ({ told, meeting }) => `  <li class="outcome outcome--${told.state}">
    <p>${said(meeting.data, told.what)}</p>
    <p class="outcome__facts"><span class="outcome__state">${title(told.state)}</span><span class="visually-hidden">.</span> <a href="${meeting.url}">${name(meeting)}</a></p>
  </li>\n`,
  )}</ul>\n`;

/** Where a page stands, for machines: [title, address] from the network down. */
export const trail = (steps, more = []) => {
  const itemListElement = [["The Measured Network", given.top], ...steps].map(([named, item], n) => ({
    "@type": "ListItem",
    position: n + 1,
    name: named,
    item,
  }));
  const graph = [{ "@type": "BreadcrumbList", itemListElement }, ...more];
  return `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph })}</script>`;
};
export const NETWORK = { "@type": "Organization", "@id": `${given.top}#network`, name: "The Measured Network", url: given.top };

export const section = (id, heading, html) =>
  html ? `<section aria-labelledby="${id}">\n  <h2 id="${id}">${heading}</h2>\n  ${html}\n</section>\n` : "";
export const contents = (parts) => each(parts.filter(Boolean), ([id, heading]) => `<li><a href="#${id}">${heading}</a></li>`);
