"""Documents → records: one module a kind, every field declared once.

`fields` holds the kinds of field, `record` what a record is and how it is walked, `check` turns
documents into records and problems. A new kind: one module here and its name in `RECORD_KINDS`.
"""

from talkoot.records.adoption import Adoption
from talkoot.records.meeting import Meeting
from talkoot.records.member import Member
from talkoot.records.network import NetworkRecord
from talkoot.records.practice import Practice
from talkoot.records.record import Field, Part, Record, field_at
from talkoot.records.vocabulary import Addresses, entry_model

__all__ = ["RECORD_KINDS", "NetworkRecord", "Record", "declared_field", "model_of"]

RECORD_KINDS: tuple[type[Record], ...] = (Member, Meeting, Practice, Adoption)


def model_of(kind: str, id: str = "") -> type[Part] | None:  # noqa: A002
    """What a document of `kind` holds; a vocabulary holds entries, those of the places with most to tell."""
    if kind == "start":  # asked once, by one command
        from talkoot.starting.answers import Answers

        return Answers
    kinds: tuple[type[Record], ...] = (*RECORD_KINDS, NetworkRecord)
    models: dict[str, type[Part]] = {model.kind: model for model in kinds}
    models |= {"addresses": Addresses, "vocabulary": entry_model(id or "places")}
    return models.get(kind)


def declared_field(kind: str, keys: tuple[str, ...]) -> Field | None:
    """The declaration of the field with these keys in a record of `kind`, or None."""
    model = model_of(kind)
    return field_at(model, keys) if model else None
