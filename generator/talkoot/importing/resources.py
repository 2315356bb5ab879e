"""What a practice needs, told in words → its sums told apart: total, public part, others."""

import re
from typing import Any

from talkoot.importing.amounts import sums_in
from talkoot.importing.texts import around, cut

_PUBLIC = r"public|julki|offentlig"
_TOTAL = r"total|overall|budget|kokonais|yhteensä|sammanlag"


def sums_of(text: str) -> tuple[dict[str, Any], list[str]]:
    """The sums of a record's `resources`, and those that are meant for one year only.

    A sum is the total, or the public part, where the words right beside it say so; it is named by its
    sentence otherwise. No sum is reckoned with.
    """
    resources: dict[str, Any] = {}
    years: list[str] = []
    flat = text.casefold()
    found = [*sums_in(text)]
    last = 0
    for n, one in enumerate(found):
        following = found[n + 1].start if n + 1 < len(found) else len(text)
        before = flat[last : one.start]
        after = re.split(r"[\n.;,]", flat[one.end : min(one.end + 40, following)])[0]
        last = one.end
        is_public = re.search(_PUBLIC, after) or re.search(rf"(?:{_PUBLIC})[^.;]{{0,30}}$", before)
        is_total = re.search(rf"(?:{_TOTAL})[^.;]{{0,40}}$", before)
        key = "public_funding" if is_public else "total" if is_total else ""
        if key and not one.a_year and key not in resources:
            resources[key] = one.amount
        else:
            what = cut(around(text, one.start, one.end), 120)
            resources.setdefault("sums", []).append({"what": what, "amount": one.amount})
            if one.a_year:
                years.append(text[one.start : one.end])
    if _exceeds(resources.get("public_funding"), resources.get("total")):
        resources.setdefault("sums", []).append(
            {"what": "Public funding", "amount": resources.pop("public_funding")}
        )
    return resources, years


def _exceeds(part: str | None, whole: str | None) -> bool:
    return bool(part and whole and float(part.split()[0]) > float(whole.split()[0]))
