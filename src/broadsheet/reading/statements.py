"""What speakers are reported to have said: quoted, half quoted, or in the words of the outlet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import attrgetter

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.articles.statement import Statement
from broadsheet.reading.asked import find_asked
from broadsheet.reading.building import built
from broadsheet.reading.cast import NEAR
from broadsheet.reading.cues import Cue, Cues, cues
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.nominal import SILENT
from broadsheet.reading.quotes import Quotation, find_quotations, find_rest
from broadsheet.reading.relayed import find_relayed
from broadsheet.reading.reported import ENDS, is_clause, is_own, reported_words
from broadsheet.reading.sentences import split_sentences
from broadsheet.reading.speakers import Speaker, Subjects
from broadsheet.reading.speech import OPENING, Speech
from broadsheet.reading.stretch import Stretches
from broadsheet.reading.unclosed import close
from broadsheet.reading.unnamed import find_unnamed

__all__ = ["read_statements"]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement while its paragraph is read."""

    mode: str
    start: int
    end: int
    words: tuple[int, int]
    speaker: Speaker | None = None
    cue: Cue | None = None
    entity: str | None = None
    teller: Speaker | None = None
    """Who relays what another says, and is meant by he or she from then on."""


@dataclass
class _Reader:
    text: str
    folded: str
    cast: Subjects
    cues: Cues
    lexicon: Lexicon
    speech: Speech
    carried: str | None = None
    running: bool = False
    """Whether the quotation of the last paragraph goes on in the next one."""

    heard: list[tuple[int, int]] = field(default_factory=list)
    """The last quotations of the paragraphs before."""

    def paragraph(self, segment: Segment, following: Segment | None) -> list[_Draft]:
        """The statements of one paragraph."""
        start, end = segment.start, segment.end
        quotations, loose = find_quotations(self.text, start, end, following.start if following else None)
        rest = find_rest(self.text, start, end)
        if rest is not None and (self.running or self.speech.is_said(rest, end)):
            quotations = [rest, *(q for q in quotations if q.start >= rest.end)]
        self.heard = [q for q in self.heard if q[1] > start - NEAR]
        self.cast.quoted_before = Stretches(self.heard)
        self.cast.quoted = Stretches((q.start, q.end) for q in quotations)
        carries = loose is not None and following is not None and self._goes_on(following)
        if loose is not None:
            page, found, bounds = (self.text, self.folded), quotations, (loose, end)
            quotations = close(page, self.cues, found, bounds, carries=carries)
            if quotations == found and self.running and loose == start:
                quotations = close(page, self.cues, found, bounds, carries=True)
        starts = [q.start for q in quotations]
        self.heard += [(q.start, q.end) for q in quotations]
        drafts: list[_Draft] = []
        for unit in self._units(quotations, start, end):
            inside = quotations[bisect_left(starts, unit[0]) : bisect_left(starts, unit[1])]
            for draft in self._unit(unit, inside, drafts):
                self._join(drafts, draft)
                known = draft.speaker is not None or draft.cue is None
                self.cast.spoke(draft.teller or draft.speaker, draft.start, draft.end, known=known)
        self.carried = next((d.entity for d in reversed(drafts) if d.entity), None) if carries else None
        self.running = carries
        return drafts

    def _goes_on(self, following: Segment) -> bool:
        """Whether a paragraph takes up the quotation that the one before it left open."""
        if OPENING.match(self.text, following.start):
            return True
        return find_rest(self.text, following.start, following.end) is not None

    def _units(self, quotations: Sequence[Quotation], start: int, end: int) -> list[tuple[int, int]]:
        """Sentences, those that one quotation holds together as one."""
        units: list[tuple[int, int]] = []
        index = 0
        for a, b in split_sentences(self.folded, start, end, self.lexicon):
            while index < len(quotations) and quotations[index].end <= a:
                index += 1
            crossing = index < len(quotations) and quotations[index].start < a and units
            if units and (crossing or self._continues(units[-1], a, b, quotations)):
                units[-1] = (units[-1][0], b)
            else:
                units.append((a, b))
        return units

    def _continues(self, unit: tuple[int, int], a: int, b: int, quotations: Sequence[Quotation]) -> bool:
        """Whether a sentence only names the speaker of the question or exclamation before it."""
        closing = self.folded[unit[1] - 2 : unit[1] - 1]
        if closing not in {"?", "!", "\u2026", ",", "."} or (closing == "." and b - a > _ALONE):
            return False
        if self.text[a - 1 : a].isspace() and not any(
            unit[0] <= q.start and q.end == unit[1] for q in quotations[-64:]
        ):
            return False
        cue = next(iter(self.cues.find(self.folded, a, min(b, a + 80))), None)
        if closing == ".":
            return cue is not None and cue.sure and cue.end >= b - 2
        if cue is None or cue.end >= b - 1 or self.folded[cue.end : cue.end + 1] in {".", ",", ";"}:
            return cue is not None
        return _HOW.match(self.folded, cue.end, b) is not None and not cue.introduces(self.folded, cue.end, b)

    def _unit(self, unit: tuple[int, int], quotations: list[Quotation], drafts: list[_Draft]) -> list[_Draft]:
        speech = [q for q in quotations if self.speech.is_speech(q, unit)]
        if speech:
            return [self._direct(unit, speech, quotations, drafts)]
        mixed = self._mixed(unit, quotations)
        if mixed is not None:
            return [mixed]
        indirect = self._indirect(unit, quotations)
        return [indirect] if indirect is not None else []

    # quoted

    def _direct(
        self, unit: tuple[int, int], speech: list[Quotation], quotations: list[Quotation], drafts: list[_Draft]
    ) -> _Draft:
        words = (speech[0].inner, max(q.after for q in speech))
        cue, speaker = self._attribution(unit, quotations)
        if cue is None and (head := self.cast.heading(unit[0], speech[0].start)) is not None:
            return _Draft("direct", *unit, words, head, None, head.entity)
        if cue is None and speaker is None and (signed := self.cast.signed(speech[-1].end)) is not None:
            return _Draft("direct", *unit, words, signed, None, signed.entity)
        if cue is None and speaker is None:
            headed = self.folded[unit[0] : speech[0].start].rstrip(" ").endswith(":")
            entity = self.cast.head(unit[0], speech[0].start) if headed else self._unattributed(unit, drafts)
            return _Draft("direct", *unit, words, entity=entity)
        return _Draft("direct", *unit, words, speaker, cue, speaker.entity if speaker else None)

    def _unattributed(self, unit: tuple[int, int], drafts: list[_Draft]) -> str | None:
        """Who goes on speaking where a quotation stands alone."""
        if self.carried is not None:
            return self.carried
        if drafts:
            return drafts[-1].entity
        return self.cast.speaking(unit[0])

    def _attribution(self, unit: tuple[int, int], quotations: list[Quotation]) -> tuple[Cue | None, Speaker | None]:
        """The verb of saying outside the quotations, and its subject; the verb alone where that is nobody named."""
        open_cue: Cue | None = None
        relayed = find_relayed(self.folded, *unit, self.cast)
        if relayed is not None and not any(q.start <= relayed.cue.start < q.end for q in quotations):
            return relayed.cue, relayed.speaker
        if (first := _SAID.match(self.folded, *unit)) is not None:
            cue = Cue(*first.span(1), sure=True)
            return cue, self.cast.after_cue(cue.end, first.end() - 1)
        outside = list(self._outside(unit, quotations))
        if quotations and self.folded.startswith(",", quotations[-1].after - 1):
            behind = [cue for cue in outside if cue.start > quotations[-1].end]
            outside = [*behind, *(cue for cue in outside if cue not in behind)]
        leading = next((cue for cue in outside if quotations and self._leads(cue, quotations[0])), None)
        if leading is not None and (speaker := self._subject(leading, unit, quotations)) is not None:
            return leading, speaker
        for cue in outside:
            speaker = self._subject(cue, unit, quotations)
            if speaker is not None:
                return cue, speaker
            left, right = _around(cue, quotations)
            near = (left is not None and cue.start < left + 50) or (right is not None and right < cue.end + 4)
            open_cue = open_cue or (cue if near and cue.sure else None)
        return open_cue, None

    def _outside(self, unit: tuple[int, int], quotations: Sequence[Quotation]) -> Iterator[Cue]:
        """The verbs of saying that stand in none of the quotations."""
        ends = list(accumulate((q.end for q in quotations), max))
        for cue in self.cues.find(self.folded, *unit):
            before = bisect_right(quotations, cue.start, key=attrgetter("start"))
            if not before or ends[before - 1] <= cue.start:
                yield cue

    def _leads(self, cue: Cue, quotation: Quotation) -> bool:
        """Whether a verb stands right before the first quotation: she, who objected, said: “No”; he told them: “Go”."""
        return cue.sure and _LEADS.fullmatch(self.folded, cue.end, quotation.start) is not None

    def _subject(self, cue: Cue, unit: tuple[int, int], quotations: Sequence[Quotation]) -> Speaker | None:
        before, behind = _around(cue, quotations)
        left, right = before or unit[0], behind or unit[1]
        if cue.phrase:
            written = self.cast.written(cue.end, right) or self.cast.seen(cue.end, right)
            return written or self.cast.after_cue(cue.end, right) or self.cast.anybody(cue.end, right)
        gap = self.folded[left : cue.start].strip(" ,\u2013-")
        inverted = not gap or self.cues.is_between(gap)
        if (
            not inverted
            and (not cue.transitive or self.folded.startswith("informed", cue.start))
            and self._comma_before(cue)
            and (last := self._closing(cue, left, right))
        ):
            return last
        first = (
            self.cast.after_cue(cue.end, right) if inverted and (left > unit[0] or self._comma_before(cue)) else None
        )
        first = first or (self.cast.before_cue(left, cue.start, near=cue.near) if gap else None)
        if first is None and not cue.transitive and self._comma_before(cue):
            first = self.cast.after_cue(cue.end, right)
        return first or (self._unnamed(cue, left, right) if gap else None)

    def _closing(self, cue: Cue, left: int, right: int) -> Speaker | None:
        """Who is named last, behind a whole clause: the quay is closed, said harbour master Mara Lind."""
        speaker = self.cast.after_cue(cue.end, right) if is_clause(self.folded, left, cue.start) else None
        if speaker is None:
            return None
        if not self.cast.between(speaker.start, speaker.end):
            role = _ROLE.match(self.folded, cue.verb(self.folded), right)
            return self.cast.role(role.start(1), role.end(1)) if role else None
        return speaker if ENDS.match(self.folded, speaker.end, right) else None

    def _unnamed(self, cue: Cue, left: int, right: int) -> Speaker | None:
        """Whoever speaks without a name, before a verb that can only be one of saying."""
        sure = cue.says_noun(self.folded, right) or cue.counts(self.folded, right)
        if cue.of_object and not sure:
            return None
        ordered = cue.orders and cue.leads(self.folded, cue.end, right)
        sure = sure or ordered or cue.sure or cue.introduces(self.folded, cue.end, right)
        ends = self.folded.startswith("reported.", cue.verb(self.folded))
        found = find_unnamed(self.folded, left, cue, self.cues) if sure or cue.near or ends else None
        alone = found and left and not self.folded[left : found.start].strip(" ")
        if found and not (sure or alone or self.folded.endswith(", ", 0, found.start)):
            return None
        return None if found and self.cues.is_thing(self.folded[found.start : found.end]) else self.cast.issued(found)

    def _comma_before(self, cue: Cue) -> bool:
        return cue.start > 1 and self.folded.startswith(", ", cue.start - 2)

    def _mixed(self, unit: tuple[int, int], quotations: list[Quotation]) -> _Draft | None:
        quoted = [q for q in quotations if self._is_fragment(q)]
        if not quoted:
            return None
        cue, speaker = self._attribution(unit, quotations)
        if cue is None or speaker is None:
            return None
        trails = self._trails(unit, cue, speaker)
        quoted = [
            q
            for q in quoted
            if q.start > cue.start
            or (trails and self.speech.count(q) > 2)
            or (trails and q.start > unit[0] and is_own(self.folded, q))
        ]
        if not quoted or self.folded[max(0, speaker.start - 3) : speaker.start] == "as ":
            return None
        quoted = [q for q in quoted if is_own(self.folded, q)] or quoted
        if not any(is_own(self.folded, q) for q in quoted) and (not cue.of_object or self._is_title(quoted[0])):
            return None
        words = (quoted[0].inner, quoted[-1].after)
        return _Draft("mixed", *unit, words, speaker, cue, speaker.entity)

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether every word of weight has a capital: what he calls the “Museum of Clay”."""
        words = [word for word in self.folded[quotation.inner : quotation.after].split() if len(word) > _WEIGHT]
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def _is_fragment(self, quotation: Quotation) -> bool:
        return quotation.after > quotation.inner

    def _trails(self, unit: tuple[int, int], cue: Cue, speaker: Speaker) -> bool:
        end = max(cue.end, speaker.end)
        return end > unit[1] - 60 or _GOES_ON.match(self.folded, end, unit[1]) is not None

    # in the words of the outlet

    def _indirect(self, unit: tuple[int, int], quotations: list[Quotation]) -> _Draft | None:
        if (alleged := _IMPERSONAL.match(self.folded, *unit)) is not None:
            end = unit[0] + len(self.folded[unit[0] : unit[1]].rstrip(" .,;"))
            return _Draft("indirect", *unit, (alleged.end(), end), cue=Cue(*alleged.span(1)))
        if (asked := find_asked(self.folded, *unit, self.cast)) is not None:
            return _Draft("indirect", *unit, asked.words, asked.speaker, asked.cue, asked.speaker.entity)
        relayed = find_relayed(self.folded, *unit, self.cast)
        inside = relayed is not None and any(q.start <= relayed.cue.start < q.end for q in quotations)
        if relayed is not None and relayed.words is not None and not inside:
            who, cue = relayed.speaker, relayed.cue
            return _Draft("indirect", *unit, relayed.words, who, cue, who.entity, relayed.teller)
        found = list(self._outside(unit, quotations))
        weak = [c for c in found if c.quoting and not c.judges(self.folded, c.end, unit[1])]
        ranked = [*(c for c in found if c not in weak), *weak]
        if len(found) > 1 and (outer := self._outer(found, unit)) is not None:
            return outer
        return next((draft for cue in ranked if (draft := self._reported(cue, unit)) is not None), None)

    def _outer(self, found: Sequence[Cue], unit: tuple[int, int]) -> _Draft | None:
        """Who says all of a sentence in which something is so according to a paper or to another.

        Lind said so, according to a report by Reuters: not that report says it. So it is, according to a survey, and
        it will be, Lind said: not that survey says the whole.
        """
        first, last = found[0], found[-1]
        if last is first or last.phrase or not last.sure:
            return None
        draft = self._reported(last, unit)
        if draft is None or draft.speaker is None:
            return None
        teller = self._subject(first, unit, ()) if first.introduces(self.folded, first.end, unit[1]) else None
        if teller is not None and self.cast.is_person(teller) and not first.phrase:
            return None
        begins = min(last.start, draft.speaker.start)
        behind = self.folded.endswith(", ", 0, begins) and draft.words[0] == unit[0]
        closes = behind and _CLOSES.match(self.folded, max(last.end, draft.speaker.end), unit[1]) is not None
        led = first.phrase and first.start == unit[0] and self._is_paper(first, draft.speaker)
        return draft if (closes and first.start > unit[0]) or led else None

    def _is_paper(self, phrase: Cue, speaker: Speaker) -> bool:
        """Whether a report alone stands between "according to" and who is told of: by a report, Mayor Lind said."""
        return self.cast.is_person(speaker) and bool(_REPORT.fullmatch(self.folded, phrase.end, speaker.start))

    def _reported(self, cue: Cue, unit: tuple[int, int]) -> _Draft | None:
        """What a cue outside of quotations reports, where it has a subject and something is said."""
        speaker = self._subject(cue, unit, ())
        if speaker is None or self._is_open(cue, speaker, unit):
            return None
        if cue.quoting and (speaker.end > cue.start or not self._tells(cue, unit[1])):
            return None
        if SILENT.match(self.folded, cue.end, unit[1]):
            return None
        apart = self.folded[speaker.end : cue.start].strip(" ").rpartition(",")[2].strip(" ")
        if cue.of_object and apart and not (self.cues.is_between(apart) or _MEMBER.fullmatch(apart)):
            return None
        words = reported_words(self.folded, unit, cue, speaker)
        return _Draft("indirect", *unit, words, speaker, cue, speaker.entity) if words else None

    def _is_open(self, cue: Cue, speaker: Speaker, unit: tuple[int, int]) -> bool:
        """Whether words before the speaker leave open what is said: what Lan said; not the fire, which Lan said was."""
        led = _HYPOTHETICAL.search(self.folded, max(unit[0], speaker.start - 9), speaker.start)
        if led is None:
            return False
        if led[1] == "after":
            return self.folded.startswith("report", cue.verb(self.folded))
        if led[1] == "As" and led.start() == unit[0]:
            return not self.folded.startswith(", ", cue.end)
        return led[1] != "which" or _SAID_OF.match(self.folded, cue.end, unit[1]) is None

    def _tells(self, cue: Cue, end: int) -> bool:
        """Whether a verb that mostly stands with quotations is followed by what is said."""
        return cue.judges(self.folded, cue.end, end) or cue.says_noun(self.folded, end)

    def _join(self, drafts: list[_Draft], draft: _Draft) -> None:
        """“…,” she said. “…”: one statement, interrupted by its attribution."""
        last = drafts[-1] if drafts else None
        alone = draft.speaker is None and draft.cue is None
        both = last is not None and last.mode == draft.mode == "direct" and alone
        if last is None or not both or self.folded[last.end : draft.start].strip(" "):
            drafts.append(draft)
        else:
            drafts[-1] = replace(last, end=draft.end, words=(last.words[0], draft.words[1]))


def _around(cue: Cue, quotations: Sequence[Quotation]) -> tuple[int | None, int | None]:
    """Where the last quotation before a verb ends, and the next one behind it begins."""
    before = bisect_right(quotations, cue.start, key=attrgetter("end"))
    behind = bisect_left(quotations, cue.end, key=attrgetter("start"))
    left = quotations[before - 1].end if before else None
    return left, quotations[behind].start if behind < len(quotations) else None


_LEADS = re.compile(r"[:,] ?| (?:(?:him|her|them|us|me)|(?:the )?(?:court|jury|hearing|meeting|reporters|press)): ?")
"""What may stand between a verb and the quotation that it leads to."""

_SAID = re.compile(r"(Said|Says|Added|Adds|Replied|Wrote|Explained) [^:\u201c\"]{2,90}: ?(?=[\"\u201c'\u2018])")
"""Who speaks, behind the verb at the head of a sentence: Said Lan: “It is done.”"""

_ROLE = re.compile(
    r"(?:said|says|say) ((?:the|an?|one|another)"
    r"(?: (?!(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should)\b)[a-z'-]+){1,4})(?=[.,;]|$)"
)
"""Whoever is told of without a name, behind what is said: said the army officer."""

_CLOSES = re.compile(
    r"(?: on [A-Z][a-z]+day| [A-Z][a-z]+day)?(?: (?:at|in|during) an? [^,.;:]{2,40})?(?:\.?$|, (?:citing|quoting) )"
)
"""What follows an attribution that ends a sentence."""

_REPORT = re.compile(
    r" (?:a|an|the) (?:[a-z-]+ ){0,4}(?:dispatch|report|story)(?: (?:by|from|in|of) [\w' ]{2,40})?, (?:the )?"
)
"""A report of the press, by which somebody is told to have said something."""

_GOES_ON = re.compile(r"(?: (?:on )?[A-Z][a-z]+day)?, (?:adding|citing|explaining|noting|referring|stressing)\b")
"""What an attribution goes on with behind what is quoted."""

_ALONE = 40
"""A longer sentence than this does not only name who speaks: “It is done.” Lan said."""

_WEIGHT = 3
_HOW = re.compile(r" (?:[a-z]+ly|at|during|as|when|while)\b")
"""What follows a verb of saying that stands behind a question: Lan asked angrily at the meeting."""

_IMPERSONAL = re.compile(r"\b[Ii]t (?:is|was|has been) (?:further )?(alleged|claimed|reported) that ")
_WRITERS = frozenset({"byline", "credit", "dateline", "marker", "sign_off"})
"""Who is named in these has written and does not speak."""

_MEMBER = re.compile(r"(?:of|from|for|at) (?:the )?[A-Z][\w' &-]{2,60}(?: \([A-Z]{2,8}\))?")
"""The body that somebody who speaks is of: Samuel of the Rope Party (RP) accused."""

_HYPOTHETICAL = re.compile(
    r"\b(whether|if|when|than|because|which|where|what|how|as|while|before|after) $", re.IGNORECASE
)
_SAID_OF = re.compile(r" (?:is|are|was|were|has|have|had|will|would|could|may|might)\b")
"""What is said of a thing that the sentence has just named: the fire, which Lan said was set."""


def read_statements(
    text: str,
    segments: Sequence[Segment],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """What speakers are reported to have said, in the order of the text.

    A speaker is somebody whom the mentions name; where the text leaves it open, the
    statement has none.
    """
    folded = fold(text)
    writers = [s for s in segments if s.role in _WRITERS]
    starts = [m.start for m in mentions]
    writing = ((s, m) for s in writers for m in mentions[bisect_left(starts, s.start) : bisect_left(starts, s.end)])
    signed = {m.id for s, m in writing if s.covers(m)}
    heard = [m for m in mentions if m.id not in signed]
    cast = Subjects.of(text, folded, heard, entities, lexicon)
    cast.remember(segments)
    found = lexicon.compiled(cues)
    reader = _Reader(text, folded, cast, found, lexicon, Speech(text, folded, found))
    answering = cast.interviewed(segments)
    story = [s for s in segments if s.role in {"paragraph", "answer", "question"}]
    drafts: list[_Draft] = []
    run: list[list[_Draft]] = []
    for n, segment in enumerate(story):
        if segment.role == "answer":
            whole = (segment.start, segment.end)
            drafts.append(_Draft("answer", *whole, whole, entity=answering))
        elif segment.role == "paragraph":
            run.append(reader.paragraph(segment, story[n + 1] if n + 1 < len(story) else None))
            if not reader.running:
                drafts += _by_one(run)
                run = []
    return tuple(_statement(n, draft) for n, draft in enumerate(drafts, 1))


def _by_one(paragraphs: list[list[_Draft]]) -> list[_Draft]:
    """The statements of one quotation that runs over paragraphs; who is named at its end said all of it."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    drafts = [draft for paragraph in paragraphs for draft in paragraph]
    named = next((n for n, draft in enumerate(drafts) if draft.cue or draft.mode != "direct"), None)
    if named is None or drafts[named].mode != "direct" or drafts[named].entity is None:
        return drafts
    return [*(replace(draft, entity=drafts[named].entity) for draft in drafts[:named]), *drafts[named:]]


def _statement(n: int, draft: _Draft) -> Statement:
    return built(
        Statement,
        id=f"s{n}",
        mode=draft.mode,
        start=draft.start,
        end=draft.end,
        words_start=draft.words[0],
        words_end=draft.words[1],
        speaker=draft.entity,
        speaker_start=draft.speaker.start if draft.speaker else None,
        speaker_end=draft.speaker.end if draft.speaker else None,
        cue_start=draft.cue.start if draft.cue else None,
        cue_end=draft.cue.end if draft.cue else None,
    )
