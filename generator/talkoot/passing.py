"""A text that is passed to a library outside Python, and what that leaves behind."""


def passing(text: str) -> str:
    """The same text, to be passed on and dropped.

    For whoever asks in C or Rust, a text that is not ASCII makes a copy of itself in UTF-8 and keeps that as
    long as it lives (PyUnicode_AsUTF8AndSize): ten thousand records that live to the end weigh twice as much.
    """
    return text if text.isascii() else text.encode().decode()
