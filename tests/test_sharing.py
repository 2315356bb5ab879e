"""Share cards, and files that are kept between builds."""

from pathlib import Path

from built import URL, BuiltSite
from PIL import Image

from talkoot.outputs.stored import FOLDER, key_of, stored


def test_a_stored_file_is_made_once(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"picture"

    given = [stored(tmp_path, key_of("a", 1), make) for _ in range(3)]

    assert (given, len(made)) == ([b"picture"] * 3, 1)


def test_a_stored_file_that_the_disk_changed_is_made_again(tmp_path: Path) -> None:
    stored(tmp_path, key_of("a"), lambda: b"picture")
    (kept,) = [path for path in (tmp_path / FOLDER).rglob("*") if path.is_file()]
    content = bytearray(kept.read_bytes())
    content[-1] ^= 1
    kept.write_bytes(content)

    assert stored(tmp_path, key_of("a"), lambda: b"picture") == b"picture"
    assert kept.read_bytes().endswith(b"picture")


def test_a_closed_cache_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where the folder would be")

    assert stored(tmp_path, key_of("a"), lambda: b"picture") == b"picture"


def test_parts_of_a_key_are_told_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("a", "b", "c"), key_of("abc")}) == 4


def test_every_record_has_a_card_in_every_language(full: BuiltSite) -> None:
    cards = {path for path in full.files if path.endswith("/card.png")}

    own = {path for path in cards if path.partition("/")[0] not in ("fi", "sv")}
    assert own
    assert cards == own | {f"{language}/{path}" for language in ("fi", "sv") for path in own}
    assert all(path.replace("card.png", "index.html") in full.files for path in cards)
    with Image.open(full.folder / min(cards)) as card:
        assert (card.format, card.size) == ("PNG", (1200, 630))


def test_a_page_names_its_card_by_its_whole_address(full: BuiltSite) -> None:
    card = min(path for path in full.files if path.endswith("/card.png") and path.startswith("fi/"))

    page = (full.folder / card.replace("card.png", "index.html")).read_text()

    assert f'<meta property="og:image" content="{URL}{card}">' in page
