// A page whose content was given: only put into its frame.
import { given } from "../given.js";
import { framed } from "../frame.js";
import { trail } from "../pieces.js";

export default function ({ content, page, title, summary, toc, unlisted, layouted }) {
  const here = given.top.slice(0, -1) + page.url;
  const head = unlisted
    ? '<meta name="robots" content="noindex">'
    : `<link rel="canonical" href="${here}">\n${trail([[title, here]])}`;
  return framed(layouted, { title, description: summary, address: page.url, head, content, toc });
}
