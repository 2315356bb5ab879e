"""A review → the one comment its author and the coordinator read, and the same for programs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from talkoot.languages import Words
from talkoot.problems import Problem, as_json, field_title, sentences
from talkoot.records.fields import Labels
from talkoot.reviewing.differing import Difference, in_words, title_of
from talkoot.reviewing.reasons import Reason, place_of
from talkoot.reviewing.review import Review
from talkoot.reviewing.saying import say
from talkoot.reviewing.trees import Change

MARK = "<!-- talkoot: review -->"
"""By this the comment is found again and renewed, not repeated."""

LONGEST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
MOST_LINES = 40
"""Lines of one field's change that are shown."""
MOST = 30
"""Problems, fields and files that are told one by one."""


def as_markdown(review: Review, words: Words, labels: Labels, run: str = "") -> str:
    """The comment, in one language; whatever somebody wrote stands in code marks and can start nothing.

    `run` is the address where the preview can be fetched.
    """
    parts = [
        MARK,
        _opening(review, words),
        *_reasons(review, words),
        *_problems(review, words),
        *_points(review, words),
        *_changes(review, words, labels),
    ]
    if run and review.places:
        parts.append(f"[{say(words, 'preview')}]({run}): {say(words, 'preview where')}.")
    text = "\n\n".join(filter(None, parts)) + "\n"
    return text if len(text) <= LONGEST else _cut(text)


def as_record(review: Review, words: Words) -> dict[str, Any]:
    """What programs read: the verdict with its reasons, all problems, what changes, whether it merges."""
    return {
        "base": review.base,
        "head": review.head,
        "tree": review.tree,
        "verdict": review.decision.verdict,
        "right": review.is_right,
        "merges": review.merges,
        "language": review.language,
        "reasons": [
            {"verdict": reason.verdict, "code": reason.code, "path": reason.path} | {**reason.hints}
            for reason in review.decision.reasons
        ],
        "problems": [
            as_json(problem, words)
            | ({"line_to_paste": line} if (line := review.suggestions.get(problem)) else {})
            for problem in review.problems
        ],
        "points": [
            {"code": point.code, "path": point.path, "field": ".".join(point.keys)} | {**point.hints}
            for point in review.points
        ],
        "changes": [
            {"path": one.path, "field": ".".join(one.keys), "before": one.before, "after": one.after}
            for one in review.differences
        ],
        "records": [place.folder for place in review.places],
    }


def code(text: str) -> str:
    """Somebody's text on one line, as code: no mention, link, picture or markup comes of it."""
    line = " ".join(text.split()) or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def fenced(kind: str, lines: Sequence[str]) -> str:
    """Somebody's lines as a block of code that none of them can end."""
    longest = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{kind}", *lines, fence])


def _opening(review: Review, words: Words) -> str:
    said = partial(say, words)
    verdict = review.decision.verdict
    count = sum(problem.severity == "problem" for problem in review.problems)
    if verdict == "refused":
        after = said("next refused")
    elif count:
        after = said("next mend")
    else:
        after = said("next merges" if review.merges else f"next {verdict}")
    names = ", ".join(code(review.titles.get(place.folder, place.id)) for place in review.places[:3])
    right = "" if count or verdict == "refused" else said("right")
    opening = " ".join(filter(None, (f"**{said(f'verdict {verdict}')}**", right, after)))
    return f"### {names}\n\n{opening}" if names else opening


def _reasons(review: Review, words: Words) -> Iterator[str]:
    said, reasons = partial(say, words), review.decision.reasons
    if reasons:
        heading = said("reasons refused" if review.decision.verdict == "refused" else "reasons")
        yield f"#### {heading}\n\n" + _listed([_reason(reason, words) for reason in reasons], words)


def _reason(reason: Reason, words: Words) -> str:
    hints = {key: code(value) for key, value in reason.hints.items()}
    if "field" in reason.hints and "kind" in reason.hints:
        title = words.field_title(reason.hints["kind"], tuple(reason.hints["field"].split(".")))
        hints["field"] = title or hints["field"]
    return say(words, f"reason {reason.code}", path=code(reason.path), **hints)


def _problems(review: Review, words: Words) -> Iterator[str]:
    if not review.problems:
        return
    said = partial(say, words)
    told = [_problem(problem, review, words) for problem in review.problems[:MOST]]
    count = sum(problem.severity == "problem" for problem in review.problems)
    heading = f"#### {said('problems', n=count)}\n\n" if count else ""
    yield heading + "\n\n".join([*told, *_more(len(review.problems), words)])


def _problem(problem: Problem, review: Review, words: Words) -> str:
    said = partial(say, words)
    found, do = sentences(problem, words)
    where = said("line", path=code(problem.path), line=str(problem.line))
    title = field_title(problem, words)
    lines = [f"**{where}**{' · ' + _plain(title) if title else ''}"]
    for label, text in ((words("problem found"), found), (words("problem do"), do)):
        first, *rest = text.split("\n")
        lines.append(
            f"{label}: {code(first)}" if label == words("problem found") else f"{label}: {_plain(first)}"
        )
        if rest:
            lines.append("\n" + fenced("", rest) + "\n")
    if line := review.suggestions.get(problem):
        lines.append(f"{said('line to paste')}\n\n{fenced('suggestion', [line])}")
    return "\n".join(lines)  # in a comment, GitHub keeps an author's line breaks


def _points(review: Review, words: Words) -> Iterator[str]:
    if not review.points:
        return
    told = []
    titles = {(one.path, one.keys): title_of(one, words) for one in review.differences}
    for point in review.points:
        field = code(titles.get((point.path, point.keys), ".".join(point.keys)))
        gaps = {"field": field, "path": code(point.path)}
        told.append(say(words, f"point {point.code}", **gaps, **{k: code(v) for k, v in point.hints.items()}))
    yield f"#### {say(words, 'look twice')}\n\n" + _listed(told, words)


def _changes(review: Review, words: Words, labels: Labels) -> Iterator[str]:
    said = partial(say, words)
    told: list[str] = []
    for one in review.differences[:MOST]:
        lines = list(_lines(one, words, labels))
        if len(lines) > MOST_LINES:
            lines = [*lines[:MOST_LINES], said("shortened", n=str(len(lines) - MOST_LINES))]
        file = one.path.rpartition("/")[2]
        shown = title_of(one, words) + (f" ({file})" if _is_aside(one.path) else "")
        told.append(f"{code(shown)}\n{fenced('diff', lines)}")
    told += _more(len(review.differences), words)
    files = {one.path for one in review.differences}
    others = [_file(change, words) for change in review.changes if change.path not in files]
    yield f"#### {said('what changes')}\n\n" + ("\n\n".join(told) or said("nothing told"))
    if others:
        yield f"#### {said('other changes')}\n\n" + _listed(list(dict.fromkeys(others)), words)


def _is_aside(path: str) -> bool:
    """Whether a file is not the record's own text: a translation, or one of several lists."""
    place = place_of(path)
    return place is None or place.file != path


def _lines(one: Difference, words: Words, labels: Labels) -> Iterator[str]:
    """The lines of a field that go, marked with −, and those that come, marked with +."""
    before, after = (
        in_words(text, one.kind, labels, words).split("\n") if text else []
        for text in (one.before, one.after)
    )
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        yield from (f"- {line}" for line in before[a:b] if line)
        yield from (f"+ {line}" for line in after[c:d] if line)


def _file(change: Change, words: Words) -> str:
    what = "added" if change.is_new else "removed" if change.is_gone else "changed"
    return f"{code(change.path)}: {say(words, what)}"


def _listed(lines: Sequence[str], words: Words) -> str:
    return "\n".join(f"- {line}" for line in [*lines[:MOST], *_more(len(lines), words)])


def _more(count: int, words: Words) -> list[str]:
    return [say(words, "more", n=count - MOST)] if count > MOST else []


def _plain(text: str) -> str:
    """A sentence of ours that may quote somebody: nothing in it is markup."""
    return (
        re.sub(r"([\\`*_{}\[\]<>#|~@&])", r"\\\1", text).replace("\\@", "@\u200b").replace("\\#", "#\u200b")
    )


def _cut(text: str) -> str:
    """The comment up to the last whole part that fits."""
    kept = text[: LONGEST - 10]
    at = kept.rfind("\n\n`") if kept.count("```") % 2 else kept.rfind("\n\n")
    return kept[:at] + "\n\n…\n"


def labels_in(review: Review, language: str) -> Mapping[str, Mapping[str, str]]:
    """What the ids of terms, groups and records are called in `language`, on either side of a request."""
    told: dict[str, dict[str, str]] = {}
    for side in (review.sides.was, review.sides.is_now):
        if network := side.network:
            for name in network.vocabularies:
                told.setdefault(name, {}).update(
                    {id_: network.label(name, id_, language) for id_ in network.vocabularies[name]}
                )
            told.setdefault("group", {}).update({id_: group.name for id_, group in network.groups.items()})
            for kind, kept in network.kinds.items():
                told.setdefault(kind, {}).update(
                    {id_: str(getattr(one.record, one.record.title_field)) for id_, one in kept.items()}
                )
    return told
