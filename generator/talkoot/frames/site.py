"""What frames need to know of the network and its site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECTIONS = ("members", "meetings", "practices", "evidence", "themes", "groups", "map", "search")
"""First steps of record pages' addresses. Each has frames of its own, so that its tab is active there."""

SHARED = frozenset({"admin", "assets", "data", "feeds", "pagefind", "pictures"})
"""First steps of addresses that are the same in every language."""


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """One language of the site, with what its pages say everywhere."""

    code: str
    name: str
    """By its own name: “Suomi”."""
    network: str
    short_name: str
    words: Mapping[str, str]
    """The words of `theme.yml`."""
    summary: str = ""
    notice: str = ""
    """Shown above every page, as on a demonstration; no markup."""
    foreign: Mapping[str, str] = field(default_factory=dict)
    """`network`, `short_name` and `summary` → the language it is told in, where that is another."""


@dataclass(frozen=True, slots=True)
class FrameSite:
    """A network's site, as far as its frames depend on it. The first of `languages` is served at `/`."""

    root: Path
    languages: tuple[SiteLanguage, ...]
    url: str | None = None
    """With its path prefix, if any: `https://org.example/portal/`. Without it nothing can be canonical."""
    repository: str | None = None
    edit: str = "{repository}/edit/main/{path}"
    """Where a file of the repository is edited on the web."""
    sections: tuple[str, ...] = SECTIONS
    listed: tuple[str, ...] = ()
    """First steps of addresses that stand under another section's tab: `sectors`."""
    parts: frozenset[str] = frozenset()
    """Live parts that hand-written pages may ask for."""

    @property
    def steps(self) -> tuple[str, ...]:
        """First steps of all addresses that are not hand-written pages'."""
        return (*self.sections, *self.listed)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    @property
    def top(self) -> str:
        """The site's own address with a slash at its end, or nothing."""
        return f"{self.url.rstrip('/')}/" if self.url else ""

    def prefix(self, code: str) -> str:
        """What stands before every address in a language: nothing, or `fi/`."""
        return "" if code == self.codes[0] else f"{code}/"

    def edit_address(self, path: str) -> str:
        """Where the file at `path` is edited; nothing without a repository."""
        if not self.repository:
            return ""
        return self.edit.format(repository=self.repository.rstrip("/"), path=path)
