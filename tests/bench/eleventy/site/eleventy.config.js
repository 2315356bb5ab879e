// The network's pages: records are Markdown files, everything else is made of what they say.
import { linked } from "./network.js";
import { lists } from "./lists.js";

const BY_DAY = (one, other) => (one.data.start < other.data.start ? -1 : 1);
const BY_NAME = (one, other) => one.data.title.localeCompare(other.data.title);

export default function (config) {
  config.setQuietMode(true);
  config.addPassthroughCopy({ static: "/" });
  const all = (api) => ({
    members: api.getFilteredByTag("members").sort(BY_NAME),
    meetings: api.getFilteredByTag("meetings").sort(BY_DAY),
    practices: api.getFilteredByTag("practices").sort(BY_NAME),
  });
  let network;
  const links = (api) => (network ??= linked(all(api)));
  config.on("eleventy.before", () => (network = undefined));
  config.addCollection("network", links);
  config.addCollection("lists", (api) => lists(links(api)));
  return {
    dir: { input: "content", output: process.env.SITE, layouts: "../layouts" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
