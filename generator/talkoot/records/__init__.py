"""Documents → records: one module a kind, every field declared once.

`fields` holds the kinds of field, `record` what a record is and how it is walked, `check` turns
documents into records and problems. A new kind: one module here and its name in `RECORD_KINDS`.
"""

from talkoot.records.meeting import Meeting
from talkoot.records.member import Member
from talkoot.records.practice import Practice
from talkoot.records.record import Record

RECORD_KINDS: tuple[type[Record], ...] = (Member, Meeting, Practice)
