"""Share cards: each record has one in every language, and its page says where."""

from built import URL, BuiltSite
from PIL import Image


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
