"""Front matter: only what stands between two proper fences is keys, and only what stands below is text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkoot.sources.front_matter import FrontMatter, read_front_matter
from talkoot.sources.strict_yaml import Refused, find_lines


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_front_matter(text)
    return refused.value


def test_keys_and_text_come_apart_at_the_fences() -> None:
    keys, body, line, yaml = read_front_matter("---\ntitle: Food\nseats: 12\n---\n\n# Food\n\n---\n\nEnd\n")

    assert keys == {"title": "Food", "seats": "12"}
    assert body == "\n# Food\n\n---\n\nEnd\n"
    assert line == 5
    assert find_lines(yaml) == {("title",): (2, 1), ("seats",): (3, 1)}


def test_the_first_lines_of_a_text_keep_their_indentation() -> None:
    assert read_front_matter("---\na: b\n---\n    code\n").body == "    code\n"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_breaks_of_other_systems_are_read_alike(end: str) -> None:
    text = "---\ntitle: Food\n---\nOne\n\nTwo\n"

    assert read_front_matter(text.replace("\n", end)) == read_front_matter(text)


@pytest.mark.parametrize("text", ["---\na: b\n---", "---\na: b\n---\n", "--- \na: b\n---\t\n"])
def test_a_record_may_be_without_a_text(text: str) -> None:
    assert read_front_matter(text)[:3] == ({"a": "b"}, "", 4)


def test_three_hyphens_within_a_text_of_the_keys_are_no_fence() -> None:
    assert read_front_matter("---\na: |\n  ---\nb: c\n---\nx") == FrontMatter(
        {"a": "---\n", "b": "c"}, "x", 6, "\na: |\n  ---\nb: c\n"
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "file-empty", 1),
        (" \n\n", "file-empty", 1),
        ("# Food\n\nCome!\n", "front-matter-missing", 1),
        ("title: Food\n", "front-matter-missing", 1),
        ("\n---\ntitle: Food\n---\n", "front-matter-not-first", 2),
        (" ---\ntitle: Food\n---\n", "front-matter-fence", 1),
        ("Hello\n---\ntitle: Food\n---\n", "front-matter-not-first", 2),
        ("\ufeff---\ntitle: Food\n---\n", "file-with-bom", 1),
        ("---\ntitle: Food\n", "front-matter-not-closed", 1),
        ("---\ntitle: Food\n\nText\n ---\n", "front-matter-not-closed", 1),
        ("---\ntitle: Food\n----\nText\n", "front-matter-not-closed", 1),
        ("---\ntitle: Food\n...\nText\n", "front-matter-not-closed", 1),
        ("---", "front-matter-not-closed", 1),
        ("---\n---\nText\n", "front-matter-empty", 1),
        ("---\n\n \n---\nText\n", "front-matter-empty", 1),
        ("---\n# a note\n---\nText\n", "file-empty", 1),
        ("+++\ntitle = 'Food'\n+++\nText\n", "front-matter-fence", 1),
        (";;;\ntitle: Food\n;;;\nText\n", "front-matter-fence", 1),
        ('{\n"title": "Food"\n}\nText\n', "front-matter-fence", 1),
        ("---toml\ntitle = 'Food'\n---\n", "front-matter-fence", 1),
        ("----\ntitle: Food\n----\n", "front-matter-fence", 1),
        ("–––\ntitle: Food\n---\n", "front-matter-fence", 1),
        ("—\ntitle: Food\n—\n", "front-matter-fence", 1),
        ("---\n- Food\n- Drink\n---\nText\n", "list-instead-of-keys", 2),
        ("---\nFood and drink\n---\nText\n", "text-instead-of-keys", 2),
        ("---\ntitle:Food\n---\nText\n", "colon-without-space", 2),
        ("---\na: 1\nb: *a\n---\nText\n", "sign-at-start", 3),
        ("---\na: 1\n\na: 2\n---\nText\n", "key-repeated", 4),
        ("---\nText\n\nmore: text\n---\n", "line-without-colon", 2),
    ],
)
def test_what_is_not_quite_front_matter_is_refused_and_never_public(text: str, code: str, line: int) -> None:
    refused = refusal(text)

    assert (refused.code, refused.line) == (code, line)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["---", "--- ", "----", "a: b", "- c", "text", "", "...", "+++", " ---", "\r"])),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_line_above_the_second_fence_ever_becomes_text(lines: list[str], end: str) -> None:
    try:
        read = read_front_matter(end.join(lines))
    except Refused:
        return
    whole = end.join(lines).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fences = [index for index, line in enumerate(whole) if line.rstrip() == "---"]

    assert fences[0] == 0
    assert read.body.split("\n") == (whole[fences[1] + 1 :] or [""])
    assert read.body_line == fences[1] + 2
