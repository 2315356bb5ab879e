import { given, labels } from "../given.js";
import { framed } from "../frame.js";
import * as piece from "../pieces.js";

const { e, each, chips, said, section } = piece;

const matches = (it, network) =>
  each(it.needs, (need) => {
    const others = (network.of.offers.get(need) ?? []).filter((other) => other.data.id !== it.id);
    if (!others.length) return "";
    const shown = others.slice(0, 3).map((other) => `<a href="../../members/${other.data.id}/">${e(other.data.title)}</a>`);
    const left = others.length - shown.length;
    return `    <div><dt><a href="../../offers/${need}/">${e(labels.offers[need])}</a></dt><dd>${shown.join(", ")}${left ? ` <span class="quiet">and ${left.toLocaleString("en")} others</span>` : ""}</dd></div>\n`;
  });

const attendedLines = (meetings) => {
  if (!meetings) return "";
  const first = meetings.length <= 7 ? 7 : 6;
  const rest = meetings.slice(first);
  const more = rest.length
    ? `<details class="more">\n  <summary>Show ${rest.length} more</summary>\n  ${piece.lines(rest)}</details>`
    : "";
  return piece.lines(meetings.slice(0, first)) + more;
};

export default function ({ collections: { network }, content, page, ...it }) {
  const here = given.top.slice(0, -1) + page.url;
  const place = labels.places[it.place];
  const [group] = it.groups;
  const of = (links) => network[links].get(it.id);
  const hosted = of("hosted");
  const attended = of("attended");
  const promised = of("promised");
  const carries = of("carries");
  const listed = (ids, tell) => ids.map(tell).join(", ");
  const organisation = {
    "@type": "Organization", "@id": `${here}#member`, name: it.title, url: here, description: it.summary,
    address: { "@type": "PostalAddress", addressLocality: place, addressCountry: "FI" },
    email: it.contact.email, telephone: it.contact.phone, foundingDate: it.founded,
    numberOfEmployees: { "@type": "QuantitativeValue", value: +it.size },
    knowsLanguage: it.languages, sameAs: it.links.map((link) => link.url), memberOf: NETWORK,
  };
  return framed("members/single", {
    title: it.title,
    description: it.summary,
    address: page.url,
    head: `<link rel="canonical" href="${here}">
<meta property="og:image" content="${here}card.png">
<meta name="twitter:card" content="summary_large_image">
${piece.trail([["Members", `${given.top}members/`], [it.title, here]], [organisation])}`,
    content: `<div class="member">
<div class="page-cover">${piece.cover(it)}</div><header class="page-head">
  <p class="kicker"><a href="../../members/">Members</a> · <a href="../../groups/${group}/">${e(labels.groups[group])}</a></p>
  <h1>${e(it.title)}</h1>
  <p class="lede">${said(it, it.summary)}</p>
  ${piece.note(it)}
</header>

<div class="member__columns">
<div class="member__side">
<section class="member__card" aria-labelledby="glance">
  <h2 class="visually-hidden" id="glance">At a glance</h2>
  <dl>
    <div><dt>Sectors</dt><dd>${chips("sectors", it.sectors)}</dd></div>
    <div><dt>Place</dt><dd><a href="../../places/${it.place}/">${e(place)}</a></dd></div>
<div><dt>Group</dt><dd><a href="../../groups/${group}/">${e(labels.groups[group])}</a></dd></div><div><dt>Languages spoken</dt><dd>${listed(it.languages, (id) => `<a href="../../members/?language=${id}">${e(labels.languages[id])}</a>`)}</dd></div><div><dt>Founded</dt><dd>${it.founded}</dd></div><div><dt>Size</dt><dd>${it.size === "1" ? "1 person" : `${it.size} people`} <span class="quiet">(size class ${given.sizes[it.size]})</span></dd></div>  </dl>
</section>
<section class="member__card" aria-labelledby="contact">
  <h2 id="contact">Contact</h2>
  <address>
<p>${said(it, it.contact.name)}</p><p><a href="mailto:${it.contact.email}">${it.contact.email}</a></p><p><a href="tel:${it.contact.phone.replaceAll(" ", "")}">${it.contact.phone}</a></p><p><a class="button button-quiet" href="index.vcf" type="text/vcard">Save the contact (vCard)</a></p>  </address>
</section>
<section class="member__card" aria-labelledby="links">
  <h2 id="links">Links</h2>
  <ul>${each(it.links, (link) => `<li><a href="${link.url}" rel="noopener">${said(it, link.title)}</a></li>`)}</ul>
</section>
</div>

<div class="member__text">

${section("about", "About", piece.written(it, content))}
${section("offers", "Offers", chips("offers", it.offers))}
${section("needs", "Is looking for", `${chips("needs", it.needs)}
  <div class="matches">
  <h3>Others here who offer it</h3>
  <dl>
${matches(it, network)}  </dl>
  </div>`)}
${it.themes?.length ? section("themes", "Themes wished for", chips("themes", it.themes)) : ""}
<section aria-labelledby="markets">
  <h2 id="markets">Markets</h2>
  <dl class="facts">
<div><dt>Now</dt><dd>${listed(it.markets.now, (id) => `<a href="../../members/?market=${id}">${e(labels.markets[id])}</a>`)}</dd></div><div><dt>Wanted</dt><dd>${listed(it.markets.wanted, (id) => e(labels.markets[id]))}</dd></div>  </dl>
</section>

${section("hosting", "Hosting a meeting", `<p>A meeting can be held here. Room for ${it.hosting.seats}.</p>`)}
${section("hosted", "Meetings hosted", hosted && piece.lines(hosted))}
${section("attended", "Meetings attended", attendedLines(attended))}
${section("looks-after", "Looks after", promised && piece.agreed(promised))}
${section("practices", "Practices", carries && `<ul class="lines">${each(carries, (practice) => `<li><a href="../../practices/${practice.data.id}/">${piece.name(practice)}</a></li>`)}</ul>`)}
<section aria-labelledby="profile">
  <h2 id="profile">This profile</h2>
  <dl class="facts">
    <div><dt>Status</dt><dd>Active</dd></div>
    <div><dt>Joined</dt><dd><time datetime="${it.joined}">${piece.at("day", it.joined)}</time></dd></div>
    <div><dt>Written in</dt><dd>${e(labels.languages[it.lang])}</dd></div>
  </dl>
</section>
</div>
</div>
</div>
`,
    toc: piece.contents([
      ["contact", "Contact"], ["links", "Links"], ["about", "About"], ["offers", "Offers"], ["needs", "Is looking for"],
      it.themes?.length && ["themes", "Themes wished for"], ["markets", "Markets"], ["hosting", "Hosting a meeting"],
      hosted && ["hosted", "Meetings hosted"], attended && ["attended", "Meetings attended"],
      promised && ["looks-after", "Looks after"], carries && ["practices", "Practices"], ["profile", "This profile"],
    ]),
    edit: `https://git.example.org/network/edit/main/members/${it.id}/member.yml`,
    form: `../../edit/member/#${it.id}`,
  });
}

const { NETWORK } = piece;
