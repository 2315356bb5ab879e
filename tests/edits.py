"""Chance edits a network as people do: adds, changes, renames, removes, breaks and mends what it finds there."""

import random
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

FOLDERS = {
    "member": "members",
    "meeting": "content/meetings",
    "practice": "content/practices",
    "adoption": "content/adoptions",
}

CHANGES = {
    "member": {
        "name": ("Aamu", "Zäta", "Mökki ja Meri", "åland"),
        "summary": ("A new sentence.", "Something else altogether."),
        "address": ("Tie 1", "Tie 2"),
        "status": ("active", "paused", "left"),
        "confirmed": ("2026-11-01", "2020-01-01"),
        "joined": ("2016-05-05", "2026-11-20"),
        "hosting": ("\n  willing: yes", "\n  willing: no"),
        "about": ('"Two lines\\r\\nof a text,\\r\\nand more"', "One line, with a comma"),
    },
    "meeting": {
        "title": ("What it costs", "Äänet ja värit"),
        "start": ("2026-10-08 08:00", "2026-11-20 08:00", "2019-03-03 08:00"),
        "end": ("2026-11-20 10:00", "2027-11-21 18:00"),
        "summary": ("Told anew.", "Told otherwise."),
        "status": ("held", "planned", "cancelled"),
        "seats": ("3", "44"),
    },
    "practice": {
        "title": ("How we do it", "Ääneti"),
        "summary": ("In one sentence.", "In another."),
        "status": ("draft", "published", "withdrawn"),
        "published": ("2026-01-01", "2021-12-31"),
        "copied_from": (
            "\n  practice: shared-van",
            "\n  title: Their way\n  owner: Example Owner\n  url: https://giver.example.org",
        ),
    },
    "adoption": {
        "title": ("How they do it", "Ääneti taas"),
        "status": ("planned", "running", "ended"),
        "location": ("By the river", "Up the fell"),
        "practice": ("monthly-meeting", "shared-van"),
    },
}
"""Kind → key → what it may be changed to, as it stands behind the colon."""

LINKS = (
    "group",
    "place",
    "host",
    "sectors",
    "offers",
    "needs",
    "themes",
    "themes_wished",
    "topics",
    "members",
)
"""Keys whose values are found elsewhere in the network."""


class Editor:
    """One who edits the network at `root`; the same seed, the same edits."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.edits: list[tuple[int, Callable[[], str]]] = [
            (30, self.change),
            (16, self.link),
            (12, self.add),
            (8, self.remove),
            (6, self.rename),
            (6, self.translate),
            (4, self.picture),
            (4, self.breaks),
            (6, self.mend),
            (5, self.vocabulary),
            (3, self.page),
            (2, self.about),
            (1, self.look),
            (1, self.touch),
        ]
        self.broken: list[tuple[Path, str]] = []

    def edit(self) -> str:
        """Change something, and say what; tried again where there was nothing to change."""
        weights = [weight for weight, _ in self.edits]
        while True:
            _, how = self.chance.choices(self.edits, weights)[0]
            if told := how():
                return f"{how.__name__} {told}"

    def records(self, kind: str) -> list[Path]:
        """The folders of a kind, in order."""
        return sorted(path for path in (self.root / FOLDERS[kind]).iterdir() if path.is_dir())

    def any_record(self) -> tuple[str, Path]:
        """A kind, and the file of one of its records."""
        kinds = [kind for kind, folder in FOLDERS.items() if (self.root / folder).is_dir()]
        kind = self.chance.choices(kinds, (5, 3, 2, 1)[: len(kinds)])[0]
        folder = self.chance.choice(self.records(kind))
        return kind, next(file for file in sorted(folder.iterdir()) if file.stem == kind)

    def change(self) -> str:
        kind, file = self.any_record()
        key = self.chance.choice([*CHANGES[kind]])
        return self.put(file, key, self.chance.choice(CHANGES[kind][key]))

    def link(self) -> str:
        """One record's links become another's."""
        kind, file = self.any_record()
        _, other = self.any_record()
        text = other.read_text(encoding="utf-8")
        keys = [key for key in LINKS if re.search(rf"^{key}:", text, re.MULTILINE) and other.stem == kind]
        if not keys:
            return ""
        key = self.chance.choice(keys)
        return self.put(file, key, block(text, key))

    def add(self) -> str:
        kind, file = self.any_record()
        folder = file.parent.with_name(f"{self.day(kind)}uusi-{self.chance.randrange(10**6)}")
        shutil.copytree(file.parent, folder)
        return folder.name

    def remove(self) -> str:
        kind, file = self.any_record()
        if len(self.records(kind)) < 3:
            return ""
        shutil.rmtree(file.parent)
        return file.parent.name

    def rename(self) -> str:
        kind, file = self.any_record()
        name = f"{self.day(kind)}toinen-{self.chance.randrange(10**6)}"
        file.parent.rename(file.parent.with_name(name))
        if self.chance.random() < 0.5:
            section = FOLDERS[kind].rpartition("/")[2]
            moved = f"  - old: {section}/{file.parent.name}\n    new: {section}/{name}\n"
            addresses = self.root / "content/addresses.yml"
            text = addresses.read_text(encoding="utf-8") if addresses.exists() else "moved:\n"
            addresses.write_text(text.replace("moved:\n", f"moved:\n{moved}", 1), encoding="utf-8")
        return f"{file.parent.name} → {name}"

    def day(self, kind: str) -> str:
        return "2026-10-01-" if kind == "meeting" else ""

    def translate(self) -> str:
        """A translation comes, changes or goes."""
        kind, file = self.any_record()
        beside = file.with_suffix(f".fi{file.suffix}")
        if beside.exists() and self.chance.random() < 0.4:
            beside.unlink()
            return f"away {beside.parent.name}"
        told = f"summary: Suomeksi {self.chance.randrange(100)}\n"
        fence = "---\n" if kind != "member" else ""
        beside.write_text(f"{fence}{told}{fence}", encoding="utf-8")
        return beside.parent.name

    def picture(self) -> str:
        """A picture comes in another's place, or goes."""
        pictures = sorted(path for path in self.root.rglob("*.png") if ".cache" not in path.parts)
        if not pictures:
            return ""
        file, other = self.chance.choice(pictures), self.chance.choice(pictures)
        if self.chance.random() < 0.3:
            file.unlink()
        else:
            file.write_bytes(other.read_bytes() if file != other else drawn(self.chance.randrange(256)))
        return file.name

    def breaks(self) -> str:
        _, file = self.any_record()
        text = file.read_text(encoding="utf-8")
        self.broken.append((file, text))
        file.write_text(text.replace("summary:", "sumary", 1), encoding="utf-8")
        return file.parent.name

    def mend(self) -> str:
        if not self.broken:
            return ""
        file, text = self.broken.pop()
        if not file.exists():
            return ""
        file.write_text(text, encoding="utf-8")
        return file.parent.name

    def vocabulary(self) -> str:
        file = self.chance.choice(sorted((self.root / "content/vocabularies").iterdir()))
        text = file.read_text(encoding="utf-8")
        if self.chance.random() < 0.5:
            entry = f"uusi-{self.chance.randrange(1000)}"
            file.write_text(f"{text.rstrip()}\n{entry}:\n  label:\n    en: {entry}\n", encoding="utf-8")
            return f"{file.stem} {entry}"
        labels = re.findall(r"\ben: ([^,}\n]+)", text)
        if not labels:
            return ""
        label = self.chance.choice(labels)
        changed = text.replace(f"en: {label}", f"en: Renamed {self.chance.randrange(100)}", 1)
        file.write_text(changed, encoding="utf-8")
        return f"{file.stem} {label}"

    def page(self) -> str:
        pages = sorted((self.root / "content").glob("*.md"))
        file = self.chance.choice(pages)
        file.write_text(
            f"{file.read_text(encoding='utf-8')}\nMore {self.chance.random()}.\n", encoding="utf-8"
        )
        return file.name

    def about(self) -> str:
        file = self.root / "content" / self.chance.choice(["network.yml", "network.fi.yml"])
        if not file.exists():
            return ""
        return self.put(file, "summary", f"As of {self.chance.randrange(1000)}.")

    def look(self) -> str:
        """The network's own template and styles."""
        partial = self.root / "overrides/partials/logo.html"
        partial.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(f"<b>{self.chance.randrange(1000)}</b>\n", encoding="utf-8")
        return "logo"

    def touch(self) -> str:
        """A file is saved as it was."""
        _, file = self.any_record()
        file.write_bytes(file.read_bytes())
        return file.parent.name

    def put(self, file: Path, key: str, value: str) -> str:
        """Give a key of the file another value."""
        text = file.read_text(encoding="utf-8")
        own = block(text, key)
        line = f"{key}: {value}" if not value.startswith("\n") else f"{key}:{value}"
        if own is not None:
            old = f"{key}:{own}" if own.startswith("\n") else f"{key}: {own}"
            changed = text.replace(
                f"\n{old}" if not text.startswith(old) else old,
                f"\n{line}" if not text.startswith(old) else line,
                1,
            )
        else:
            fence = text.startswith("---\n")
            changed = f"---\n{line}\n{text[4:]}" if fence else f"{line}\n{text}"
        file.write_text(changed, encoding="utf-8")
        return f"{file.parent.name} {line!r}"


def drawn(grey: int) -> bytes:
    """A small picture of one shade."""
    file = BytesIO()
    Image.new("L", (40, 30), grey).save(file, "PNG")
    return file.getvalue()


def block(text: str, key: str) -> str | None:
    """What stands behind a key at the top of a YAML text, its further lines with it."""
    found = re.search(rf"^{key}:(?: (.*)|((?:\n[ ].*|\n(?=\n[ ]))+))$", text, re.MULTILINE)
    return None if found is None else found[1] or found[2]
