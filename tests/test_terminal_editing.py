"""In a terminal: a new record is asked for, members are reminded in their language, and confirmed at once."""

from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from built import TODAY, copy_of
from click.testing import CliRunner

from talkoot.build import examine
from talkoot.commands import commands
from talkoot.editing.turns import next_host, next_start
from talkoot.sources.front_matter import read_front_matter

SMALL = Path(__file__).parent / "sites" / "small"
TODAYS = {"SOURCE_DATE_EPOCH": "1795258800"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_of(SMALL, tmp_path / "network")
    with (root / "mkdocs.yml").open("a") as look:
        look.write("site_url: https://org.example/portal/\n")
    return root


def run(*arguments: str | Path, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(
        commands, [*map(str, arguments)], standalone_mode=False, input=typed, env=TODAYS
    )
    return done.return_value if done.exception is None else 2, done.output


def test_a_new_member_is_asked_for_until_all_is_right(root: Path) -> None:
    answers = [
        "Poro-Paja",
        "Sarvea ja nahkaa",
        "käsityö",
        "Rovaniemi",
        "Rovanniemmi",
        "2014",
        "2",
        "",
        "tuotekuvaus",
        "Rovaniemi",
    ]

    code, said = run("new", "member", "--root", root, "--language", "fi", typed="\n".join(answers) + "\n")

    assert code == 0, said
    assert "Löytyi:   Rovanniemmi" in said and "tarkoititko" in said
    assert said.endswith("Kirjoitettu: members/poro-paja/member.yml\n")
    assert (root / "members/poro-paja/member.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=https://org.example/portal/data/v1/schema/member.json\n"
        "name: Poro-Paja\nsummary: Sarvea ja nahkaa\nwritten_in: fi\nsectors:\n  - crafts\ngroup: rovaniemi\n"
        "place: rovaniemi\nfounded: 2014\nsize: 2\nneeds:\n  - product-photography\njoined: 2026-11-21\n"
    )
    assert not examine(root, TODAY).problems


def test_a_new_meeting_starts_from_the_last_one_and_from_whose_turn_it_is(root: Path) -> None:
    network = examine(root, TODAY).network
    assert network
    last = max(
        (m.record for m in network.meetings.values() if m.record.group == "rovaniemi"), key=lambda m: m.start
    )

    code, said = run(
        "new", "meeting", "--root", root, typed="rovaniemi\nWhat now?\n" + "\n" * 7 + "\nJärvikala\n\n"
    )

    assert code == 0, said
    assert last.title in said and "neither a host nor a place" in said
    [written] = [line.removeprefix("Written: ") for line in said.split("\n") if line.startswith("Written: ")]
    keys = read_front_matter((root / written).read_text(encoding="utf-8")).keys
    start = datetime.fromisoformat(keys["start"])
    assert start.weekday() == last.start.weekday() and start.time() == last.start.time()
    assert start > last.start and keys["group"] == "rovaniemi" and keys["status"] == "planned"
    assert keys["host"] == "jarvikala"


def test_it_is_the_turn_of_whoever_is_ready_and_has_waited_longest(repository: Path) -> None:
    network = examine(repository, TODAY).network
    assert network
    for group in network.groups:
        host = next_host(network, group)
        assert host and host.record.hosting and host.record.hosting.willing and host.record.group == group

        def last(id_: str) -> str:
            hosted = [m.record.start for m in network.linking("member", id_, "meeting.host")]
            return str(max(hosted, default=""))

        others = [m for m in network.active_members if m.record.group == group and m.record.hosting and m.record.hosting.willing and m.record.status == "active"]  # fmt: skip
        assert last(host.id) == min(last(other.id) for other in others)


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        ("2026-10-08 17:00", date(2026, 10, 20), "2026-11-12 17:00"),
        ("2026-10-08 17:00", date(2026, 11, 12), "2026-12-10 17:00"),
        ("2026-12-31 16:30", date(2026, 12, 31), "2027-01-28 16:30"),
        ("2024-02-01 09:00", date(2026, 11, 21), "2026-12-03 09:00"),
    ],
)
def test_the_next_meeting_is_on_the_same_weekday_of_a_month(last: str, today: date, expected: str) -> None:
    assert f"{next_start(datetime.fromisoformat(last), today):%Y-%m-%d %H:%M}" == expected


def test_nothing_is_written_when_nobody_goes_on_answering(root: Path) -> None:
    code, _ = run("new", "practice", "--root", root, typed="A title\n")

    assert code == 2
    assert not (root / "content/practices/a-title").exists()


def test_a_new_practice_is_a_draft(root: Path) -> None:
    code, said = run("new", "practice", "--root", root, typed="Soup first\nWe eat first\nFinland\n\n\n\n\n")

    assert code == 0, said
    assert "status: draft" in (root / "content/practices/soup-first/practice.md").read_text(encoding="utf-8")


def test_a_new_adoption_is_a_draft(root: Path) -> None:
    typed = "Shared-van\nA van upstream\nFive firms share one\nUpstream Network\nFinland\n\n\n\n"

    code, said = run("new", "adoption", "--root", root, typed=typed)

    assert code == 0, said
    written = (root / "content/adoptions/a-van-upstream/adoption.md").read_text(encoding="utf-8")
    assert "practice: shared-van\n" in written and "status: draft\n" in written


def silent(root: Path, member: str, confirmed: str) -> None:
    file = root / "members" / member / "member.yml"
    lines = [
        line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("confirmed:")
    ]
    file.write_text("\n".join([*lines[:-1], f"confirmed: {confirmed}", ""]), encoding="utf-8")


def limited(root: Path) -> Path:
    settings = root / "content/network.yml"
    limits = "freshness:\n  marked_after: 12\n  unlisted_after: 24\n"
    settings.write_text(settings.read_text(encoding="utf-8").replace("started:", f"{limits}started:"))
    return root


def test_whoever_has_not_confirmed_for_long_is_listed_with_a_letter(root: Path, tmp_path: Path) -> None:
    silent(limited(root), "hirsi-ja-hopea", "2025-03-02")
    file = root / "members/hirsi-ja-hopea/member.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("written_in: en", "written_in: fi"), encoding="utf-8"
    )
    (root / "members/hirsi-ja-hopea/member.fi.yml").unlink()

    code, said = run("remind", "--before", "12mo", "--to", tmp_path / "letters", "--root", root)

    assert code == 0
    assert "  hirsi-ja-hopea  Hirsi ja Hopea  2 March 2025  fi  hirsi@example.org\n" in said
    letter = message_from_bytes((tmp_path / "letters/hirsi-ja-hopea.eml").read_bytes(), policy=policy.default)
    body = letter.get_body()
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")
    assert letter["Subject"] == "Tiny: pitääkö sivusi yhä paikkansa?"
    assert letter["To"] == "hirsi@example.org" and letter["X-Unsent"] == "1"
    assert "\nhttps://org.example/portal/fi/edit/member/#hirsi-ja-hopea&still-correct\n" in text
    assert "\nhttps://org.example/portal/fi/edit/member/#hirsi-ja-hopea\n" in text
    assert "luettelot jättävät sivusi pois 3. maaliskuuta 2027 alkaen" in text


def test_the_coordinator_is_told_before_lists_leave_a_page_out(root: Path) -> None:
    silent(limited(root), "hirsi-ja-hopea", "2025-01-10")

    said = run("remind", "--root", root)[1]
    silent(root, "hirsi-ja-hopea", "2025-03-02")
    later = run("remind", "--root", root)[1]

    assert (
        "Left out of lists soon, unless somebody confirms:\n  hirsi-ja-hopea  from 11 January 2027 on\n"
        in said
    )
    assert "Left out" not in later


@pytest.mark.parametrize("typed", ["soon", "12", "12 months", "-3mo"])
def test_a_span_of_time_is_months_or_years(root: Path, typed: str) -> None:
    assert run("remind", "--before", typed, "--root", root)[0] == 2


def test_many_are_confirmed_at_once(root: Path) -> None:
    before = (root / "members/hirsi-ja-hopea/member.yml").read_text(encoding="utf-8")

    code, said = run("confirm", "hirsi-ja-hopea", "jarvikala", "--root", root)

    after = (root / "members/hirsi-ja-hopea/member.yml").read_text(encoding="utf-8")
    assert (code, said) == (0, "Confirmed today: hirsi-ja-hopea, jarvikala\n")
    assert after == before.replace("confirmed: 2026-10-02", "confirmed: 2026-11-21")
    assert "confirmed: 2026-11-21" in (root / "members/jarvikala/member.yml").read_text(encoding="utf-8")


def test_nobody_is_confirmed_when_one_is_unknown(root: Path) -> None:
    before = (root / "members/jarvikala/member.yml").read_bytes()

    code, said = run("confirm", "jarvikala", "hirsi-ja-hopeaa", "../../etc", "--root", root)

    assert code == 1
    assert "There is no member “hirsi-ja-hopeaa”; did you mean “hirsi-ja-hopea”?" in said
    assert said.endswith("Nothing is written.\n")
    assert (root / "members/jarvikala/member.yml").read_bytes() == before
