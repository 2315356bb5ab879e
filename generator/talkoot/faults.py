"""A fault of ours → what people are told of it."""

REPORT = "https://github.com/talkoot/talkoot/issues"


def fault(error: Exception) -> str:
    """What to do with a fault that is Talkoot's own."""
    return (
        f"This is a fault of Talkoot, not of your files. Please report it at {REPORT}, with this line:\n"
        f"    {type(error).__name__}: {error}\n"
        "TALKOOT_TRACE=1 in front of the command shows where it happened."
    )
