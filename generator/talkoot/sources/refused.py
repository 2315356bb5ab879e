"""A text that can't be read: why, and where in it."""

from talkoot.problems import Problem


class Refused(Exception):
    """Stops the reading of one text; becomes a `Problem` once the file it came from is known.

    `line` and `column` count from 1 within the text, `found` and `hints` fill the sentences of `code`.
    """

    def __init__(
        self,
        code: str,
        line: int = 1,
        column: int = 1,
        found: str = "",
        hints: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(code, line, column, found, hints)
        self.code = code
        self.line = line
        self.column = column
        self.found = found
        self.hints = hints

    def __str__(self) -> str:
        return f"{self.code} at line {self.line}, column {self.column}: {self.found}"

    def in_file(self, path: str, lines_above: int = 0) -> Problem:
        """The same as a problem of the file at `path`, in which `lines_above` lines precede the text."""
        return Problem(
            self.code, path, self.line + lines_above, self.column, found=self.found, hints=self.hints
        )
