"""A text with answers → a proposal: one record's files as they should be, or all that is to be mended."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from talkoot.build import Examined, examine
from talkoot.editing.answers import TEXT, Answers, read_answers
from talkoot.editing.beginning import begin
from talkoot.editing.drafts import Draft, read_draft, take_in
from talkoot.editing.overlay import Files, problems_with
from talkoot.editing.proposal import Proposal, Sent
from talkoot.editing.questions import PAGE, REMOVE_CONTACT, REMOVE_PAGE, WISH, page_heading, questions
from talkoot.editing.removing import left, removed
from talkoot.editing.showing import show, without_dropped
from talkoot.editing.understanding import Understanding, yes_or_no
from talkoot.frames.look import site_url
from talkoot.framing import look_apart
from talkoot.languages import DEFAULT, LANGUAGES
from talkoot.network import Network
from talkoot.outputs.data.page import SCHEMAS
from talkoot.problems import Problem, in_file_order, shorten
from talkoot.records import RECORD_KINDS
from talkoot.records.fields import Term
from talkoot.sources.names import RECORD, near


def propose(root: Path, sent: Sent, today: date, examined: Examined | None = None) -> Proposal:
    """What becomes of `sent` in the network below `root`. Writes nothing; never raises for what was sent."""
    examined = examined or examine(root, today)
    language = sent.language or DEFAULT
    if examined.network is None:
        return Proposal(language=language, problems=examined.problems, is_ours=True)
    answers = read_answers(sent.text, TEXT)
    if isinstance(answers, Problem):
        return Proposal(language=language, problems=(answers,))
    return _Proposing(root, sent, today, examined, examined.network, answers).proposal()


class _Proposing:
    """One text on its way to a proposal."""

    def __init__(
        self, root: Path, sent: Sent, today: date, examined: Examined, network: Network, answers: Answers
    ) -> None:
        self.root, self.sent, self.today = root, sent, today
        self.examined, self.network = examined, network
        self.answers, self.dropped = without_dropped(answers)
        self.model = next(model for model in RECORD_KINDS if model.kind == answers.kind)
        self.understanding = Understanding(network, today)
        self.received = sent.received or answers.received
        self.problems = [*answers.problems]
        self.adds_editor = False

    def proposal(self) -> Proposal:
        wishes = self.wishes()
        about = Proposal(
            self.model.kind,
            language=self.answers.language,
            received=self.received,
            wishes=wishes,
            note=self.answers.note,
        )
        told = set(self.answers.given) - {PAGE, WISH}
        if wishes and not told and not self.answers.page:
            return about
        draft = self.draft()
        if not isinstance(draft, Draft):
            return replace(about, id=self.answers.page, problems=draft)
        about = replace(about, id=draft.id, name=shorten(draft.title), is_new=draft.is_new)
        if self.says_yes(REMOVE_PAGE) and not draft.is_new:
            linked = self.network.links.get((self.model.kind, draft.id))
            stays = bool(linked) and "left_on" in self.model.model_fields
            files = left(draft, self.today) if stays else removed(self.root, draft, self.today)
            return self.removal(replace(about, removes=True, stays=stays), files)
        self.problems += take_in(draft, self.answers, self.understanding, TEXT)
        if draft.is_new:
            self.begin(draft)
        if self.says_yes(REMOVE_CONTACT):
            for keys in draft.keys.values():
                keys.pop("contact", None)
        self.add_wishes(draft)
        return self.finished(draft, about)

    def draft(self) -> Draft | tuple[Problem, ...]:
        """The record that the answers are about, as it stands; a new one is empty."""
        page = self.answers.page
        default = self.network.languages[0]
        known = {*self.network.kinds[self.model.kind]} | {
            id_ for kind, id_ in self.network.left_out if kind == self.model.kind
        }
        if not page:
            written_in = self.understanding.language(self.answers.given.get("written_in", ""))
            language = written_in or self.answers.language
            draft = Draft(self.model, "", language)
            if language != default and "written_in" not in self.answers.given:
                draft.own["written_in"] = language
            return draft
        if page not in known or not RECORD.fullmatch(page):
            of_kind = self.network.kinds[self.model.kind].values()
            named = {getattr(kept.record, self.model.title_field).casefold(): kept.id for kept in of_kind}
            meant = named.get(page.casefold()) or near(page, known)
            hints = (("near", meant),) if meant else ()
            line = self.answers.lines.get(PAGE, 1)
            return (Problem("page-unknown", TEXT, line, found=shorten(page), hints=hints),)
        draft_or_problems = read_draft(self.root, self.model, page, default)
        if not isinstance(draft_or_problems, Draft):
            return (Problem("record-unreadable", TEXT), *draft_or_problems)
        return draft_or_problems

    def begin(self, draft: Draft) -> None:
        """Let a new record have what nobody needs to be asked for, its id above all."""
        begin(draft, self.network, self.today)
        if "editors" in self.model.model_fields and self.sent.account and not self.received:
            draft.own["editors"] = [self.sent.account]
            self.adds_editor = True
        if (self.root / draft.folder).exists():
            question = page_heading(self.model.kind, self.answers.language)
            hints = (("question", question),)
            self.problems.append(Problem("page-exists", TEXT, found=draft.id, hints=hints))

    def wishes(self) -> tuple[str, ...]:
        lines = (line.strip(" -*\t") for line in self.answers.given.get(WISH, "").split("\n"))
        return tuple(dict.fromkeys(shorten(line) for line in lines if line))

    def add_wishes(self, draft: Draft) -> None:
        """Themes that the network knows by the name somebody wished for become the member's own."""
        themes = Term("", vocabulary="themes")
        known = [self.understanding.one(themes, wish) for wish in self.wishes()]
        wished = draft.own.get("themes_wished")
        had = [*wished] if isinstance(wished, list) else []
        added = [id_ for id_ in known if id_ in self.understanding.meanings(themes) and id_ not in had]
        if added:
            draft.own["themes_wished"] = [*had, *added]

    def says_yes(self, id_: str) -> bool:
        return yes_or_no(self.answers.given.get(id_, "")) is True

    def finished(self, draft: Draft, about: Proposal) -> Proposal:
        """The files of the draft, looked at by the network's own check."""
        about = replace(
            about,
            id=draft.id,
            name=shorten(draft.title),
            adds_editor=self.adds_editor,
            changed=tuple(
                question.path
                for question in questions(self.model.kind, (*LANGUAGES,), self.answers.language)
                if question.path and question.id in self.answers.given
            ),
        )
        pictures, unfit = show(draft, self.sent.pictures, self.dropped, self.answers)
        self.problems += unfit
        url = site_url(look_apart(self.examined.texts)[1])
        files = draft.written(f"{url}{SCHEMAS}/" if url else "") | pictures
        if not files and not self.problems:
            return replace(about, problems=() if about.wishes else (Problem("nothing-answered", TEXT),))
        if any(problem.code == "page-exists" for problem in self.problems):
            return replace(about, problems=in_file_order(self.problems))
        return self.checked(about, files)

    def removal(self, about: Proposal, files: Files) -> Proposal:
        """Nobody stays because a meeting would lack its host: that is the coordinator's to settle."""
        found = problems_with(self.root, files, self.examined, self.today)
        to_settle = tuple(problem for problem in found if problem.path not in files)
        own = in_file_order((*self.problems, *(problem for problem in found if problem.path in files)))
        about = replace(about, problems=own, to_settle=to_settle)
        return replace(about, files=files) if about.is_right else about

    def checked(self, about: Proposal, files: Files) -> Proposal:
        """The proposal with what the check says; with its files where that is nothing grave."""
        found = problems_with(self.root, files, self.examined, self.today)
        about = replace(about, problems=in_file_order((*self.problems, *found)))
        return replace(about, files=files) if about.is_right else about
