// Every list of the network, a page each.
import { given, labels, today, top } from "../given.js";
import { framed } from "../frame.js";
import { ofDay } from "../network.js";
import * as piece from "../pieces.js";

const { e, each, cards, counted, section } = piece;
const EDIT = "https://git.example.org/network/edit/main/content";
const MOST = 60;

const pagination = ({ first, number, total }) =>
  total > 1
    ? `<nav class="pagination" aria-label="Pages">\n  <ul>\n${each(
        Array.from({ length: total }, (_, n) => n + 1),
        (n) => `    <li><a href="${first}${n > 1 ? `page/${n}/` : ""}"${n === number ? ' aria-current="page"' : ""} aria-label="Page ${n}">${n}</a></li>\n`,
      )}  </ul>\n</nav>\n`
    : "";

const subscribe = (file, title) =>
  `    <li class="follow__calendar"><a href="webcal://portal.example.org${file}">${title}</a> <a class="quiet" href="${file}" type="text/calendar">Calendar file (.ics)<span class="visually-hidden">: ${title}</span></a></li>\n`;
const follow = (calendars, feed = "") =>
  `<nav class="follow" aria-labelledby="follow">
  <h2 id="follow">Follow</h2>
  <ul>
${calendars}${feed}<li><a href="/data/">Open data</a> <span class="quiet">Creative Commons Attribution 4.0. As of 21 November 2026.</span></li>  </ul>
</nav>
`;
const calendars = Object.entries({ ...labels.groups }).map(([id, title]) => [`/feeds/en/groups/${id}.ics`, `Subscribe to the meetings of ${title}`]);
calendars.unshift(["/feeds/en/meetings.ics", "Subscribe to all meetings"]);

const underWay = (meetings) =>
  meetings.flatMap((meeting) => (meeting.data.outcomes ?? []).filter((told) => ["open", "under-way"].includes(told.state)).map((told) => ({ told, meeting }))).slice(0, MOST);
const isComing = ({ data }) => data.status === "planned" && ofDay(data.end) >= today;
const isHeld = ({ data }) => data.status === "held";

const byYear = (it, network) => {
  const years = new Map();
  for (const meeting of it.records) {
    const year = isComing(meeting) ? "coming" : meeting.data.start.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), meeting]);
  }
  return each([...years], ([year, meetings]) => {
    const id = year === "coming" ? "coming" : `year-${year}`;
    return section(id, year === "coming" ? "Coming up" : year, cards("meetings", meetings, network));
  });
};

const tell = {
  section(it, network) {
    const meetings = it.section === "meetings";
    const first = it.number === 1;
    const ready = given.directories[it.section];
    const count = counted(it.count, it.section);
    const feed = given.feeds[it.section];
    return {
      title: first ? it.title : `${it.title} – Page ${it.number}`,
      description: it.summary,
      steps: [[it.title, `${top}${it.section}/`]],
      heads: (meetings ? each(calendars, ([file, title]) => `<link rel="alternate" type="text/calendar" title="${title}" href="${file}">\n`) : "") +
        `<link rel="alternate" type="application/atom+xml" title="New ${feed}" href="/feeds/en/${it.section}.xml">\n`,
      content: `<header class="page-head">
  <h1>${it.title}</h1>
<p class="lede">${it.summary}</p>${first ? "" : `<p class="quiet">${count} · page ${it.number} of ${it.total}</p><p class="js-only"><a href="/${it.section}/">Filter all of them</a></p>`}</header>
${first ? ready.before : ""}
${meetings ? byYear(it, network) : `<h2 class="visually-hidden">${count}</h2>${cards(it.section, it.records, network)}`}
${pagination(it)}
${first ? ready.after : ""}
${follow(meetings ? each(calendars, (each) => subscribe(...each)) : "", `    <li class="follow__feed"><a href="/feeds/en/${it.section}.xml" type="application/atom+xml">New ${feed} (Atom feed)</a></li>\n`)}`,
    };
  },
  terms(it, network) {
    const rows = Object.entries(labels[it.vocabulary]).sort(([, one], [, other]) => one.localeCompare(other));
    return {
      title: it.title,
      description: it.summary,
      steps: [[it.title, top.slice(0, -1) + it.address]],
      content: `<header class="page-head">
  <p class="kicker"><a href="/members/">Members</a></p>
  <h1>${it.title}</h1>
  <p class="lede">${it.summary}</p>
</header>
<ul class="lines">
${each(rows, ([id, label]) => `  <li><a href="/${it.section}/${id}/">${e(label)}</a> <span class="quiet">${counted(network.of[it.section].get(id)?.length ?? 0, "members")}</span></li>\n`)}</ul>
`,
      edit: `${EDIT}/vocabularies/${it.vocabulary}.yml`,
    };
  },
  term(it, network) {
    const count = counted(it.count, "members");
    const { about } = it;
    const opposite = about.opposite && network.of[about.opposite].get(it.id);
    return {
      title: it.number > 1 ? `${it.title} – Page ${it.number}` : it.title,
      description: `${it.title}: ${count}`,
      steps: [[it.title, top.slice(0, -1) + it.address]],
      content: `<header class="page-head">
  <p class="kicker"><a href="/${it.section}/">${about.title}</a></p>
  <h1>${e(it.title)}</h1>
  <p class="quiet">${count}${it.total > 1 ? ` · page ${it.number} of ${it.total}` : ""}</p>
</header>
<h2 class="visually-hidden">Members</h2>
${cards("members", it.records, network, it.total > 1)}
${pagination(it)}
<ul class="lines">
${it.count > 1 ? `<li class="js-only"><a href="/members/?${about.facet}=${it.id}">Narrow these down with filters</a></li>` : ""}${opposite ? `<li><a href="/${about.opposite}/${it.id}/">${e(given.terms[about.opposite].of.replace("%s", labels[about.vocabulary][it.id]))}</a> <span class="quiet">${counted(opposite.length, "members")}</span></li>` : ""}  <li><a href="/members/">All members</a></li>
</ul>
`,
      edit: `${EDIT}/vocabularies/${about.vocabulary}.yml`,
    };
  },
  group(it, network) {
    const first = it.number === 1;
    const latest = network.meetingsOf.groups.get(it.id) ?? [];
    const held = latest.filter(isHeld);
    const past = latest.slice(it.part, it.part + MOST).filter(isHeld);
    const coming = first ? [...latest].reverse().filter(isComing) : [];
    const themes = first ? [...new Set(held.flatMap(({ data }) => data.themes))] : [];
    const agreed = first ? underWay(held) : [];
    const figure = (n, what) => `  <li class="figure"><span class="figure__number">${n}</span> <span class="figure__what">${what}</span></li>\n`;
    const file = `/feeds/en/groups/${it.id}.ics`;
    return {
      title: it.title,
      description: "",
      steps: [["Groups", `${top}groups/`], [it.title, top.slice(0, -1) + it.address]],
      heads: `<link rel="alternate" type="text/calendar" title="Subscribe to this group&#39;s meetings" href="${file}">\n`,
      content: `<header class="page-head">
  <p class="kicker"><a href="/groups/">Groups</a> · Rovaniemi</p>
  <h1>${e(it.title)}</h1>
</header>
${first ? `<ul class="group-figures">\n${figure(it.count, "members")}${figure(past.length, "meetings held")}${figure(new Set(held.map(({ data }) => data.host)).size, "different members hosted")}${figure(themes.length, "themes")}</ul>
<p class="quiet">As of ${piece.at("day", today)} · <a href="/evidence/#groups">All the evidence</a></p>\n` : ""}${section("coming", "Coming up", coming.length && cards("meetings", coming, network))}${section("members", "Members", cards("members", it.records, network))}
${section("meetings", "Meetings that have been", past.length && piece.lines(past))}${section("themes", "Talked through", themes.length && `<ul class="chips">\n${each(themes, (id) => `  <li><a class="chip" href="/themes/${id}/">${e(labels.themes[id])}</a></li>\n`)}</ul>\n`)}${section("agreed", "Agreed and still under way", agreed.length && piece.agreed(agreed))}${pagination(it)}
${follow(subscribe(file, "Subscribe to this group's meetings"))}`,
      toc: first && past.length
        ? piece.contents([coming.length && ["coming", "Coming up"], ["members", "Members"], ["meetings", "Meetings that have been"], themes.length && ["themes", "Talked through"], agreed.length && ["agreed", "Agreed and still under way"], ["follow", "Follow"]])
        : "",
      edit: `${EDIT}/network.yml`,
    };
  },
  theme(it, network) {
    const latest = network.meetingsOf.themes.get(it.id) ?? [];
    const past = latest.filter(isHeld);
    const coming = [...latest].reverse().filter(isComing);
    const agreed = past.flatMap((meeting) => meeting.data.outcomes.map((told) => ({ told, meeting }))).slice(0, MOST);
    const count = `${latest.length} meetings about this`;
    const invited = latest.flatMap((meeting) => meeting.data.experts.map((expert) => ({ expert, meeting })));
    const wished = it.records.length <= 12
      ? cards("members", it.records, network)
      : `<ul class="chips">${each(it.records, (member) => `<li><a class="chip" href="${member.url}">${e(member.data.title)}</a></li>`)}</ul>`;
    return {
      title: it.title,
      description: count,
      steps: [["Themes", `${top}themes/`], [it.title, top.slice(0, -1) + it.address]],
      content: `<header class="page-head">
  <p class="kicker"><a href="/themes/">Themes</a></p>
  <h1>${e(it.title)}</h1>
<p class="lede">${count} · ${counted(it.records.length, "members")} wish for it</p>
</header>
${section("coming", "Coming up", coming.length && cards("meetings", coming, network))}${section("meetings", "Meetings that have been", past.length && cards("meetings", past, network))}${section("agreed", "What came of it", agreed.length && piece.agreed(agreed))}${section("experts", "Experts", `<ul class="experts">
${each(invited, ({ expert, meeting }) => `    <li><strong>${piece.said(meeting.data, expert.role)}</strong><span>${e(expert.organisation)}</span><span class="experts__topic">${piece.said(meeting.data, expert.topic)}</span><a class="quiet" href="${meeting.url}">${piece.name(meeting)}</a></li>\n`)}  </ul>`)}${section("wished-by", "Wished for by", wished)}`,
      toc: piece.contents([coming.length && ["coming", "Coming up"], ["meetings", "Meetings that have been"], agreed.length && ["agreed", "What came of it"], ["experts", "Experts"], ["wished-by", "Wished for by"]]),
      edit: `${EDIT}/vocabularies/themes.yml`,
    };
  },
};

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => `${list.address}index.html`,
  eleventyExcludeFromCollections: true,
};

export function render({ list, collections: { network } }) {
  const { steps, heads = "", ...told } = tell[list.kind](list, network);
  const here = top.slice(0, -1) + list.address;
  const head = `<link rel="canonical" href="${here}">\n${heads}${piece.trail(steps)}`;
  return framed(list.layout, { address: list.address, ...told, head });
}
