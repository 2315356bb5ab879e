import { given, labels } from "../given.js";
import { framed } from "../frame.js";
import * as piece from "../pieces.js";

const { e, each, said, section, NETWORK } = piece;

export default function ({ collections: { network }, content, page, ...it }) {
  const here = given.top.slice(0, -1) + page.url;
  const published = piece.at("day", it.published_on);
  const owner = e(it.owner.organisation);
  const file = (name) => `../../practices/${it.id}/${name}`;
  const cited = (form, named) => `<a href="${file(`citation.${form}`)}" download="${it.id}.${form}">${named}</a>`;
  const article = {
    "@type": "Article", "@id": `${here}#practice`, headline: it.title, url: here, description: it.summary,
    datePublished: it.published_on, inLanguage: it.lang, author: { "@type": "Organization", name: it.owner.organisation },
    publisher: NETWORK, license: "https://creativecommons.org/licenses/by/4.0/", keywords: it.topics.map((id) => labels.topics[id]),
  };
  return framed("practices/single", {
    title: it.title,
    description: it.summary,
    address: page.url,
    head: `<link rel="canonical" href="${here}">
<meta property="og:image" content="${here}card.png">
<meta name="twitter:card" content="summary_large_image">
${piece.trail([["Practices", `${given.top}practices/`], [it.title, here]], [article])}`,
    content: `<div class="practice">
<header class="page-head">
  <p class="kicker"><a href="../../practices/">Practices</a></p>
  <h1>${said(it, it.title)}</h1>
  <p class="lede">${said(it, it.summary)}</p>
  <p class="reality reality--demo"><strong>Demonstration</strong> The practice is described as it would be done; the network, its members and figures are invented.</p>
  ${piece.note(it)}
</header>

<section class="glance" aria-labelledby="glance">
  <h2 class="visually-hidden" id="glance">At a glance</h2>
  <dl>
    <div><dt>Country</dt><dd>${e(labels.countries[it.country])}</dd></div>
<div><dt>Region</dt><dd>${said(it, it.location)} <span class="quiet">(${it.region})</span></dd></div><div><dt>Level</dt><dd>${piece.title(it.level)}</dd></div><div><dt>Period</dt><dd>${it.start}–<span class="quiet">goes on</span></dd></div><div><dt>Owner</dt><dd>${owner}</dd></div><div><dt>Published</dt><dd><time datetime="${it.published_on}">${published}</time></dd></div>    <div><dt>Status</dt><dd>Published</dd></div>
    <div><dt>Written in</dt><dd>${e(labels.languages[it.lang])}</dd></div>
<div class="glance__wide"><dt>Topics</dt><dd>${piece.chips("topics", it.topics)}
</dd></div>  </dl>
</section>

<div class="practice__body">
${section("description", "The practice", piece.written(it, content))}

<section class="evidence-section" aria-labelledby="evidence">
  <h2 id="evidence">Evidence of success</h2>
  <ul class="evidence">
${each(it.evidence, (told) => `    <li class="figure">
<p class="figure__number">${e(told.figure)}</p><p class="figure__what">${said(it, told.what)}</p>      <p class="quiet">Source: ${e(told.source)}, source dated ${told.date}</p>
    </li>\n`)}  </ul>
</section>

${section("owner", "Owner and contact", `<p><strong>${owner}</strong>, ${e(labels.countries[it.owner.country])}</p>
<p>Contact: ${said(it, it.owner.contact)}</p>  <p>Members that carry it:</p>
  <ul class="chips">${each(it.members, (id) => `<li><a class="chip" href="../../members/${id}/">${e(network.member.get(id).data.title)}</a></li>`)}</ul>`)}
</div>

<section class="copy-this" aria-labelledby="copy">
  <h2 id="copy">Copy this practice</h2>
  <p>Take what fits where you are. The text may be used under the licence Creative Commons Attribution 4.0. Say where you have it from: whoever runs their own portal puts these lines at the top of their own practice, and both stay linked.</p>
  <p class="buttons"><a class="button" href="fit/">Does it fit us?</a> <a class="button button-quiet" href="../../practices/compare/?p=${it.id}">Compare practices</a> <a class="button button-quiet" href="https://git.example.org/network/tree/main/content/practices/${it.id}" rel="noopener">Its files in the repository</a></p>
  <pre class="copy-this__lines"><code>copied_from:
  title: ${e(JSON.stringify(it.title))}
  owner: ${e(JSON.stringify(it.owner.organisation))}
  url: ${e(JSON.stringify(here))}</code></pre>
</section>

<section class="take-along" aria-labelledby="take-along">
  <h2 id="take-along">To take along</h2>
  <div class="take-along__both">
  <ul class="lines">
<li><a href="${file("sheet.pdf")}" type="application/pdf">The practice on paper (PDF)</a></li>    <li><a href="form/">Completeness, and the form to submit</a></li>
    <li>Citation for reference managers: ${cited("bib", "BibTeX")}, ${cited("ris", "RIS")}, ${cited("json", "CSL-JSON")}</li>
  </ul>
<figure class="qr"><img src="${file("qr.svg")}" width="132" height="132" alt="QR code with the address of this page" loading="lazy"><figcaption class="quiet">The way back to this page</figcaption></figure>  </div>
</section>

<section class="cite" aria-labelledby="cite">
  <h2 id="cite">How to cite it</h2>
  <p class="citation">${owner}: ${e(it.title)} (${published}). The Measured Network. ${here}</p>
</section>
</div>
`,
    toc: piece.contents([
      ["description", "The practice"], ["evidence", "Evidence of success"], ["owner", "Owner and contact"],
      ["copy", "Copy this practice"], ["take-along", "To take along"], ["cite", "How to cite it"],
    ]),
    edit: `https://git.example.org/network/edit/main/content/practices/${it.id}/practice.md`,
    form: `../../edit/practice/#${it.id}`,
  });
}
