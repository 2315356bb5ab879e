"""The words beside a sum → whether it is spent once, every year, or oftener."""

import re
from typing import Literal

Per = Literal["", "year", "piece", "less than a year"]
"""What a sum is for each of; nothing where it is spent once."""

_PERIODS: dict[Per, tuple[str, str]] = {
    "year": (
        r"years?|yr|y|annum|a|v|vuosi|vuotta|vsk|år|året",
        r"annual|annually|yearly|vuodessa|vuosittai\w*|årlig\w*|p\.?\s?a\b\.?"
        r"|vuosi(?:kustannu|budjet|kulu|maksu|meno|tuki)\w*|års(?:budget|kostnad|avgift)\w*",
    ),
    "less than a year": (
        r"months?|mo|mth|kk|kuukausi|mån|månad|månaden|weeks?|wk|vko|viikko|vecka|veckan|days?|d|pv|päivä"
        r"|dag|dagen|hours?|hr|h|tunti|timme|timmen|quarters?|kvartal",
        r"monthly(?! meet)|weekly(?! meet)|daily|hourly|quarterly|kuukaudessa|viikossa|päivässä|tunnissa"
        r"|kuukausi(?!tapaami|kokou)\w*|viikoittai\w*|päivittäi\w*|tunti(?:hinta|palkka|maksu)\w*"
        r"|neljännesvuosi\w*|månads(?!möt|träff)\w*|månatlig\w*|veckovis|daglig\w*|tim(?:pris|lön)\w*",
    ),
}
"""Its names, which stand after “per” or a stroke, and words that say the same by themselves."""

_EACH = r"/\s*|\b(?:per|each|every|joka|varje)\s+"
_A = r"\b(?:an?|om|i)\s+"
"""Says the same after a sum: “12 000 € a year”; before one it may be a year that went by."""

_PIECE = re.compile(r"\s*/|\s*an?\s|.*\b(?:per(?! ?cent)|each|apiece|styck|hengeltä|jäseneltä)\b")


def per(before: str, after: str) -> Per:
    """What a sum is for each of, by the words of its sentence before it and those right after it."""
    before, after = before.casefold(), after.casefold()
    for period in reversed(_PERIODS):
        names, words = _PERIODS[period]
        own = rf"|\b(?:{words})(?!\w)"
        if re.search(rf"(?:{_EACH})(?:{names})\b(?!-){own}", before) or re.search(
            rf"(?:{_EACH}|{_A})(?:{names})\b(?!-){own}", after
        ):
            return period
    return "piece" if _PIECE.match(after) else ""
