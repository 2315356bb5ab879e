"""“Edit the file” on a page leads to the file whose text the page shows."""

import re

import pytest
from built import BuiltSite, build_site, copy_of
from mistaken import RIGHT


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("members/hirsi-ja-hopea/", "members/hirsi-ja-hopea/member.yml"),
        ("fi/members/hirsi-ja-hopea/", "members/hirsi-ja-hopea/member.fi.yml"),
        ("sv/members/hirsi-ja-hopea/", "members/hirsi-ja-hopea/member.yml"),
        ("fi/meetings/2026-10-08-jarvikala/", "content/meetings/2026-10-08-jarvikala/meeting.fi.md"),
        ("practices/monthly-meeting/", "content/practices/monthly-meeting/practice.md"),
        ("about/", "content/about.md"),
    ],
)
def test_the_link_leads_to_the_file_whose_text_is_shown(page: str, file: str, small: BuiltSite) -> None:
    links = re.findall(r'<a href="([^"]+)" rel="edit">', small.page(page).html)

    assert links == [f"https://git.example.org/tiny/portal/edit/main/{file}"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small network's site."""
    folder = tmp_path_factory.mktemp("small")
    return build_site(copy_of(RIGHT, folder / "network"), folder / "site", search=False, pictures=False)
