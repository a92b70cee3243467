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
        after = self.folded[mention.end : mention.end + _REACH]
        after = after if after.startswith(", ") else ""
        title = self.folded[self._title(0, mention.start) : mention.start]
        words = [word.lower() for word in _WORD.findall(title)]
        apposition = _WORD.findall(after.partition(".")[0][:70])
        words += [word.lower() for word in apposition[:9] if word[0].islower() or word in self.forms.people.office]
        own = self.roles.setdefault(mention.entity, set())
        own.update(
            word for word in words if word in self.forms.people.roles or word in {"minister", "president", "general"}
        )
        if mention.entity not in self.genders and (gender := self._gender(mention, title, apposition)):
            self.genders[mention.entity] = gender

    def _gender(self, mention: Mention, title: str, apposition: list[str]) -> str | None:
        words = set(_WORD.findall(title)) | {word + "." for word in _WORD.findall(title)} | set(apposition[:4])
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

    def before_cue(self, start: int, end: int) -> Speaker | None:
        """The subject of a verb of saying that begins at `end`, looked for from `start` on."""
        pronoun = self.forms.pronoun.search(self.folded, max(start, end - 24), end)
        if pronoun is not None:
            return self.pronoun(pronoun.start(1), pronoun.end(1))
        named = self.between(start, end)
        role = self.forms.role.search(self.folded, max(start, end - 90), end)
        persons = [m for m in named if m.kind == "person" and not self._is_owner(m)]
        if persons and (self._is_explained(persons[-1], end) or not (role and role.start() > persons[-1].end)):
            return self.named(persons[-1], start)
        bodies = [m for m in named if m.kind == "organisation" and self._touches(m, end)]
        if bodies and not (role and (role.start() > bodies[-1].end or role.start() < bodies[-1].start - 5)):
            return self.named(bodies[-1], start)
        return self.role(role.start(1), role.end(1), end) if role else None

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

    def _is_explained(self, mention: Mention, end: int) -> bool:
        """Whether only an age or apposition stands between a name and the verb."""
        gap = self.folded[mention.end : end]
        if gap.startswith((", ", " (")):
            return gap.rstrip(" ").endswith((",", ")")) or self.forms.adverb.search(gap) is not None
        return gap.startswith((" of ", " from ", " at ", " with ", " in "))

    def _is_owner(self, mention: Mention) -> bool:
        """Whether the name only owns what speaks: Mai's lawyer."""
        return self.folded.startswith("'s ", mention.end) or self.folded.startswith("' ", mention.end)

    def _touches(self, mention: Mention, end: int) -> bool:
        gap = self.folded[mention.end : end]
        return len(gap) < 70 and not _CLAUSE.search(gap)

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

    def _latest(self, at: int, wanted: str) -> str | None:
        """The person spoken of last whose gender is not known to be another."""
        index = bisect_left(self.starts, at) - 1
        earliest = max(0, index - _MEMORY)
        passed: list[str] = []
        while index >= earliest:
            mention = self.mentions[index]
            if mention.kind == "person" and self.genders.get(mention.entity, wanted) == wanted:
                if mention.start <= self.last_at:
                    break
                passed.append(mention.entity)
            index -= 1
        if (
            self.last is not None
            and self.genders.get(self.last, wanted) == wanted
            and not self._new_subject(passed, at)
        ):
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
                if m.kind == "person" and self.genders.get(m.entity, wanted) == wanted
            ),
            None,
        )

    def _new_subject(self, passed: list[str], at: int) -> bool:
        """Whether somebody else was named after the last one spoke."""
        return bool(passed) and passed[0] != self.last

    def role(self, start: int, end: int, limit: int = 0) -> Speaker:
        """The minister, the company: somebody of whom the text has said that."""
        words = _WORD.findall(self.folded[start:end].lower())
        definite = words[:1] == ["the"]
        head = next((w for w in reversed(words) if w in self.forms.people.roles or w in self.forms.bodies), "")
        named = self.between(start, max(end, limit))
        if named and head in PAPERS:
            return Speaker(start, end, named[-1].entity)
        entity = self._by_role(head, start) if definite and len(words) <= 4 else None
        return Speaker(start, end, entity)

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


_DESCRIPTION = re.compile(r", ((?:[a-z-]+ ){1,4})$")
_TITLE_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[.,]? ")
_CLAUSE = re.compile(r"[;:.]|\b(?:that|which|who|where|and|but)\b")
_SUBJECT = re.compile(r"(?: ?[A-Za-z.'-]+,?){0,14} ?")


def _is_subject(gap: str) -> bool:
    """Whether only an office can stand between the verb and the name."""
    return (
        len(gap) < 100
        and _SUBJECT.fullmatch(gap) is not None
        and re.search(r"\b(?:that|to|in|on|at|by|when|while|after|before|said|was|is|were|told|reporters)\b", gap)
        is None
    )
