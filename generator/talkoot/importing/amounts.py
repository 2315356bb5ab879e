"""Sums as people write them elsewhere → as our records write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "euroa": "EUR",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "£": "GBP",
    "gbp": "GBP",
    "$": "USD",
    "usd": "USD",
}
"""What a currency is called → its ISO 4217 code. “kr” may be of three countries and is left to the author."""

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
_CURRENCY = r"€|£|\$|\b(?:EUR|euros?|euroa|SEK|NOK|DKK|GBP|USD)\b"
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SUM = re.compile(
    rf"(?P<before>{_CURRENCY})\s?(?P<n1>{_NUMBER})(?![.,]?\d)(?:\s?(?P<s1>{_WORDS})\b\.?)?"
    rf"|(?<![\d.,])(?P<n2>{_NUMBER})\s?(?:(?P<s2>{_WORDS})\b\.?\s?)?(?P<after>{_CURRENCY})"
    rf"|(?<![\d.,])(?P<n3>{_NUMBER})\s?(?P<s3>[kmt])(?P<joined>€|£|\$|(?:EUR|SEK|NOK|DKK|GBP|USD)\b)",
    re.IGNORECASE,
)
_NEARLY = (
    r"(?:[^\W\d_]{0,2}[€£$](?:[kmtb]n?\b)?"
    r"|\b[kmt]?(?:EUR|euros?|euroa|SEK|NOK|DKK|GBP|USD|kr|kroner|kronor)\b)"
)
_MAYBE = re.compile(
    rf"{_NEARLY}\.?\s?(?:{_NUMBER})(?:\s?(?:[–—-]|to)\s?(?:{_NUMBER}))?(?:\s?[^\W\d_]+)?"
    rf"|(?:(?:{_NUMBER})\s?(?:[–—-]|to|or)\s?)?(?<![\d.,])(?:{_NUMBER})\s?(?:[^\W\d_]+\.?\s?)?{_NEARLY}",
    re.IGNORECASE,
)
"""A number beside a currency, whatever stands between them."""

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

_A_YEAR = re.compile(
    r"\s*(?:/\s*(?:year|yr|a|v|vuosi|år)\b|per (?:year|annum|år)\b"
    r"|(?:a year|annually|vuodessa|om året|årligen)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SumFound:
    """A sum in a text: as a record writes it (`350068 EUR`), whether it is a year's, and where it stands."""

    amount: str
    a_year: bool
    start: int
    end: int


def sums_in(text: str) -> Iterator[SumFound]:
    """Every sum with its currency: `€ 500 096`, `500.096,00 €`, `0,5 M€`, `NOK 1,2 mill.`, `150 k€/year`.

    What may be more or less than it seems is none: see `unsure_sums_in`.
    """
    for found in _SUM.finditer(text):
        written = found["n1"] or found["n2"] or found["n3"]
        scaled = found["s1"] or found["s2"] or found["s3"] or ""
        number = _number(written)
        if _is_part(text, found) or (scaled and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", written)):
            continue
        if found["n1"] and not scaled and not _ends_there(text[found.end() :], number):
            continue
        scale = SCALES.get(scaled.casefold(), 1)
        currency = CURRENCIES[(found["before"] or found["after"] or found["joined"]).casefold()]
        a_year = _A_YEAR.match(text, found.end())
        amount = (number * scale).quantize(Decimal("0.01"))
        whole = amount == amount.to_integral()
        yield SumFound(
            f"{int(amount) if whole else amount} {currency}",
            bool(a_year),
            found.start(),
            a_year.end() if a_year else found.end(),
        )


def unsure_sums_in(text: str) -> list[str]:
    """What looks like a sum and can't be told for certain: `€ 3 zillion`, `350–400 k€`, `kr 500`."""
    sure = [(one.start, one.end) for one in sums_in(text)]
    return [
        " ".join(found[0].split())
        for found in _MAYBE.finditer(text)
        if not any(found.start() < end and start < found.end() for start, end in sure)
    ]


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether it tells more: an end of “350–400 k€”, or thousands elsewhere (“M€ 2”, “€ 2+ million”)."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(
        re.search(rf"\d\s?{_BETWEEN}\s?$|\bbetween .{{1,20}} and\s$", before, re.IGNORECASE)
        or re.match(rf"\s?{_BETWEEN}\s?[€£$]?\d|[^\w.;]*(?:{_WORDS})\b", after, re.IGNORECASE)
        or (found["before"] and re.search(r"[^\W\d_]$", before) and not before.endswith("US"))
    )


def _ends_there(rest: str, number: Decimal) -> bool:
    """Whether a sum ends with its figures: no letters at them, no unknown word after few of them."""
    word = re.match(r"(\s*)([^\W\d_]+)", rest)
    return not word or (bool(word[1]) and (number >= 1000 or word[2].casefold() in _GOES_ON))


def _number(text: str) -> Decimal:
    """A number whichever way thousands and decimals are told apart."""
    bare = re.sub(r"[ \u00a0\u202f'’]", "", text)
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        decimal = max(bare.rfind("."), bare.rfind(","))
        return Decimal(f"{re.sub('[.,]', '', bare[:decimal])}.{bare[decimal + 1 :]}")
    if points + commas > 1 or re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", bare):
        return Decimal(re.sub("[.,]", "", bare))
    return Decimal(bare.replace(",", "."))
