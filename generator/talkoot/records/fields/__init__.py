"""Kinds of field: each knows how its text is read, what it refuses and how an editor's schema says so.

`kind` is what all have in common; a new kind goes where its neighbours are.
"""

from talkoot.records.fields.amounts import Measure, Number, Sum
from talkoot.records.fields.contact import Email, Phone, Web
from talkoot.records.fields.kind import Kind, Labels, Schema, refuse
from talkoot.records.fields.links import Code, LinkTo, Picture, Term, codes
from talkoot.records.fields.texts import Choice, ElementOf, Flag, Group, Pattern, Prose, Text
from talkoot.records.fields.times import Day, Moment, Period

__all__ = [
    "Choice",
    "Code",
    "Day",
    "ElementOf",
    "Email",
    "Flag",
    "Group",
    "Kind",
    "Labels",
    "LinkTo",
    "Measure",
    "Moment",
    "Number",
    "Pattern",
    "Period",
    "Phone",
    "Picture",
    "Prose",
    "Schema",
    "Sum",
    "Term",
    "Text",
    "Web",
    "codes",
    "refuse",
]
