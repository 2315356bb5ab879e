"""Members that have not confirmed their page for long → a letter to each, and a word to the coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from talkoot.kept import Kept
from talkoot.languages import LANGUAGES, words
from talkoot.network import Network, months_before
from talkoot.outputs.edit_address import form_address
from talkoot.records.member import Member

STILL = "&still-correct"
"""What tells the form on the site to confirm with one press."""

SOON = timedelta(days=60)
"""So long before lists leave a page out, the coordinator is told."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A member to be asked: in which language, since when, and from which day on lists leave its page out."""

    member: Kept[Member]
    language: str
    last: date
    unlisted_from: date | None

    @property
    def address(self) -> str:
        """The e-mail address that it is shown with; empty where none is."""
        contact = self.member.record.contact
        return (contact.email or "") if contact and contact.consent else ""


def reminders(network: Network, months: int) -> tuple[Reminder, ...]:
    """Who has not confirmed for so many months, the longest silent first."""
    limit = months_before(network.today, months)
    asked = [_reminder(network, kept) for kept in network.active_members]
    return tuple(sorted((r for r in asked if r.last < limit), key=lambda r: (r.last, r.member.id)))


def leaving_lists(network: Network) -> tuple[Reminder, ...]:
    """Whose page lists leave out soon, or already do, the first to go first."""
    asked = [_reminder(network, kept) for kept in network.active_members]
    until = network.today + SOON
    leaving = [(r.unlisted_from, r) for r in asked if r.unlisted_from and r.unlisted_from <= until]
    return tuple(r for _, r in sorted(leaving, key=lambda pair: (pair[0], pair[1].member.id)))


def letter(reminder: Reminder, network: Network, url: str) -> EmailMessage:
    """A letter that a mail programme opens to be sent, in the member's language; `url` is the site's own."""
    said = words(reminder.language)
    told = said.entries["editing"]
    about = network.about.told(reminder.language).record
    prefix = "" if reminder.language == network.languages[0] else f"{reminder.language}/"
    form = f"{url}{prefix}{form_address(reminder.member)}"
    parts = [
        told["remind text"].format(
            name=reminder.member.record.name,
            network=about.name,
            day=said.day(reminder.last),
            still=f"{form}{STILL}",
            form=form,
        )
    ]
    if reminder.unlisted_from and reminder.unlisted_from > network.today:
        parts.append(told["remind unlisted"].format(day=said.day(reminder.unlisted_from)))
    signed = [about.contact.name] if about.contact else []
    parts.append("\n".join([*signed, about.name]))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = told["remind subject"].format(network=about.short_name or about.name)
    if reminder.address:
        message["To"] = reminder.address
    message["X-Unsent"] = "1"  # mail programmes open it as a draft
    message.set_content("\n\n".join(parts) + "\n", cte="quoted-printable")
    return message


def lines(network: Network, asked: tuple[Reminder, ...], language: str) -> Iterator[str]:
    """Who is to be asked and whose page leaves the lists, for the coordinator."""
    said = words(language)
    told = said.entries["editing"]
    if not asked:
        yield told["remind none"]
    else:
        yield told["remind asked"].format(n=len(asked))
    for reminder in asked:
        yield "  " + told["remind line"].format(
            id=reminder.member.id,
            name=reminder.member.record.name,
            day=said.day(reminder.last),
            language=reminder.language,
            to=reminder.address or told["remind no address"],
        )
    if leaving := leaving_lists(network):
        yield ""
        yield told["remind soon"]
        for reminder in leaving:
            assert reminder.unlisted_from is not None
            yield "  " + told["remind soon line"].format(
                id=reminder.member.id, day=said.day(reminder.unlisted_from)
            )


def _reminder(network: Network, kept: Kept[Member]) -> Reminder:
    limits = network.about.record.freshness
    last = kept.record.confirmed or kept.record.joined
    language = kept.language if kept.language in LANGUAGES else network.languages[0]
    unlisted = limits.unlisted_after if limits else None
    begins = months_before(last, -unlisted) + timedelta(days=1) if unlisted else None
    return Reminder(kept, language if language in network.languages else network.languages[0], last, begins)
