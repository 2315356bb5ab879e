"""Vocabularies and the list of moved addresses: the network's own files that are not told by anybody."""

from typing import Annotated

from talkoot.records.fields import Code, Day, Group, Pattern, Text
from talkoot.records.record import Part

VOCABULARIES = ("sectors", "offers", "themes", "topics", "places")
"""What a network keeps under `content/vocabularies/`; `offers` serves offers and needs alike."""
