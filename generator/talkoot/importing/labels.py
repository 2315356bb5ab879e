"""What others call the fields of a practice, in English, Finnish and Swedish, on pages and in forms."""

import re
from dataclasses import dataclass
from functools import cache

LABELS: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "title of the good practice",
        "title of the practice",
        "good practice title",
        "name of the practice",
        "name of the good practice",
        "otsikko",
        "käytännön nimi",
        "hyvän käytännön nimi",
        "rubrik",
        "titel",
        "arbetssättets namn",
    ),
    "summary": (
        "summary",
        "short summary",
        "short summary of the practice",
        "in one sentence",
        "tiivistelmä",
        "lyhyt tiivistelmä",
        "sammanfattning",
        "kort sammanfattning",
    ),
    "description": (
        "about this good practice",
        "about this practice",
        "detailed description",
        "detailed information on the practice",
        "description",
        "description of the practice",
        "full description",
        "the practice",
        "kuvaus",
        "käytännön kuvaus",
        "käytäntö",
        "beskrivning",
        "detaljerad beskrivning",
    ),
    "problem_addressed": (
        "problem addressed",
        "the problem addressed",
        "the problem it answers",
        "what is the problem addressed",
        "what is the problem addressed and the context which triggered the introduction of the practice",
        "mihin ongelmaan",
        "ongelma",
        "vilket problem",
        "problem",
    ),
    "objectives_reached": (
        "how it works",
        "how objectives are reached",
        "how the objectives are reached",
        "how does the practice reach its objectives",
        "how does the practice reach its objectives and how is it implemented",
        "implementation",
        "miten tavoitteisiin päästään",
        "toteutus",
        "hur målen nås",
        "genomförande",
    ),
    "stakeholders": (
        "stakeholders",
        "stakeholders and beneficiaries",
        "main stakeholders and beneficiaries",
        "who are the main stakeholders and beneficiaries",
        "who takes part and who gains",
        "sidosryhmät",
        "sidosryhmät ja hyötyjät",
        "intressenter",
        "intressenter och nyttohavare",
    ),
    "resources": (
        "resources",
        "resources needed",
        "resources used",
        "tarvittavat resurssit",
        "resurssit",
        "resurser",
    ),
    "timescale": (
        "timescale",
        "time scale",
        "duration",
        "start/end date",
        "period",
        "aikataulu",
        "kesto",
        "tidsplan",
    ),
    "start": ("start date", "date of start", "started", "begun", "alkoi", "alkanut", "startdatum", "började"),
    "end": ("end date", "date of end", "ended", "päättyi", "päättynyt", "slutdatum", "slutade"),
    "evidence": (
        "evidence of success",
        "evidence",
        "results",
        "results achieved",
        "näyttö onnistumisesta",
        "tulokset",
        "belägg för framgång",
        "resultat",
    ),
    "challenges": (
        "challenges",
        "challenges encountered",
        "difficulties encountered",
        "difficulties encountered/lessons learned",
        "lessons learned",
        "lessons learnt",
        "what was hard",
        "haasteet",
        "svårigheter",
        "utmaningar",
    ),
    "transfer": (
        "potential for learning or transfer",
        "potential for transfer",
        "transferability",
        "what others can take from it",
        "siirrettävyys",
        "mitä muut voivat oppia",
        "överförbarhet",
    ),
    "further_information": (
        "further information",
        "website",
        "link",
        "links",
        "read more at",
        "lisätietoja",
        "mer information",
    ),
    "opinions": (
        "expert opinion",
        "opinion of an expert",
        "asiantuntijan lausunto",
        "asiantuntijalausunto",
        "expertutlåtande",
    ),
    "opinion_role": ("role", "position", "rooli", "roll"),
    "opinion_organisation": ("works at", "organisation of the expert", "työpaikka", "arbetar på"),
    "owner": ("good practice owner", "practice owner", "owner", "käytännön omistaja", "omistaja", "ägare"),
    "organisation": (
        "organisation",
        "organization",
        "main institution",
        "main institution involved",
        "organisaatio",
        "organisation i ledningen",
    ),
    "contact": (
        "contact",
        "contact person",
        "contact details",
        "contact person for further information",
        "yhteyshenkilö",
        "yhteystiedot",
        "kontakt",
        "kontaktperson",
    ),
    "level": (
        "geographical scope",
        "geographical scope of the practice",
        "scope",
        "level",
        "implementation level",
        "taso",
        "nivå",
    ),
    "country": ("country", "maa", "land"),
    "region": ("region", "nuts", "nuts code", "alue"),
    "location": ("location", "location of the practice", "city", "sijainti", "paikka", "plats", "ort"),
    "topics": (
        "topic",
        "topics",
        "topic of the practice",
        "policy topic",
        "keywords",
        "aihe",
        "aiheet",
        "ämne",
        "ämnen",
    ),
    "project": (
        "project",
        "project acronym",
        "project name",
        "name of the project",
        "hanke",
        "hankkeen nimi",
        "projekt",
    ),
    "published": (
        "published",
        "published on",
        "date of publication",
        "publication date",
        "julkaistu",
        "publicerad",
    ),
    "date": ("date", "päivä", "datum"),
}
"""Field, or a place within one → its names, without numbers, hints and colons, in small letters."""

SITE_WORDS = frozenset(
    {
        "image",
        "images",
        "share",
        "print",
        "back",
        "home",
        "download",
        "read more",
        "show more",
        "show less",
        "see more",
        "see less",
        "good practice",
        "good practices",
        "this is the good practice's implementation level. it can be national, regional or local.",
        "this is the good practice’s implementation level. it can be national, regional or local.",
        "you can contact the good practice owner below for more detailed information.",
        "please describe in this section:",
    }
)
"""What the site itself says on every page, in small letters; none of it is anybody's practice."""

FORM_WORDS = frozenset(
    (
        *("character", "characters", "words", "of", "max", "maximum", "too", "many", "optional", "required"),
        *("the", "good", "practice", "practice's", "if", "any", "applicable", "s"),
        *("merkkiä", "sanaa", "enintään", "korkeintaan", "liikaa", "vapaaehtoinen", "pakollinen"),
        *("tecken", "ord", "av", "högst", "för", "många", "frivilligt", "obligatoriskt"),
    )
)
"""Words of a form beside its questions: “[300 characters]”, “of the good practice”."""

_HINT = re.compile(r"\s*[\[(]([^\])]*)[\])]")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is the heading of: the field, or nothing, and what it says besides."""

    field: str
    text: str
    more: tuple[str, ...] = ()

    @property
    def is_forms_own(self) -> bool:
        """Whether what it says besides asks for something, as a form does: “please specify the amount”."""
        return bool(self.more) and all(part.startswith("please ") for part in self.more)

    @property
    def says_more(self) -> bool:
        return bool(self.more) and not self.is_forms_own


def plain_label(text: str) -> str:
    """A question as it is compared: no number before it, no hint in brackets, no colon, small letters."""
    bare = _NUMBERING.sub("", _HINT.sub("", text)).strip(" \u00a0:*?.–-")
    return " ".join(bare.casefold().replace("’", "'").split())


@cache
def _known() -> dict[str, str]:
    return {name: field for field, names in LABELS.items() for name in names}


def label_in(text: str, marked: bool) -> Label:
    """The field that a line is the name of, if any, and what it says besides.

    A line the file marks as a heading may go on after the name: “Resources needed – please name sums”.
    """
    label, known = plain_label(text), _known()
    name = label if label in known else ""
    if not name and marked:
        starts = [one for one in known if len(one) > 8 and label.startswith(f"{one} ")]
        name = max(starts, key=len, default="")
    if not name:
        return Label("", text)
    besides = (plain_label(part) for part in (label.removeprefix(name), *_HINT.findall(text)))
    return Label(known[name], text, tuple(part for part in besides if not _is_said_by_forms(part)))


def _is_said_by_forms(part: str) -> bool:
    return part in _known() or FORM_WORDS.issuperset(re.findall(r"[^\W\d_]+(?:'s)?", part))
