"""Sources are read and checked by as many processes as one likes; what is known of them is the same."""

from pathlib import Path
from sys import getsizeof

import orjson
import pytest
from built import FULL, TODAY, copy_of

from talkoot.build import SHELVES, examine, site_of
from talkoot.known import learn, unpack
from talkoot.outputs.data.plain import Writer
from talkoot.outputs.prose import prose
from talkoot.records.member import Member
from talkoot.sources.documents import Remembered
from talkoot.sources.finding import Source, find_sources

SOURCE = Source("members/hirsi-ja-hopea/member.yml", "member", "hirsi-ja-hopea", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A network in which some sources have problems and one can't be read."""
    root = copy_of(FULL, tmp_path / "network")
    (root / "members/broken").mkdir()
    (root / "members/broken/member.yml").write_text("name: [\n")
    return root


@pytest.mark.parametrize("jobs", [2, 3, 50])
def test_any_number_of_processes_learns_the_same_in_the_same_order(root: Path, jobs: int) -> None:
    sources = find_sources(root, SHELVES).sources
    alone = learn(root, sources, {}, {}, 1)

    learned = learn(root, sources, {}, {}, jobs)

    assert [*learned.known] == [source.path for source in sources]
    assert learned.known == alone.known
    assert {path for paths in learned.packs for path in paths} == {*learned.known}
    assert any(one.checked is None and one.problems for one in learned.known.values())


def test_what_is_packed_is_what_is_known(root: Path) -> None:
    learned = learn(root, find_sources(root, SHELVES).sources, {}, {})

    assert {path: one for packed in learned.packs.values() for path, one in unpack(packed)} == learned.known


def test_what_is_known_already_is_not_read_again(root: Path) -> None:
    sources = find_sources(root, SHELVES).sources
    identities = {source.path: "the same" for source in sources}
    known = learn(root, sources, identities, {}).known

    again = learn(root, sources, identities, known)

    assert again.packs == {}
    assert all(again.known[path] is one for path, one in known.items())


def test_a_document_that_is_asked_again_is_found_from_any_folder(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    known = learn(Path(), [SOURCE], {}, {}).known[SOURCE.path]
    assert known.checked and isinstance(known.checked.document, Remembered)

    monkeypatch.chdir(tmp_path)

    assert known.checked.document.data["name"]
    assert known.checked.document.locate(("summary",)) > (1, 1)


def test_a_document_whose_file_has_gone_has_nothing_more_to_say(root: Path) -> None:
    known = learn(root, [SOURCE], {}, {}).known[SOURCE.path]
    assert known.checked

    (root / SOURCE.path).unlink()

    assert known.checked.document.data == {}
    assert known.checked.document.locate(("summary",)) == (1, 1)


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert learn(tmp_path, list[Source](), {}, {}, 2).known == {}


def test_a_record_weighs_no_more_when_it_was_told(tmp_path: Path) -> None:
    """CPython keeps a copy in UTF-8 beside a text that a library outside Python has asked for."""
    root = copy_of(FULL, tmp_path / "network")
    site = site_of(root, examine(root, TODAY))
    members = [*site.network.kinds["member"].values()]
    texts = [text for kept in members for text in vars(kept.record).values() if isinstance(text, str)]
    assert not all(map(str.isascii, texts))
    before = [*map(getsizeof, texts)]

    for kept in members:
        prose(kept.record.about or "")
        orjson.dumps(Writer(site).record(kept))

    assert [*map(getsizeof, texts)] == before


def test_equal_words_of_different_records_are_one_word(tmp_path: Path) -> None:
    root = copy_of(FULL, tmp_path / "network")
    known = learn(root, find_sources(root, SHELVES).sources, {}, {}, 2).known
    records = [one.checked.record for one in known.values() if one.checked]
    members = [record for record in records if isinstance(record, Member)]

    for key in ("sectors", "place", "group"):
        told = [vars(member)[key] for member in members]
        assert len({*map(id, told)}) == len({*told}) < len(told), key
