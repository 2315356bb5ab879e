"""Sums as people write them elsewhere → as our records write them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

from talkoot.importing.recurring import Per, per
from talkoot.importing.texts import sentence

CURRENCIES = {
    **dict.fromkeys(("€", "euro", "euros", "euroa"), "EUR"),
    "£": "GBP",
    "$": "USD",
    **{
        code.casefold(): code
        for code in ("EUR", "SEK", "NOK", "DKK", "ISK", "GBP", "USD", "CHF", "PLN", "CZK")
    },
}
"""What a currency is called, however written → its ISO 4217 code; other codes are known in capitals.

“kr” may be of three countries and is left to the author.
"""

_ALSO_WORDS = frozenset(
    ("ALL", "BOB", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "PEN", "RON", "SOS", "TOP", "TRY")
)
"""Codes of currencies that are also words in capitals."""

SCALES = {
    word: scale
    for scale, words in (
        (1_000, "k t thousand thousands tuhat tuhatta tusen tausend tsd"),
        (
            1_000_000,
            "m mn mio mill mln milj million millions miljoona miljoonaa miljoonan miljon miljoner "
            "millioner millionen",
        ),
        (
            1_000_000_000,
            "b bn mrd md mdr mia billion billions miljardi miljardia miljard miljarder milliard "
            "milliarder milliarde milliarden",
        ),
    )
    for word in words.split()
}
"""How a number is made short, in five languages of the north → what it is to be taken times."""

_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_GAP = r"[ \u00a0\u2009\u202f]"
_NUMBER = rf"\d{{1,3}}(?:(?:{_GAP}|[.,'’])\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?"
_NO_CENTS = r"(?:\s?[.,:][–—-]+)?"
"""“500,-” and “500:-”."""
_OTHER_NAMES = (
    "kr|kroner|kronor|kruunua?|pounds?|punta\\w*|dollars?|dollari\\w*|francs?|frangi\\w*|zlot\\w+|zł|kč"
    "|markka\\w*|sfr|lei|yen|rou?bles?|forint\\w*"
)
"""Names of money that don't say whose it is, or which we do not take by name."""


@cache
def _codes() -> tuple[str, str]:
    """ISO 4217 codes as patterns: those of money that is in use, and all that ever were (by CLDR)."""
    territories: Mapping[str, Any] = get_global("territory_currencies")
    used = {code for told in territories.values() for code, _, end, tender in told if tender and not end}
    every = Locale("en").currencies
    return "|".join(sorted(used - _ALSO_WORDS)), "|".join(sorted({*every, *used}))


@cache
def _sum() -> re.Pattern[str]:
    names = "|".join(name for name in CURRENCIES if name.isalpha())
    word = rf"(?:{names}|(?-i:{_codes()[0]}))(?![^\W\d_])"
    currency, joined = rf"[€£$]|\b{word}", rf"[€£$]|{word}"
    year = rf"(?!(?:19|20)\d\d\s?(?:{currency})\s?\d)"  # “In 2020 € 500” is € 500.
    return re.compile(
        rf"(?P<before>{currency})\s?(?P<n1>{_NUMBER})(?![.,]?\d){_NO_CENTS}(?:\s?(?P<s1>{_WORDS})\b\.?)?"
        rf"|(?<![\d.,]){year}(?P<n2>{_NUMBER}){_NO_CENTS}\s?(?:(?P<s2>{_WORDS})\b\.?\s?)?(?P<after>{currency})"
        rf"|(?<![\d.,])(?P<n3>{_NUMBER})\s?(?P<s3>[kmt])(?P<joined>{joined})",
        re.IGNORECASE,
    )


@cache
def _maybe() -> re.Pattern[str]:
    """A number beside a currency, whatever stands between them."""
    names = "|".join((*(name for name in CURRENCIES if name.isalpha()), _OTHER_NAMES))
    nearly = (
        r"(?:[^\W\d_]{0,2}[$£¥\u20a0-\u20cf](?:[kmtb]n?\b)?"
        rf"|\b[kmt]?(?:{names}|(?-i:{_codes()[1]}))(?![^\W\d_]))"
    )
    return re.compile(
        rf"{nearly}[\s.):=]{{0,3}}[−–-]?\s?(?:{_NUMBER})"
        rf"|(?<![\d.,])(?:{_NUMBER}){_NO_CENTS}\)?\s?\(?(?:[^\W\d_]+\.?\s?)?{nearly}",
        re.IGNORECASE,
    )


_GOES_ON = frozenset(
    (
        *(
            "per",
            "a",
            "an",
            "each",
            "every",
            "for",
            "from",
            "of",
            "in",
            "is",
            "was",
            "were",
            "at",
            "by",
            "as",
        ),
        *("public", "i", "av", "om", "pro", "je", "im", "von", "für", "från", "fra"),
    )
)
"""Words a sentence goes on with after a small sum; any other there may make it a great one."""

_BETWEEN = r"(?:[–—-]|\b(?:to|or|till|til|bis)\b)"
_TIMES = r"(?:[x×*]|\b(?:times|kertaa|gånger)\b)"

_AFTER = re.compile(r"(?:[^\d€$£;,\n.]|\.(?!\s|$))*")
"""The words after a sum, up to the next one or the end of what is said of it."""


@dataclass(frozen=True, slots=True)
class SumFound:
    """A sum in a text: as a record writes it (`350068 EUR`), what it is for each of, and where it stands."""

    amount: str
    per: Per
    start: int
    end: int
    before: str
    """What is said of it in its sentence, since the sum before it."""
    after: str


def sums_in(text: str) -> Iterator[SumFound]:
    """Every sum with its currency: `€ 500 096`, `500.096,00 €`, `0,5 M€`, `NOK 1,2 mill.`, `150 k€/year`.

    What may be more or less than it seems is none, nor what is due oftener than yearly: `unsure_sums_in`.
    """
    last = 0
    for found in _sum().finditer(text):
        before, after = (
            sentence(text[last:], found.start() - last, found.end() - last)[0],
            _after(text, found),
        )
        last = found.end()
        written = found["n1"] or found["n2"] or found["n3"]
        scaled = found["s1"] or found["s2"] or found["s3"] or ""
        number = _number(written)
        if _is_part(text, found) or (scaled and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", written)):
            continue
        if found["n1"] and not scaled and not _ends_there(text[found.end() :], number):
            continue
        due = per(before, after)
        if due == "less than a year":
            continue
        name = found["before"] or found["after"] or found["joined"]
        currency = CURRENCIES.get(name.casefold(), name)
        amount = (number * SCALES.get(scaled.casefold(), 1)).quantize(Decimal("0.01"))
        whole = int(amount) if amount == amount.to_integral() else amount
        yield SumFound(f"{whole} {currency}", due, found.start(), found.end(), before, after)


def unsure_sums_in(text: str) -> list[str]:
    """The sentences of what looks like a sum and can't be told for certain.

    So do `€ 3 zillion`, `350–400 k€`, `kr 500`, `2 x € 500`, `€ -500` and `€ 50 a month`.
    """
    sure = [(one.start, one.end) for one in sums_in(text)]
    unsure = [
        "".join((before, found[0], after))
        for found in _maybe().finditer(text)
        if not any(found.start() < end and start < found.end() for start, end in sure)
        for before, after in (sentence(text, found.start(), found.end()),)
    ]
    return [*dict.fromkeys(" ".join(one.split()) for one in unsure)]


def _after(text: str, found: re.Match[str]) -> str:
    """The words right after a sum; those after a comma too, unless they announce another sum."""
    words = _AFTER.match(text, found.end())
    if words and text[words.end() : words.end() + 1] == "," and not words[0].strip():
        words = _AFTER.match(text, words.end() + 1)
        if words and re.match(r"[\d€$£]", text[words.end() :]):
            return ""
    return words[0] if words else ""


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether it tells more or less: an end of “350–400 k€”, “M€ 2”, “€ 2+ million”, “2 x € 50”, “-50 €”."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(
        re.search(rf"\d\s?(?:{_BETWEEN}|{_TIMES})\s?$|\bbetween .{{1,20}} and\s$", before, re.IGNORECASE)
        or re.search(r"(?:^|[\s(:])[−–-]$|\b(?:minus|miinus)\s$", before, re.IGNORECASE)
        or re.match(rf"\s?{_BETWEEN}\s?[€£$]?\d|\s?{_TIMES}\s?\d", after, re.IGNORECASE)
        or re.match(rf"[^\w.;]*(?:{_WORDS})\b", after, re.IGNORECASE)
        or (found["before"] and re.search(r"[^\W\d_]$", before) and not before.endswith("US"))
    )


def _ends_there(rest: str, number: Decimal) -> bool:
    """Whether a sum ends with its figures: no letters at them, no unknown word after few of them."""
    word = re.match(r"(\s*)([^\W\d_]+)", rest)
    return not word or (bool(word[1]) and (number >= 1000 or word[2].casefold() in _GOES_ON))


def _number(text: str) -> Decimal:
    """A number whichever way thousands and decimals are told apart."""
    bare = re.sub(rf"{_GAP}|['’]", "", text)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(bare.rfind("."), bare.rfind(","))
        return Decimal(f"{re.sub('[.,]', '', bare[:decimal])}.{bare[decimal + 1 :]}")
    if points + commas > 1 or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        return Decimal(re.sub("[.,]", "", bare))
    return Decimal(bare.replace(",", "."))
