"""A made-up network of any size, the same for the same seed: what everybody's form is written from."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

TODAY = date(2026, 11, 21)
"""The day the network is told on; every build of a benchmark is given it."""

LANGUAGES = ("en", "fi", "sv")

PROSE = {
    "fi": """verkosto jäsen alue yritys kunta hanke kehittäminen kumppani yhteistyö palvelu osaaminen koulutus
        tapaaminen ryhmä tieto ympäristö kestävä kiertotalous ruoka metsä energia matkailu kulttuuri nuoret maaseutu
        kylä tuotanto paikallinen rahoitus neuvonta tutkimus kokeilu ratkaisu käytäntö tulos vaikutus työpaja ja sekä
        että mutta myös kun joka tarjoaa etsii järjestää kehittää tukee yhdistää rakentaa avoin uusi hyvä pieni suuri
        yhteinen vuosi kevät syksy kysyntä hinta""",
    "en": """network member region company municipality project development partner cooperation service skill training
        meeting group knowledge environment sustainable circular food forest energy tourism culture youth rural village
        production local funding advice research pilot solution practice result impact workshop and with that but also
        when which offers seeks organises develops supports connects builds open new good small large shared year
        spring autumn the of in for""",
    "sv": """nätverk medlem område företag kommun projekt utveckling partner samarbete tjänst kunnande utbildning möte
        grupp kunskap miljö hållbar kretslopp mat skog energi turism kultur ungdom landsbygd by tillverkning lokal
        finansiering rådgivning forskning försök lösning metod resultat påverkan verkstad och med som men också när
        vilken erbjuder söker ordnar utvecklar stöder förenar bygger öppen ny god liten stor gemensam år vår höst""",
}
ENDINGS = {"fi": ("Oy", "Tmi", "osk"), "en": ("Ltd", "Works", "Studio"), "sv": ("AB", "Verkstad", "HB")}

VOCABULARIES: dict[str, Sequence[tuple[str, str, str]]] = {
    "sectors": [
        ("Food", "Ruoka", "Mat"),
        ("Forestry", "Metsä", "Skog"),
        ("Energy", "Energia", "Energi"),
        ("Tourism", "Matkailu", "Turism"),
        ("Culture", "Kulttuuri", "Kultur"),
        ("Teaching", "Koulutus", "Utbildning"),
        ("Research", "Tutkimus", "Forskning"),
        ("Software", "Ohjelmistot", "Programvara"),
        ("Building", "Rakentaminen", "Byggande"),
        ("Health", "Terveys", "Hälsa"),
        ("Advice", "Neuvonta", "Rådgivning"),
        ("Crafts", "Käsityö", "Hantverk"),
    ],
    "offers": [
        ("Funding advice", "Rahoitusneuvonta", "Finansieringsråd"),
        ("Training", "Koulutukset", "Kurser"),
        ("Meeting space", "Kokoustila", "Möteslokal"),
        ("Equipment", "Laitteet", "Utrustning"),
        ("Mentoring", "Mentorointi", "Mentorskap"),
        ("Transport", "Kuljetus", "Transport"),
        ("Marketing", "Markkinointi", "Marknadsföring"),
        ("Figures", "Tunnusluvut", "Nyckeltal"),
        ("Certificates", "Sertifikaatit", "Certifikat"),
        ("Design", "Muotoilu", "Formgivning"),
        ("Prototypes", "Prototyypit", "Prototyper"),
        ("Export help", "Vientiapu", "Exporthjälp"),
        ("Legal advice", "Lakineuvonta", "Juridisk rådgivning"),
        ("Recruiting", "Rekrytointi", "Rekrytering"),
        ("Testing", "Testaus", "Testning"),
        ("Events", "Tapahtumat", "Evenemang"),
        ("Translation", "Käännökset", "Översättning"),
        ("Photography", "Valokuvaus", "Fotografering"),
        ("Online shop", "Verkkokauppa", "Nätbutik"),
        ("Catering", "Pitopalvelu", "Catering"),
    ],
    "themes": [
        ("Pricing", "Hinnoittelu", "Prissättning"),
        ("Going abroad", "Vienti", "Export"),
        ("First employee", "Ensimmäinen työntekijä", "Första anställda"),
        ("Succession", "Omistajanvaihdos", "Ägarbyte"),
        ("Being found", "Näkyvyys", "Synlighet"),
        ("Bookings", "Varaukset", "Bokningar"),
        ("Cash flow", "Kassavirta", "Kassaflöde"),
        ("Daily AI", "Tekoäly arjessa", "AI i vardagen"),
        ("Shared stands", "Yhteiset messuosastot", "Gemensamma montrar"),
        ("Working alone", "Yksin yrittäjänä", "Ensamföretagare"),
        ("Repair", "Korjaaminen", "Reparation"),
        ("Winter season", "Talvikausi", "Vintersäsong"),
    ],
    "topics": [
        ("Small firms", "Pienyritykset", "Småföretag"),
        ("Innovation", "Innovaatiot", "Innovation"),
        ("Skills", "Taidot", "Färdigheter"),
        ("Rural areas", "Maaseutualueet", "Landsbygdsområden"),
        ("Circular economy", "Kiertotalous", "Cirkulär ekonomi"),
        ("Digital tools", "Digityökalut", "Digitala verktyg"),
    ],
    "places": [
        ("Helsinki", "Helsinki", "Helsingfors"),
        ("Espoo", "Espoo", "Esbo"),
        ("Tampere", "Tampere", "Tammerfors"),
        ("Oulu", "Oulu", "Uleåborg"),
        ("Turku", "Turku", "Åbo"),
        ("Jyväskylä", "Jyväskylä", "Jyväskylä"),
        ("Kuopio", "Kuopio", "Kuopio"),
        ("Lahti", "Lahti", "Lahtis"),
        ("Pori", "Pori", "Björneborg"),
        ("Joensuu", "Joensuu", "Joensuu"),
        ("Vaasa", "Vaasa", "Vasa"),
        ("Rovaniemi", "Rovaniemi", "Rovaniemi"),
        ("Seinäjoki", "Seinäjoki", "Seinäjoki"),
        ("Mikkeli", "Mikkeli", "S:t Michel"),
        ("Kotka", "Kotka", "Kotka"),
        ("Salo", "Salo", "Salo"),
        ("Kokkola", "Kokkola", "Karleby"),
        ("Kajaani", "Kajaani", "Kajana"),
        ("Rauma", "Rauma", "Raumo"),
        ("Savonlinna", "Savonlinna", "Nyslott"),
    ],
}
"""Vocabulary → the labels of its entries in English, Finnish and Swedish."""

MEMBERS_IN_A_GROUP = 200

_LETTERS = str.maketrans("åäö", "aao")

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the name of its folder, its fields as an author writes them, the Markdown below them."""

    id: str
    fields: Fields
    body: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that is written down, in the order it was made up. `groups` are id and name."""

    groups: Sequence[tuple[str, str]]
    members: Sequence[Record]
    meetings: Sequence[Record]
    practices: Sequence[Record]

    @property
    def kinds(self) -> dict[str, Sequence[Record]]:
        """Section of the site → its records."""
        return {"members": self.members, "meetings": self.meetings, "practices": self.practices}


def plain(text: str) -> str:
    """“Åbo Verkstad” → `abo-verkstad`."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower().translate(_LETTERS)).split())


def make_network(size: int, seed: int = 20261121) -> Network:
    """`size` records, linked with each other: 90 % members, 8 % meetings, 2 % practices."""
    pen = _Pen(random.Random(seed))
    count = {"meetings": round(size * 0.08), "practices": round(size * 0.02)}
    members_count = size - sum(count.values())
    groups = [(f"group-{n}", f"Group {n}") for n in range(1, max(3, members_count // MEMBERS_IN_A_GROUP) + 1)]
    members = [pen.member(n, groups) for n in range(members_count)]
    ids = [member.id for member in members]
    meetings = [pen.meeting(n, groups, ids) for n in range(count["meetings"])]
    practices = [pen.practice(n, ids) for n in range(count["practices"])]
    return Network(groups, members, meetings, practices)


class _Pen:
    """Writes whatever chance tells it to."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = {language: text.split() for language, text in PROSE.items()}
        self.terms = {name: [plain(labels[0]) for labels in rows] for name, rows in VOCABULARIES.items()}

    def member(self, n: int, groups: Sequence[tuple[str, str]]) -> Record:
        language = self.language()
        name = " ".join(self.some(language, 2)).title() + " " + self.chance.choice(ENDINGS[language])
        id_ = f"{plain(name)}-{n}"
        markets = ["local", "regional", "national", "nordic", "europe", "world"]
        fields: Fields = {
            "name": name,
            "summary": self.short(language, 12),
            "about": self.paragraphs(language, self.chance.randint(1, 3), 40, 80),
            "written_in": language,
            "sectors": self.several("sectors", 1, 2),
            "group": groups[n % len(groups)][0],
            "place": self.several("places", 1, 1)[0],
            "founded": str(self.chance.randint(1975, 2024)),
            "size": str(self.chance.randint(1, 9)),
            "languages": self.chance.sample(LANGUAGES, self.chance.randint(1, 3)),
            "offers": self.several("offers", 1, 5),
            "needs": self.several("offers", 1, 4),
            "themes_wished": self.several("themes", 0, 2),
            "markets": {"now": self.chance.sample(markets, 2), "wanted": self.chance.sample(markets, 1)},
            "links": [
                {"title": "Website", "url": f"https://{id_}.example.org/"},
                {"title": "Shop", "url": f"https://shop.example.org/{id_}"},
            ],
            "contact": {
                "name": "Owner",
                "email": f"info@{id_}.example.org",
                "phone": f"+358 40 {self.chance.randrange(10**6):06d}",
                "consent": "2025-01-15",
            },
            "hosting": {"willing": "yes", "seats": str(self.chance.randint(4, 30))},
            "joined": str(self.day(2015, 3600)),
        }
        if not fields["themes_wished"]:
            del fields["themes_wished"]
        return Record(id_, fields)

    def meeting(self, n: int, groups: Sequence[tuple[str, str]], members: Sequence[str]) -> Record:
        language = self.language()
        day = self.day(2018, 3400)
        held = day < TODAY
        start = datetime(day.year, day.month, day.day, 17)
        fields: Fields = {
            "title": self.short(language, 5).rstrip("."),
            "start": f"{start:%Y-%m-%d %H:%M}",
            "end": f"{start + timedelta(hours=2):%Y-%m-%d %H:%M}",
            "status": "held" if held else "planned",
            "group": groups[n % len(groups)][0],
            "host": self.chance.choice(members),
            "themes": self.several("themes", 1, 3),
            "chosen_by": "members",
            "experts": [
                {"role": "Adviser", "organisation": "Revontuli University", "topic": self.short(language, 4)}
            ],
            "seats": "20",
            "written_in": language,
            "spoken": [language],
            "summary": self.short(language, 16),
        }
        if not held:
            return Record(f"{day}-{plain(' '.join(self.some(language, 2)))}-{n}", fields)
        present = self.chance.sample(members, min(8, len(members)))
        fields["attendance"] = {"people": "11", "enterprises": "8", "members": present}
        fields["outcomes"] = [
            {
                "what": self.short(language, 8),
                "who": who,
                "by": str(day + timedelta(days=60)),
                "state": "open",
            }
            for who in present[:2]
        ]
        return Record(
            f"{day}-{plain(' '.join(self.some(language, 2)))}-{n}", fields, self.report(language, 4, 400)
        )

    def practice(self, n: int, members: Sequence[str]) -> Record:
        language = self.language()
        title = self.short(language, 6).rstrip(".")
        fields: Fields = {
            "title": title,
            "summary": self.short(language, 14),
            "real": "no",
            "level": self.chance.choice(["local", "regional", "national"]),
            "country": "FI",
            "region": "FI1D7",
            "location": "Lapland",
            "topics": self.several("topics", 1, 3),
            "start": str(self.chance.randint(2015, 2025)),
            "published": str(self.day(2020, 2000)),
            "evidence": [
                {
                    "what": self.short(language, 6),
                    "figure": str(self.chance.randint(3, 400)),
                    "date": "2025",
                    "date_is": "source",
                    "source": "Final report",
                }
                for _ in range(2)
            ],
            "owner": {"organisation": "Revontuli University", "country": "FI", "contact": "Coordinator"},
            "status": "published",
            "written_in": language,
            "members": self.chance.sample(members, min(3, len(members))),
        }
        return Record(f"{plain(title)[:60].rstrip('-')}-{n}", fields, self.report(language, 3, 90))

    def language(self) -> str:
        return self.chance.choices(LANGUAGES, (3, 5, 2))[0]

    def day(self, year: int, within: int) -> date:
        return date(year, 1, 1) + timedelta(days=self.chance.randrange(within))

    def some(self, language: str, count: int) -> list[str]:
        return self.chance.choices(self.words[language], k=count)

    def several(self, vocabulary: str, least: int, most: int) -> list[str]:
        return self.chance.sample(self.terms[vocabulary], self.chance.randint(least, most))

    def short(self, language: str, count: int) -> str:
        return " ".join(self.some(language, count)).capitalize() + "."

    def sentence(self, language: str) -> str:
        words = self.some(language, self.chance.randint(7, 17))
        words[0] = words[0].capitalize()
        sign, at = self.chance.random(), self.chance.randrange(1, len(words))
        if sign < 0.06:
            words[at] = f"**{words[at]}**"
        elif sign < 0.10:
            words[at] = f"[{words[at]}](https://example.org/{self.chance.randrange(9999)})"
        elif sign < 0.12:
            words[at] = f"*{words[at]}*"
        return " ".join(words) + "."

    def paragraphs(self, language: str, count: int, least: int, most: int) -> str:
        return "\n\n".join(self.paragraph(language, self.chance.randint(least, most)) for _ in range(count))

    def paragraph(self, language: str, words: int) -> str:
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
            sentences.append(self.sentence(language))
        return " ".join(sentences)

    def report(self, language: str, sections: int, words: int) -> str:
        parts = []
        for n in range(sections):
            parts.append(f"## {self.short(language, 3).rstrip('.')}")
            parts.append(self.paragraph(language, words // sections // 2))
            parts.append(self.paragraph(language, words // sections // 3))
            if n % 2:
                parts.append("\n".join(f"- {' '.join(self.some(language, 6))}" for _ in range(4)))
        return "\n\n".join(parts) + "\n"
