"""Fields by which somebody is reached: an address on the web, an e-mail address, a telephone number."""

import re
from dataclasses import dataclass

from pydantic_core import CoreSchema
from pydantic_core import core_schema as cs

from talkoot.records.fields.kind import Kind, Labels, Schema, refuse


@dataclass(frozen=True)
class Web(Kind):
    """An address on the web, with its https://, at most `max` characters."""

    max: int = 500

    def core(self) -> CoreSchema:
        text = cs.str_schema(strip_whitespace=True, max_length=self.max)
        return cs.no_info_after_validator_function(self.read, text)

    def read(self, text: str) -> str:
        if not re.fullmatch(WEB_ADDRESS, text):
            raise refuse("web-address", near=self.written(text))
        return text

    @staticmethod
    def written(text: str) -> str:
        """`text` as a whole address, when only its beginning is missing."""
        bare = text.strip()
        return f"https://{bare}" if re.fullmatch(WEB_ADDRESS, f"https://{bare}") and "@" not in bare else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{WEB_ADDRESS}\s*$", "maxLength": self.max}


WEB_ADDRESS = r"""https?://[^\s/?#@:<>"'\\]+\.[^\s/?#@:.<>"'\\]+(:[0-9]{1,5})?([/?#][^\s<>"\\]*)?"""


@dataclass(frozen=True)
class Email(Kind):
    """An e-mail address."""

    def read(self, text: str) -> str:
        if not re.fullmatch(EMAIL_ADDRESS, text):
            raise refuse("email", near=self.written(text))
        return text

    @staticmethod
    def written(text: str) -> str:
        """`text` without its blanks, when that makes an address."""
        bare = re.sub(r"\s|^mailto:", "", text.replace("(at)", "@").replace("[at]", "@"))
        return bare if re.fullmatch(EMAIL_ADDRESS, bare) else ""

    def schema(self, labels: Labels) -> Schema:
        return {"type": "string", "pattern": rf"^\s*{EMAIL_ADDRESS}\s*$"}


EMAIL_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+"
"""What a browser's e-mail field accepts (HTML Living Standard), with at least one dot in the domain."""


@dataclass(frozen=True)
class Phone(Kind):
    """A telephone number, digits with blanks: `+358 40 123 4567`."""

    def read(self, text: str) -> str:
        if not re.fullmatch(PHONE_NUMBER, text, re.ASCII):
            raise refuse("phone")
        return text

    def schema(self, labels: Labels) -> Schema:
        return {
            "anyOf": [
                {"type": "integer", "minimum": 10_000},
                {"type": "string", "pattern": rf"^\s*{PHONE_NUMBER}\s*$"},
            ]
        }


PHONE_NUMBER = r"\+?[0-9(]([ ()-]{0,2}[0-9]){4,19}"
