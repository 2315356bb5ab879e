"""The slips people make in a profile, and what they are told about each."""

import pytest

from talkoot.languages import LANGUAGES, words
from talkoot.problems import sentences
from talkoot.sources.strict_yaml import Refused, read_yaml

# What was typed, where the author should look, and what to do there.
SLIPS = [
    (
        "name: Hirsi: ja Hopea",
        (1, 12),
        'put a text with a colon in quotation marks:\nname: "Hirsi: ja Hopea"',
    ),
    (
        'name: Oma "talo": uusi',
        (1, 17),
        "put a text with a colon in quotation marks:\nname: \"Oma 'talo': uusi\"",
    ),
    ("name: x\nsector:food\nplace: y", (2, 8), "put a space after the colon:\nsector: food"),
    ("links:\n  - title:A\n    url: b", (2, 11), "put a space after the colon:\ntitle: A"),
    ("sectors:\n  - food\n  -wood\nname: x", (3, 4), "put a space after the hyphen:\n- wood"),
    ("name: x\nsector food\nplace: y", (2, 1), "line-without-colon"),
    ("Hirsi ja Hopea\nsector: food", (1, 1), "line-without-colon"),
    ("name: x\nhttps://example.org\nplace: y", (2, 1), "line-without-colon"),
    ("about: |\n  One.\nTwo.\nname: x", (3, 1), "text-not-indented"),
    ("about: |\nOne.\nname: x", (2, 1), "text-not-indented"),
    ("about: | One.\n  Two.", (1, 8), "text-beside-bar"),
    ("about: >One.", (1, 8), "text-beside-bar"),
    ("name: x\n\tsector: food", (2, 1), "tab-at-start"),
    ("sectors:\n\t- food", (2, 1), "tab-at-start"),
    ("sectors:\n  -\tname: food", (2, 4), "tab-at-start"),
    ("about: |\n\tOne.", (2, 1), "tab-at-start"),
    ("name: x\n  sector: food", (2, 3), "indented-too-far"),
    ("links:\n    title: a\n  url: b", (3, 3), "indent-uneven"),
    ("  name: x\nsector: food", (2, 1), "indent-uneven"),
    ("sectors: - food", (1, 10), "list-beside-key"),
    ("name: x\n- food", (2, 1), "list-and-keys-mixed"),
    ("links:\n  - title: a\n  url: b", (3, 3), "list-and-keys-mixed"),
    (
        "name: *bold* words",
        (1, 7),
        "put a text that begins with * in quotation marks, or take the sign away.",
    ),
    ("name: **bold**", (1, 7), "put a text that begins with * in quotation marks, or take the sign away."),
    ("name: & Sons", (1, 7), "put a text that begins with & in quotation marks, or take the sign away."),
    ("name: !Now", (1, 7), "put a text that begins with ! in quotation marks, or take the sign away."),
    ("contact: @hirsi", (1, 10), "put a text that begins with @ in quotation marks, or take the sign away."),
    ("name: `x`", (1, 7), "put a text that begins with ` in quotation marks, or take the sign away."),
    ("share: %5", (1, 8), "put a text that begins with % in quotation marks, or take the sign away."),
    ("name: x\n}", (2, 1), "put a text that begins with } in quotation marks, or take the sign away."),
    ("%5 off: yes", (1, 1), "directive-line"),
    ("name: [Hirsi", (1, 7), "bracket-not-closed"),
    ("a: x\nname: [Hirsi\nplace: y", (2, 7), "bracket-not-closed"),
    ("name: {Hirsi\nplace: y", (1, 7), "bracket-not-closed"),
    ("name: [Hirsi] ja Hopea", (1, 15), "text-after-value"),
    ('name: "Hirsi" ja Hopea', (1, 15), "text-after-value"),
    ("about: 'It's ours'", (1, 12), "text-after-value"),
    ('name: "Hirsi\nsector: food', (1, 7), "quote-not-closed"),
    ('name: "Hirsi\nplace: "Kajaani"\nsector: food', (1, 7), "quote-not-closed"),
    ("- 'Hirsi\n- food", (1, 3), "quote-not-closed"),
    (r'folder: "C:\Users"', (1, 12), "backslash-in-quotes"),
    ("name: x\n: y", (2, 1), "key-empty"),
    ("name: x\n...\nplace: y", (3, 1), "second-document"),
    ("[~:,", (1, 3), "line-unclear"),
]


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_yaml(text + "\n")
    return refused.value


@pytest.mark.parametrize(("text", "place", "told"), SLIPS)
def test_a_slip_is_told_where_it_is_and_how_to_mend_it(text: str, place: tuple[int, int], told: str) -> None:
    refused = refusal(text)

    problem = refused.in_file("members/x/member.yml")
    do = sentences(problem, words("en"))[1]
    assert (problem.line, problem.column) == place
    assert told in (refused.code, do)


@pytest.mark.parametrize(("text", "place", "told"), SLIPS)
def test_every_slip_is_told_in_every_language(text: str, place: tuple[int, int], told: str) -> None:
    problem = refusal(text).in_file("members/x/member.yml")

    spoken = {sentences(problem, words(language))[1] for language in LANGUAGES}

    assert len(spoken) == len(LANGUAGES)


@pytest.mark.parametrize(("text", "place", "told"), SLIPS)
def test_no_sentence_speaks_of_yaml(text: str, place: tuple[int, int], told: str) -> None:
    found, do = sentences(refusal(text).in_file("members/x/member.yml"), words("en"))

    for word in ("yaml", "scalar", "mapping", "sequence", "token", "parse", "invalid", "indicator"):
        assert word not in f"{found} {do}".lower()


@pytest.mark.parametrize(
    "mended",
    [
        'name: "Hirsi: ja Hopea"',
        "sector: food",
        'name: "*bold* words"',
        "about: |\n  One.\n  Two.",
        "name: '[Hirsi] ja Hopea'",
        'about: "It\'s ours"',
        r"folder: 'C:\Users'",
        r'folder: "C:\\Users"',
        'name: "Kahvila #1"',
    ],
)
def test_what_the_sentences_advise_is_read(mended: str) -> None:
    assert len(read_yaml(mended + "\n")) == 1


def test_a_long_text_with_a_colon_is_shown_short_and_still_closed() -> None:
    example = dict(refusal("summary: We build: " + "very " * 40 + "well").hints)["example"]

    assert example.startswith('summary: "We build: very') and example.endswith('…"')
