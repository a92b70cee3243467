"""Who a speaker is: a name, a pronoun or a role, resolved to somebody the text names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import key
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.speaker_forms import (
    LOWER_TITLES,
    NO_DESCRIPTION,
    OPENERS,
    PAPERS,
    SMALL,
    UNNAMED,
    SpeakerForms,
    speaker_forms,
)

__all__ = ["Cast", "Speaker"]

_WORD = re.compile(r"[A-Za-z][\w-]*")
_REACH = 110
_MEMORY = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker, and whom they name."""

    start: int
    end: int
    entity: str | None


@dataclass
class Cast:
    """The persons and bodies of one text, with what it tells about them up to each place."""

    text: str
    folded: str
    mentions: Sequence[Mention]
    entities: dict[str, Entity]
    forms: SpeakerForms
    starts: list[int] = field(default_factory=list)
    last: str | None = None
    last_body: str | None = None
    last_at: int = -1
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)

    @staticmethod
    def of(text: str, folded: str, mentions: Sequence[Mention], entities: Sequence[Entity], lexicon: Lexicon) -> Cast:
        """The cast of a text."""
        speaking = [m for m in mentions if m.kind in {"person", "organisation"}]
        cast = Cast(text, folded, speaking, {e.id: e for e in entities}, lexicon.compiled(speaker_forms))
        cast.starts = [m.start for m in speaking]
        for mention in speaking:
            if mention.kind == "person":
                cast._describe(mention)
        return cast

    def _describe(self, mention: Mention) -> None:
        """Gather gender and roles from the words around a person's name."""
        after = _APPOSITION.match(self.folded, mention.end, mention.end + _REACH)
        title = self.folded[self._title(0, mention.start) : mention.start]
        words = [word.lower() for word in _WORD.findall(title)]
        apposition = _WORD.findall(after[1][:70]) if after else []
        words += [word.lower() for word in apposition[:9] if word[0].islower() or word in self.forms.people.office]
        own = self.roles.setdefault(mention.entity, set())
        own.update(
            word for word in words if word in self.forms.people.roles or word in {"minister", "president", "general"}
        )
        if mention.entity not in self.genders and (gender := self._gender(mention, title, apposition)):
            self.genders[mention.entity] = gender

    def _gender(self, mention: Mention, title: str, apposition: list[str]) -> str | None:
        words = set(_WORD.findall(title)) | {word + "." for word in _WORD.findall(title)} | set(apposition[:8])
        if words & self.forms.people.female:
            return "female"
        if words & self.forms.people.male:
            return "male"
        names = self.folded[mention.start : mention.end].split()
        if names[0] in self.forms.people.vietnamese and len(names) > 2:
            return "female" if names[1] == "Thi" else "male" if names[1] == "Van" else None
        return self.forms.people.gender(names[0])

    # what is there

    def between(self, start: int, end: int) -> list[Mention]:
        """The persons and organisations named between two offsets."""
        first = bisect_left(self.starts, start)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return found

    def before_cue(self, start: int, end: int, *, near: bool = False) -> Speaker | None:
        """The subject of a verb of saying that begins at `end`, looked for from `start` on.

        It stands before the verb, apart from adverbs or an apposition; further off, at the head of
        the sentence, only where a second verb follows "and" or a comma, and not where it has to be `near`.
        """
        pronoun = self.forms.pronoun.search(self.folded, max(start, end - 40), end)
        if pronoun is not None:
            return self.pronoun(pronoun.start(1), pronoun.end(1))
        named = self.between(start, end)
        at = self._without_adverbs(max(start, end - 90), end)
        role = self.forms.role.search(self.folded, max(start, end - 90), end)
        found = self._subject(named, at)
        if found is not None and not (role and self._stands_for(role, found, at)):
            return self.named(found, start)
        if role is not None:
            return self.role(role.start(1), role.end(1), end)
        return None if near else self._further(named, start, at)

    def _without_adverbs(self, start: int, end: int) -> int:
        """Where the words before a verb end, adverbs, auxiliaries and times left out."""
        match = self.forms.adverbs.search(self.folded, start, end)
        return match.start() if match else end

    def _subject(self, named: Sequence[Mention], at: int) -> Mention | None:
        """Who is named directly before an offset, or with an age, an apposition or a place after the name."""
        last = next((m for m in reversed(named) if m.end <= at), None)
        gap = self.folded[last.end : at].strip(" ") if last else "?"
        if last is None or gap not in {"", ",", ")"}:
            return self._explained(named, at)
        if last.kind == "person" and (gap == "" or self.folded[: last.start].endswith(", ")):
            return last
        return self._explained([m for m in named if m is not last], at) or last

    def _explained(self, named: Sequence[Mention], at: int) -> Mention | None:
        """Whom an age, an apposition or a place stands after: Linh, 43, a baker from Hue."""
        closed = self.folded[at - 1] in {",", ")", "\u2013"}
        for kind in ("person", "organisation"):
            for mention in reversed(named):
                gap = self.folded[mention.end : at]
                if mention.kind != kind or self._is_owner(mention):
                    continue
                if (
                    closed
                    and len(gap) > 1
                    and gap.startswith((", ", " (", " \u2013 ", " of ", " from ", " at ", " with "))
                ):
                    return mention
                if len(gap) < 90 and _PHRASE.fullmatch(gap):
                    return mention
        return None

    def _stands_for(self, role: re.Match[str], mention: Mention, at: int) -> bool:
        """Whether it is not the one named who speaks, but somebody told by him: the lawyer of Mai, an aide to Mai."""
        if mention.kind == "person":
            between = self.folded[role.end(1) : mention.start]
            return role.end(1) <= mention.start and _OF.match(between) is not None and mention.end >= at - 1
        return role.start() > mention.end or role.start() < mention.start - 5

    def _further(self, named: Sequence[Mention], start: int, at: int) -> Speaker | None:
        """The subject of the sentence, for a verb that is not its first."""
        if not _SECOND.search(self.folded, max(start, at - 12), at) and not self.folded[at:].startswith(_PARTICIPLES):
            return None
        first = self.forms.pronoun_after.match(self.folded, start)
        if first is not None:
            return self.pronoun(first.start(1), first.end(1))
        subject = next((m for m in named if not self._is_owner(m) and self._heads(m, start)), None)
        return self.named(subject, start) if subject else None

    def _heads(self, mention: Mention, start: int) -> bool:
        """Whether a name is the subject of the sentence that begins at `start`."""
        before = self.folded[start : mention.start]
        if mention.kind == "person":
            before = self.folded[start : self._title(start, mention.start)]
        return _HEAD.fullmatch(before) is not None

    def after_cue(self, start: int, end: int) -> Speaker | None:
        """The subject that follows a verb of saying: said Linh, said the minister."""
        pronoun = self.forms.pronoun_after.match(self.folded, start, end)
        if pronoun is not None:
            return self.pronoun(pronoun.start(1), pronoun.end(1))
        reach = min(end, start + _REACH)
        named = self.between(start, reach)
        role = self.forms.role_after.match(self.folded, start, reach)
        persons = [m for m in named if m.kind == "person"]
        if persons and _is_subject(self.folded[start : persons[0].start]):
            return self.named(persons[0], start)
        if role is not None and not (named and named[0].start < role.end(1) + 2):
            return self.role(role.start(1), role.end(1))
        if named and named[0].kind == "organisation" and len(self.folded[start : named[0].start]) < 24:
            return self.named(named[0], start)
        return self.role(role.start(1), role.end(1)) if role else None

    def _is_owner(self, mention: Mention) -> bool:
        """Whether the name only owns what speaks: Mai's lawyer."""
        return self.folded.startswith("'s ", mention.end) or self.folded.startswith("' ", mention.end)

    def _title(self, start: int, at: int) -> int:
        """Where the title before a name begins; `at` itself where there is none."""
        begin = at
        for word in reversed(list(_TITLE_WORD.finditer(self.folded, max(start, at - 90), at))[-12:]):
            if word.end() != begin and self.folded[word.end() : begin].strip(" "):
                break
            bare = word[0].rstrip(" .,")
            if not (bare[0].isupper() or bare in SMALL or bare in self.forms.people.roles or bare in LOWER_TITLES):
                break
            if word[0].rstrip().endswith(",") and begin != at:
                break
            if word[0].rstrip().endswith(".") and bare not in self.forms.people.courtesy and len(bare) > 4:
                break
            begin = word.start()
        words = _WORD.findall(self.folded[begin:at])
        while words and (words[0] in SMALL - {"the"} or words[0] in OPENERS):
            begin = self.folded.index(words[0], begin) + len(words[0]) + 1
            words = words[1:]
        known = any(self.forms.people.is_office(word) or word in self.forms.people.roles for word in words)
        return begin if known and begin < at else at

    def _description(self, start: int, at: int) -> int:
        """Where the words after a comma begin that say what a person is: , harbour master Mara Lind."""
        found = _DESCRIPTION.search(self.folded, max(start, at - 50), at)
        return found.start(1) if found and NO_DESCRIPTION.isdisjoint(found[1].split()) else at

    # who it is

    def named(self, mention: Mention, start: int) -> Speaker:
        """A speaker who is named here; the span takes in the title before the name."""
        long = self.mentions[max(0, bisect_left(self.starts, mention.start) - 1)]
        if (
            mention.kind == "organisation"
            and self.folded[mention.start - 1] == "("
            and long.entity == mention.entity
            and start <= long.start < mention.start
        ):
            return replace(self.named(long, start), end=mention.end + 1)
        before = self.folded[max(start, mention.start - 5) : mention.start]
        begin = self._title(start, mention.start) if mention.kind == "person" else mention.start
        if begin == mention.start and mention.kind == "person":
            begin = self._description(start, begin)
        if mention.kind == "organisation" and (the := re.search(r"\b[Tt]he $", before)):
            begin = mention.start - (len(before) - the.start())
        return Speaker(begin, mention.end, mention.entity)

    def pronoun(self, start: int, end: int) -> Speaker:
        """He, she, it, they: the one who fits and was spoken of last."""
        word = self.folded[start:end].lower()
        if word not in {"he", "she", "it"}:
            return Speaker(start, end, None)
        if word == "it":
            return Speaker(start, end, self.last_body or None)
        wanted = "male" if word == "he" else "female"
        entity = self._latest(start, wanted)
        if entity is not None:
            self.genders.setdefault(entity, wanted)
        return Speaker(start, end, entity)

    def _fits(self, entity: str, wanted: str | None) -> bool:
        return wanted is None or self.genders.get(entity, wanted) == wanted

    def _latest(self, at: int, wanted: str | None) -> str | None:
        """The person spoken of last whose gender is not known to be another."""
        index = bisect_left(self.starts, at) - 1
        earliest = max(0, index - _MEMORY)
        passed: list[str] = []
        while index >= earliest:
            mention = self.mentions[index]
            if mention.kind == "person" and self._fits(mention.entity, wanted):
                if mention.start <= self.last_at:
                    break
                passed.append(mention.entity)
            index -= 1
        if self.last is not None and self._fits(self.last, wanted) and not self._new_subject(passed, at):
            return self.last
        sure = [entity for entity in passed if self.genders.get(entity) == wanted]
        if passed:
            return sure[0] if sure and passed[0] not in self.genders else passed[0]
        if self.last is None and self.last_at >= 0:
            return None
        return next(
            (
                m.entity
                for m in reversed(self.mentions[max(0, index - _MEMORY) : index + 1])
                if m.kind == "person" and self._fits(m.entity, wanted)
            ),
            None,
        )

    def _new_subject(self, passed: list[str], at: int) -> bool:
        """Whether somebody else was named after the last one spoke."""
        return bool(passed) and passed[0] != self.last

    def role(self, start: int, end: int, limit: int = 0) -> Speaker:
        """The minister, the company: somebody of whom the text has said that, or a person whom it has just named."""
        words = _WORD.findall(self.folded[start:end].lower())
        head = next((w for w in reversed(words) if w in self.forms.people.roles or w in self.forms.bodies), "")
        named = self.between(start, max(end, limit))
        if named and head in PAPERS:
            return Speaker(start, end, named[-1].entity)
        if words[:1] != ["the"] or len(words) > 5:
            return Speaker(start, end, None)
        if head in PAPERS:
            return Speaker(start, end, self.last_body)
        entity = self._by_role(head, start) if len(words) <= 4 else None
        if entity is None and self._is_epithet(start, end, head):
            entity = self._latest(start, self._sex(head))
        return Speaker(start, end, entity)

    def _is_epithet(self, start: int, end: int, head: str) -> bool:
        """Whether "the hawker" or "the 43-year-old" can only be the person just spoken of."""
        called = self.folded[start:end]
        return (
            (head in self.forms.people.roles or called.endswith("-year-old"))
            and head not in UNNAMED
            and "'s " not in called
        )

    def _sex(self, noun: str) -> str | None:
        if noun in self.forms.people.female:
            return "female"
        return "male" if noun in self.forms.people.male else None

    def _by_role(self, head: str, at: int) -> str | None:
        index = bisect_left(self.starts, at)
        passed = self.mentions[max(0, index - _MEMORY) : index]
        if head in self.forms.people.roles:
            found = next(
                (m.entity for m in reversed(passed) if m.kind == "person" and head in self.roles.get(m.entity, ())),
                None,
            )
            if found:
                return found
        for mention in reversed(passed):
            if mention.kind == "organisation" and head in key(self.entities[mention.entity].name).split():
                return mention.entity
        return None

    def speaking(self, at: int) -> str | None:
        """Who is likely to speak in a quotation that nobody is named for: the one spoken of just before."""
        index = bisect_left(self.starts, at) - 1
        while index >= 0 and self.mentions[index].start > max(self.last_at, at - 600):
            if self.mentions[index].kind == "person":
                return self.mentions[index].entity
            index -= 1
        return self.last

    def interviewed(self, segments: Sequence[Segment]) -> str | None:
        """Who answers: the person named most often before the first answer."""
        first = next((s.start for s in segments if s.role == "answer"), None)
        if first is None:
            return None
        asked = next((s.start for s in segments if s.role == "question"), first)
        credits = [s for s in segments if s.role in {"credit", "byline"}]
        named = [
            m.entity for m in self.between(0, asked) if m.kind == "person" and not any(c.covers(m) for c in credits)
        ]
        return max(named, key=lambda entity: (named.count(entity), -named.index(entity))) if named else None

    def spoke(self, speaker: Speaker | None, at: int, *, known: bool = True) -> None:
        """Remember who spoke last; `known` is false where somebody did whom nothing names."""
        if speaker is None:
            if not known:
                self.last, self.last_at = None, at
            return
        if speaker.entity is None:
            if self.folded[speaker.start : speaker.end].lower() not in {"they", "it", "i", "we", "who"}:
                self.last, self.last_at = None, at
            return
        entity = self.entities.get(speaker.entity)
        if entity is not None and entity.kind == "person":
            self.last, self.last_at = speaker.entity, at
        elif entity is not None:
            self.last_body = speaker.entity


_NO_APPOSITION = r"(?:who|whose|which|when|where|while|and|but|said|says|told|[a-z]+ed)\b"
_APPOSITION = re.compile(rf", (?:\d{{1,3}}, )?((?!{_NO_APPOSITION})[A-Za-z][^,.;\u201c\"]*)")
_DESCRIPTION = re.compile(r", ((?:[a-z-]+ ){1,4})$")
_TITLE_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[.,]? ")
_VERBS = "that|which|who|and|but|was|is|are|were|has|had|have|said|will|would|could"
_PHRASE = re.compile(rf" (?:of|from|at|with|in|on|for|during|via|by)(?: (?!(?:{_VERBS})\b)[\w'.$%-]+,?){{1,9}}")
_OF = re.compile(r" (?:of|for|to|at) (?:the |[A-Z][a-z]+\.? )?$")
_SECOND = re.compile(r"(?:\b(?:and|but|or|then)|,) ?$")
_PARTICIPLES = ("adding", "saying", "noting", "stressing", "stating", "warning", "emphasi", "affirming", "explaining")
_HEAD = re.compile(r"(?:[A-Z][^,\u201c\"]{0,80}, )?(?:[\"'\u201c]?[Tt]he |But |And |Yet |However, |Meanwhile, )?")
_SUBJECT = re.compile(r"(?: ?[A-Za-z.'-]+,?){0,14} ?")


def _is_subject(gap: str) -> bool:
    """Whether only an office can stand between the verb and the name."""
    return (
        len(gap) < 100
        and _SUBJECT.fullmatch(gap) is not None
        and re.search(r"\b(?:that|to|in|on|at|by|when|while|after|before|said|was|is|were|told|reporters)\b", gap)
        is None
    )
