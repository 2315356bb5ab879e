import { given, labels } from "../given.js";
import { framed } from "../frame.js";
import { ofDay } from "../network.js";
import * as piece from "../pieces.js";

const { e, each, said, section, NETWORK } = piece;

const beside = ({ before, after } = {}, group) => {
  if (!before && !after) return "";
  const tell = (meeting, rel, which) =>
    meeting
      ? `<a${rel === "next" ? ' class="beside__after"' : ""} href="../../meetings/${meeting.data.id}/" rel="${rel}"><span class="beside__which">${which}</span><span class="visually-hidden">:</span> <span class="beside__what">${piece.name(meeting)}</span><span class="visually-hidden">,</span> <time datetime="${ofDay(meeting.data.start)}">${piece.at("day", meeting.data.start)}</time></a>`
      : "";
  const earlier = `<span aria-hidden="true">←</span> The one before, ${group}`;
  const later = `The next one, ${group} <span aria-hidden="true">→</span>`;
  return `<nav class="beside" aria-label="The group&#39;s other meetings">\n${tell(before, "prev", earlier)}${tell(after, "next", later)}</nav>\n`;
};

const report = (it, content, network) => {
  if (!it.attendance) return "";
  const who = ({ data }) => `<a href="../../members/${data.id}/">${e(data.title)}</a>`;
  return `
<section class="report" aria-labelledby="report">
  <h2 id="report">What was said and done</h2>
  ${piece.written(it, content)}
</section>

${section("outcomes", "What was agreed", `<ul class="outcomes">
${each(it.outcomes, (told) => `    <li class="outcome outcome--${told.state}">
      <p>${said(it, told.what)}</p>
      <p class="outcome__facts"><span class="outcome__state">${piece.title(told.state)}</span><span class="visually-hidden">.</span> <span><span class="visually-hidden">Who: </span>${who(network.member.get(told.who))}</span><span class="visually-hidden">.</span> <span>By when <time datetime="${told.by}">${piece.at("day", told.by)}</time></span></p>
    </li>\n`)}  </ul>`)}
${section("present", "Members present", `<ul class="chips">${each(it.attendance.members, (id) => `<li><a class="chip" href="../../members/${id}/">${e(network.member.get(id).data.title)}</a></li>`)}</ul>`)}`;
};

export default function ({ collections: { network }, content, page, ...it }) {
  const here = given.top.slice(0, -1) + page.url;
  const host = network.member.get(it.host).data;
  const place = labels.places[host.place];
  const [group] = it.groups;
  const named = e(labels.groups[group]);
  const planned = it.status === "planned";
  const event = {
    "@type": "Event", "@id": `${here}#meeting`, name: it.title, url: here, description: it.summary,
    startDate: `${it.start.slice(0, 16)}+02:00`, endDate: `${it.end.slice(0, 16)}+02:00`,
    eventStatus: "https://schema.org/EventScheduled",
    eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
    location: [{ "@type": "Place", name: host.title, address: { "@type": "PostalAddress", addressLocality: place, addressCountry: "FI" } }],
    organizer: NETWORK, keywords: it.themes.map((id) => labels.themes[id]), inLanguage: it.spoken, maximumAttendeeCapacity: +it.seats,
  };
  return framed("meetings/single", {
    title: it.title,
    description: it.summary,
    address: page.url,
    head: `<link rel="canonical" href="${here}">
<meta property="og:image" content="${here}card.png">
<meta name="twitter:card" content="summary_large_image">
${piece.trail([["Meetings", `${given.top}meetings/`], [it.title, here]], [event])}`,
    content: `<header class="page-head">
  <p class="kicker"><a href="../../meetings/">Meetings</a> · <a href="../../groups/${group}/">${named}</a></p>
  <h1>${said(it, it.title)}</h1>
<p class="lede">${said(it, it.summary)}</p>  ${piece.note(it)}
</header>

<section class="glance${planned ? " glance--coming" : ""}" aria-labelledby="glance">
  <h2 class="visually-hidden" id="glance">At a glance</h2>
  <dl>
    <div class="glance__when"><dt>When</dt><dd>${piece.leaf(it)}
<span><time datetime="${it.start}">${piece.at("when", it.start)}</time>–<time datetime="${it.end}">${piece.at("hour", it.end)}</time></span></dd></div>
<div><dt>Host</dt><dd><a href="../../members/${it.host}/">${e(host.title)}</a></dd></div>    <div><dt>Where</dt><dd>${e(place)}<br><span class="quiet">On site</span></dd></div>
    <div><dt>Status</dt><dd><span class="status status-${it.status}">${piece.title(it.status)}</span></dd></div>
<div><dt>Seats</dt><dd>${it.seats} seats</dd></div>${it.attendance ? `<div><dt>People who came</dt><dd class="glance__number">${it.attendance.people}</dd></div><div><dt>Enterprises</dt><dd class="glance__number">${it.attendance.enterprises}</dd></div>` : ""}  </dl>
  <p class="glance__actions">
    <a class="quiet" href="index.ics" type="text/calendar">Add to calendar</a>
  </p>
</section>

<dl class="facts">
<div><dt>Themes</dt><dd>${piece.chips("themes", it.themes)}</dd></div><div><dt>Theme chosen by</dt><dd>the members</dd></div><div><dt>Group</dt><dd><a href="../../groups/${group}/">${named}</a></dd></div><div><dt>Spoken</dt><dd>${it.spoken.map((id) => e(labels.languages[id])).join(", ")}</dd></div>  <div><dt>Written in</dt><dd>${e(labels.languages[it.lang])}</dd></div>
</dl>

${section("experts", "Experts", `<ul class="experts">
${each(it.experts, (expert) => `    <li><strong>${said(it, expert.role)}</strong><span>${e(expert.organisation)}</span><span class="experts__topic">${said(it, expert.topic)}</span></li>\n`)}  </ul>`)}
${report(it, content, network)}
${beside(network.beside.get(it.id), named)}`,
    toc: it.attendance
      ? piece.contents([["experts", "Experts"], ["report", "What was said and done"], ["outcomes", "What was agreed"], ["present", "Members present"]])
      : "",
    edit: `https://git.example.org/network/edit/main/content/meetings/${it.id}/meeting.md`,
    form: `../../edit/meeting/#${it.id}`,
  });
}
