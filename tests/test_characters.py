"""Characters: shortcuts past what most texts are made of overlook none that matters."""

import pytest

from talkoot.outputs.direction import _FROM_THE_RIGHT, turns
from talkoot.sources.characters import FORBIDDEN, refuse_forbidden
from talkoot.sources.refused import Refused

SAMPLE = [chr(code) for code in (*range(0x3000), *range(0x3000, 0x110000, 61), 0xFEFF, 0xFFFE, 0xFFFF)]


def test_every_forbidden_character_is_refused_and_no_other() -> None:
    for sign in SAMPLE:
        if FORBIDDEN.fullmatch(sign):
            with pytest.raises(Refused, match="character-not-allowed"):
                refuse_forbidden(f"työ\n{sign} – ok")
        else:
            refuse_forbidden(f"työ\n{sign} – ok")


def test_a_text_turns_at_every_letter_that_is_read_from_the_right_and_at_no_other() -> None:
    for sign in SAMPLE:
        if not 0xD800 <= ord(sign) < 0xE000:  # halves are refused when read
            assert turns(f"työ {sign} –") == bool(_FROM_THE_RIGHT.fullmatch(sign))
