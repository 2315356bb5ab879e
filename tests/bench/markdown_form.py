"""A made-up network → pages of Markdown, as MkDocs with Material and Zensical take them.

Neither makes pages from records, lists them, cuts lists into pages or follows links both ways. So all of that is worked
out for them and written down ready: they only turn Markdown into pages of their theme. Address cards, calendars,
feeds, open data, evidence, the map and the forms they do not have.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.network import Network
from tests.bench.telling import labels, page, put, tellings

A_PAGE = 60
TERMS = {"sectors": "sectors", "places": "places", "offers": "offers", "needs": "offers", "groups": "groups"}
"""Section of terms → the labels it takes."""

Telling = Mapping[str, Any]


def write_markdown_site(network: Network, root: Path) -> None:
    """Write `docs/`, `mkdocs.yml`, and `plain.yml`, the same without a search index, below `root`."""
    told, said = tellings(network), labels(network)
    linked = _Linked(told, said)
    for path, text in linked.pages():
        put(root / "docs" / path, text)
    put(root / "mkdocs.yml", LOOK + "plugins:\n  - search\n")
    put(root / "plain.yml", LOOK + "plugins: []\n")


LOOK = """site_name: The Measured Network
site_url: https://portal.example.org/
repo_url: https://git.example.org/network
edit_uri: edit/main/docs/
copyright: CC BY 4.0
theme:
  name: material
  font: false
  language: en
  features: [navigation.tabs, navigation.indexes, navigation.prune, navigation.top, search.highlight, content.action.edit]
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - toc:
      permalink: true
nav:
  - index.md
  - Members: members/index.md
  - Meetings: meetings/index.md
  - Practices: practices/index.md
not_in_nav: |
  /*
"""


class _Linked:
    """The records with all that their pages say of each other."""

    def __init__(self, told: Mapping[str, Sequence[Telling]], said: Mapping[str, Mapping[str, str]]) -> None:
        self.told, self.said = told, said
        self.names = {(section, it["id"]): it["title"] for section, all_ in told.items() for it in all_}
        self.hosted: dict[str, list[Telling]] = defaultdict(list)
        self.attended: dict[str, list[Telling]] = defaultdict(list)
        self.carried: dict[str, list[Telling]] = defaultdict(list)
        for meeting in told["meetings"]:
            self.hosted[meeting["host"]].append(meeting)
            for id_ in meeting.get("attendance", {}).get("members", ()):
                self.attended[id_].append(meeting)
        for practice in told["practices"]:
            for id_ in practice["members"]:
                self.carried[id_].append(practice)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Path below `docs/` and text of every page."""
        yield (
            "index.md",
            page({"title": "The Measured Network"}, "# The Measured Network\n\nMade up to be measured.\n"),
        )
        tell = {"members": self._member, "meetings": self._meeting, "practices": self._practice}
        for section, all_ in self.told.items():
            for it in all_:
                keys = {"title": it["title"], "description": it["summary"]}
                text = f"# {it['title']}\n\n{it['summary']}\n\n{tell[section](it)}"
                yield f"{section}/{it['id']}.md", page(keys, text)
            yield from self._list(section, section.capitalize(), section, all_)
        for section, vocabulary in TERMS.items():
            for id_, label in self.said[vocabulary].items():
                members = [it for it in self.told["members"] if id_ in it.get(section, ())]
                yield from self._list(f"{section}/{id_}", label, "members", members)
        for id_, label in self.said["themes"].items():
            meetings = [it for it in self.told["meetings"] if id_ in it["themes"]]
            yield from self._list(f"themes/{id_}", label, "meetings", meetings)

    def _list(
        self, place: str, title: str, section: str, all_: Sequence[Telling]
    ) -> Iterator[tuple[str, str]]:
        """The pages of a list of records, each linked with the others."""
        total = max(1, -(-len(all_) // A_PAGE))
        up = "../" * (place.count("/") + 1)
        for n in range(total):
            path = f"{place}/page/{n + 1}.md" if n else f"{place}/index.md"
            out = f"../{up}" if n else up
            rows = (
                f"- [{it['title']}]({out}{section}/{it['id']}.md)<br>{it['summary']}\n"
                for it in all_[n * A_PAGE : (n + 1) * A_PAGE]
            )
            others = (f"[{k + 1}]({out}{place}/{f'page/{k + 1}' if k else 'index'}.md)" for k in range(total))
            heading = title if not n else f"{title} – Page {n + 1}"
            yield path, page({"title": heading}, f"# {heading}\n\n{''.join(rows)}\n{' · '.join(others)}\n")

    def _member(self, it: Telling) -> str:
        contact, markets = it["contact"], self.said["markets"]
        parts = [
            f"**Sectors:** {self._terms('sectors', it['sectors'])}",
            f"**Place:** {self._terms('places', it['places'])}",
            f"**Group:** {self._terms('groups', it['groups'])}",
            f"**Founded:** {it['founded']}",
            f"**Size:** {it['size']}",
            f"## About\n\n{it['body']}",
            f"## Offers\n\n{self._terms('offers', it['offers'])}",
            f"## Is looking for\n\n{self._terms('needs', it['needs'], 'offers')}",
            f"## Markets\n\n{', '.join(markets[id_] for id_ in it['markets']['now'])}",
            "## Links\n\n" + "\n".join(f"- [{link['title']}]({link['url']})" for link in it["links"]),
            f"## Contact\n\n{contact['name']}, <{contact['email']}>, {contact['phone']}",
            self._records("Meetings hosted", "meetings", self.hosted[it["id"]]),
            self._records("Meetings attended", "meetings", self.attended[it["id"]]),
            self._records("Practices", "practices", self.carried[it["id"]]),
            f"## This profile\n\nJoined {it['joined']}.",
        ]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _meeting(self, it: Telling) -> str:
        attendance = it.get("attendance", {})
        experts = (f"- {told['role']}, {told['organisation']}: {told['topic']}" for told in it["experts"])
        agreed = (
            f"- {told['what']} {self._link('members', told['who'])}, {told['by']}"
            for told in it.get("outcomes", ())
        )
        present = ", ".join(self._link("members", id_) for id_ in attendance.get("members", ()))
        parts = [
            f"**When:** {it['start']}–{it['end']}",
            f"**Host:** {self._link('members', it['host'])}",
            f"**Themes:** {self._terms('themes', it['themes'])}",
            f"**Status:** {it['status']}",
            "## Experts\n\n" + "\n".join(experts),
            it["body"],
            "## What was agreed\n\n" + "\n".join(agreed) if attendance else "",
            f"## Members present\n\n{present}" if attendance else "",
        ]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _practice(self, it: Telling) -> str:
        evidence = (
            f"- **{told['figure']}** {told['what']} ({told['source']}, {told['date']})"
            for told in it["evidence"]
        )
        carriers = ", ".join(self._link("members", id_) for id_ in it["members"])
        topics = ", ".join(self.said["topics"][id_] for id_ in it["topics"])
        parts = [
            f"**Country:** {it['country']}",
            f"**Region:** {it['location']} ({it['region']})",
            f"**Owner:** {it['owner']['organisation']}",
            f"**Topics:** {topics}",
            it["body"],
            "## Evidence of success\n\n" + "\n".join(evidence),
            f"## Members that carry it\n\n{carriers}",
        ]
        return "\n\n".join(parts) + "\n"

    def _terms(self, section: str, ids: Sequence[str], vocabulary: str = "") -> str:
        names = self.said[vocabulary or section]
        return ", ".join(f"[{names[id_]}](../{section}/{id_}/index.md)" for id_ in ids)

    def _link(self, section: str, id_: str) -> str:
        return f"[{self.names[section, id_]}](../{section}/{id_}.md)"

    def _records(self, heading: str, section: str, all_: Sequence[Telling]) -> str:
        if not all_:
            return ""
        return f"## {heading}\n\n" + "\n".join(f"- {self._link(section, it['id'])}" for it in all_)
