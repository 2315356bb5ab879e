// The network → every list it is shown in, cut into pages.
import { given, labels } from "./given.js";

const SIZE = 60;

function paged(about, records) {
  const total = Math.max(1, Math.ceil(records.length / SIZE));
  return Array.from({ length: total }, (_, n) => ({
    ...about,
    records: records.slice(n * SIZE, (n + 1) * SIZE),
    count: records.length,
    part: n * SIZE,
    number: n + 1,
    total,
    first: about.address,
    address: n ? `${about.address}page/${n + 1}/` : about.address,
  }));
}

export function lists(network) {
  const sections = Object.entries(given.sections).flatMap(([section, { title, summary }]) => {
    const ordered = section === "meetings" ? [...network.coming, ...network.past] : network[section];
    return paged({ kind: "section", section, layout: `${section}/list`, title, summary, address: `/${section}/` }, ordered);
  });
  const terms = Object.entries(given.terms).flatMap(([section, about]) => [
    { kind: "terms", section, layout: `${section}/taxonomy`, address: `/${section}/`, ...about },
    ...Object.keys(labels[about.vocabulary]).flatMap((id) =>
      paged(
        { kind: "term", section, id, about, layout: `${section}/term`, title: about.of.replace("%s", labels[about.vocabulary][id]), address: `/${section}/${id}/` },
        network.of[section].get(id) ?? [],
      ),
    ),
  ]);
  const groups = Object.entries(labels.groups).flatMap(([id, title]) =>
    paged({ kind: "group", id, layout: "groups/term", title, address: `/groups/${id}/` }, network.of.groups.get(id) ?? []),
  );
  const themes = Object.entries(labels.themes).map(([id, title]) => ({
    kind: "theme", id, layout: "themes/term", title, address: `/themes/${id}/`, records: network.of.themes.get(id) ?? [],
  }));
  return [...sections, ...terms, ...groups, ...themes];
}
