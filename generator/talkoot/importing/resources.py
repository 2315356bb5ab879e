"""What a practice needs, told in words → its sums told apart: total, public part, others."""

import re
from typing import Any

from talkoot.importing.amounts import SumFound, sums_in
from talkoot.importing.texts import around, cut

_PUBLIC = (
    r"\b(?:public(?:ly)?|julki\w*|offentlig\w*)(?:\s+(?:money|fund\w*|support\w*|subsid\w*|grants?|sources?|sector"
    r"|contribution|share|part|financ\w*|aid|rahoit\w*|raha\w*|tuki|tukea|tuen|osuu\w*|stöd\w*|medel|bidrag\w*"
    r"|finansiering\w*|andel\w*)\b){0,2}"
)
"""Public money in three languages; “public transport” is none."""

_LEADS = r"[\s:=(–-]*(?:\b(?:of|was|is|were|about|amount\w*|totall?\w*|to|with|at|on|oli|är|var|på)\s+)*$"
_PUBLIC_BEFORE = re.compile(rf"{_PUBLIC}{_LEADS}")
_PUBLIC_AFTER = re.compile(
    rf"[\s(]*(?:(?:of|in|from|as|is|was|were|it|which|came|comes|av|är|on)\s+)*{_PUBLIC}"
    r"(?!\s+(?!and\b|ja\b|och\b|from\b|for\b)\w)"
)
_TOTAL = re.compile(r"(?:total|overall|budget|kokonais|yhteensä|sammanlag)[^.;,]{0,40}$")
_OTHERWISE = re.compile(r"\b(?:without|no|non|not|ilman|ei|utan|inte|icke|privat\w*|yksity\w*)\b")
"""What makes public money another, or a part of what is told."""

_ROUGHLY = re.compile(
    r"(?:\b(?:over|more than|about|around|approx\.?|approximately|up to|less than|under|at least|nearly"
    r"|almost|circa|ca\.?|noin|yli|alle|lähes|enintään|vähintään|cirka|över|högst|minst|nästan)|[~<>])\s*$"
)
"""Says that it is more or less; a named sum keeps these words."""


def sums_of(text: str) -> tuple[dict[str, Any], list[str]]:
    """The sums of a record's `resources`, and those that are meant for one year only.

    A sum is the total, or the public part, where the words right beside it say so; it is named by its
    sentence otherwise. No sum is reckoned with.
    """
    resources: dict[str, Any] = {}
    years: list[str] = []
    for one in sums_in(text):
        key, what = _key(one), around(text, one.start, one.end)
        if key and key not in resources:
            resources[key] = one.amount
        else:
            resources.setdefault("sums", []).append({"what": cut(what, 120), "amount": one.amount})
        if one.per == "year":
            years.append(f"{what}: {one.amount}")
    if _exceeds(resources.get("public_funding"), resources.get("total")):
        resources.setdefault("sums", []).append(
            {"what": "Public funding", "amount": resources.pop("public_funding")}
        )
    return resources, years


def _key(one: SumFound) -> str:
    """The field of a sum, if the words beside it are certain of one."""
    before, after = one.before.casefold(), one.after.casefold()
    clause = re.split(r",\s", before)[-1]
    if one.per or _ROUGHLY.search(before):
        return ""
    is_total = bool(_TOTAL.search(clause))
    if _OTHERWISE.search(after) or (re.search(_PUBLIC, before) and _OTHERWISE.search(before)):
        return ""
    if _PUBLIC_BEFORE.search(clause):
        return "public_funding"
    if _PUBLIC_AFTER.match(after):
        return "" if is_total else "public_funding"
    return "total" if is_total else ""


def _exceeds(part: str | None, whole: str | None) -> bool:
    return bool(part and whole and float(part.split()[0]) > float(whole.split()[0]))
