"""Who is who in a text: persons and bodies, what it calls them, and whom a pronoun or a role means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_letters
from typing import Self

from broadsheet.articles.entity import Entity
from broadsheet.articles.folding import fold, key
from broadsheet.articles.mention import Mention
from broadsheet.articles.segment import Segment
from broadsheet.reading.antecedents import body_meant, issuer
from broadsheet.reading.lexicon import Lexicon
from broadsheet.reading.speaker_forms import OPENERS, SMALL, Speaker, SpeakerForms, speaker_forms
from broadsheet.reading.stretch import Stretches

__all__ = ["NEAR", "Cast", "Speaker"]

_WORD = re.compile(r"[A-Za-z][\w-]*")
_REACH = 110
_NEAR = 24
"""So many characters before an office stands the word that tells what it is of."""

NEAR = 600
"""So many characters before a quotation stands who says it, where nobody is named for it."""

_MEMORY = 200
_LONGEST = 400
"""Characters of a sentence whose subject he or she may be."""

_STOP = re.compile(r"[a-z0-9)%\"\u201d]\. (?=[A-Z\"\u201c])")
_NO_APPOSITION = r"(?:who|whose|which|when|where|while|and|but|said|says|told|[a-z]+ed)\b"
_APPOSITION = re.compile(rf", (?:\d{{1,3}}, )?((?!{_NO_APPOSITION})[A-Za-z][^,.;\u201c\"]*)")
_ONE_PERSON = frozenset({"official", "diplomat", "spokesperson", "source", "ombudsman"})
_FAR = 6000
"""Characters back to the body that made a study."""

_HELD = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) ((?:[\w'-]+ ){0,3}?[\w-]+)(?: (?:of|for|at|in) [^,.;:\u201c\u201d]{2,60})?, $"
)
_POSTED = re.compile(
    r"((?:\b[A-Z]\w* )?(?:[Aa]mbassador|[Cc]onsul(?: [Gg]eneral)?|[Ee]nvoy|[Rr]epresentative)) to (?:the )?"
    r"(?:[A-Z][\w.-]* ){1,4}$"
)
"""An office with where it is held, before a name: Chinese Ambassador to Vietnam Lind."""

_APART = re.compile(r", ((?:the|its|their) (?:(?!of\b)[a-z-]+ ){0,2}[a-z-]+), $")
"""An office in small letters between commas, behind what is said: It will stop, the harbour master, Mara Lind, said."""

_CHAIRS = re.compile(
    r",? (?:[^.;\n]{2,60}, )?(?:chaired|chairs|gave|gives|held|holds|hosted|hosts|led|presided over)\b[^.;\n]{0,60}"
    r"\b(?:briefing|(?:press|news|media) conference)\b"
)
"""What tells behind a name that its bearer takes questions."""

_RECEIVED = re.compile(
    r"\b(?:received|receives|welcomed|welcomes|hosted|hosts|(?:reception|welcome) (?:[^.,;]{2,40} )?for|visiting"
    r"|delegation (?:[^.,;]{2,40} )?(?:headed|led) by)(?: [A-Za-z][\w-]*){0,3} $"
)
"""Before the office of whoever is a guest: the minister received visiting Ambassador Lind."""

_GUESTS = ("receiv", "welcom", "host", "recepti", "visiting", "delegation")
"""One of these stands wherever the expression matches."""

_PARTIES = frozenset({"guest", "host"})
"""Whoever was received or receives, and not whoever was spoken of last."""

_RECEIVES = re.compile(
    r" (?:on [A-Z]\w+ (?:\d+ )?)?"
    r"(?:received|receives|welcomed|welcomes|hosted|hosts|held (?:a|the) (?:reception|welcome))\b"
)
"""Behind a host."""

_OWNER = re.compile(r"the ([a-z]+)'s ")
"""Whose paper it is, where that has no name: the company's report."""

_CALLED_SO = frozenset({"agency", "organisation", "organization", "watchdog", "regulator", "charity", "nonprofit"})
"""What a body is called that has just spoken, whatever its name."""

_TRAILING = re.compile(r" (?:has |had )?(?:also |then |later |further )?[a-z]+(?=\.|$)")
"""A verb of saying behind a pronoun, and nothing more: he added."""

_TAIL = re.compile(r" (?:at|from|here|in|of|on|there|who|with)\b.*")
"""Where those are, or who, that speak without a name: the women there."""

_LONG = 30
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should)\b")

_OFFICES = frozenset({"minister", "president", "general"})
_PRONOUN = re.compile(r"\b[Ss]?[Hh]e\b")
_SCHOOLS = frozenset({"university", "institute", "academy", "college", "school", "laboratory", "observatory"})
_LINKS = frozenset(["by", "of", "from", "for", "at", "in", "on"])
_NAME_LETTERS = ascii_letters + "'-"

_OFFICIALS = frozenset({"official", "diplomat", "leader", "politician"})
"""Whoever holds an office is called so by a country's own: the Russian official."""


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
    last_end: int = -1
    """Where the sentence ends in which somebody spoke last: whoever is named in it has not spoken since."""

    quoted: Stretches = field(default_factory=lambda: Stretches(()))
    """The quotations of a paragraph: whoever is named in them does not speak in them."""

    quoted_before: Stretches = field(default_factory=lambda: Stretches(()))
    """The quotations of the paragraphs before."""

    mourned: str | None = None
    """Whom an obituary is about."""

    genders: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """Whose gender a title or a word for what they are tells, and not the given name alone."""

    trainers: set[str] = field(default_factory=set)
    """Who trains a team, and goes by any word for that."""

    roles: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, text: str, folded: str, mentions: Sequence[Mention], entities: Sequence[Entity], lexicon: Lexicon
    ) -> Self:
        """The cast of a text."""
        speaking = [m for m in mentions if m.kind in {"person", "organisation"}]
        cast = cls(text, folded, speaking, {e.id: e for e in entities}, lexicon.compiled(speaker_forms))
        cast.starts = [m.start for m in speaking]
        for mention in speaking:
            if mention.kind == "person":
                cast._describe(mention)
        return cast

    def _describe(self, mention: Mention) -> None:
        """Gather gender and roles from the words around a person's name."""
        after = _APPOSITION.match(self.folded, mention.end, mention.end + _REACH)
        begin = self._title(0, mention.start)
        title = _WORD.findall(self.folded, begin, mention.start)
        words = self._spelled(title)
        apposition = _WORD.findall(after[1][:70]) if after else []
        words += [word.lower() for word in apposition[:9] if word[0].islower() or word in self.forms.people.office]
        own = self.roles.setdefault(mention.entity, set())
        if "justice" in words:
            own.add("judge")
        words += self._office_before(mention.start)
        near = self.folded[max(0, begin - _REACH) : begin]
        if any(map(near.__contains__, _GUESTS)) and _RECEIVED.search(self.folded, max(0, begin - _REACH), begin):
            own.add("guest")
        if _RECEIVES.match(self.folded, mention.end):
            own.add("host")
        people = self.forms.people
        own.update(word for word in words if word in people.offices.ranks or word in people.roles or word in _OFFICES)
        own.update(word.lower() for word in title if word in self.forms.nationals)
        led = self.folded[max(0, begin - _NEAR) : begin].strip(" ").rpartition(" ")[2] if title else ""
        if any(map(self._trains, ([led, *title], apposition))):
            self.trainers.add(mention.entity)
        if mention.entity not in self.genders and (gender := self._gender(mention, title, apposition)):
            self.genders[mention.entity] = gender

    def _spelled(self, words: Sequence[str]) -> list[str]:
        """Words in small letters, those for which the letters of an office stand among them."""
        letters = self.forms.people.offices.abbreviated
        return [spelled for word in words for spelled in letters.get(word.lower(), (word.lower(),))]

    def _trains(self, words: Sequence[str]) -> bool:
        """Whether the words of an office are those of who trains a team, and not of a bank's manager."""
        for before, word in pairwise(["", *words]):
            if word.lower() in self.forms.people.offices.trainers:
                small, said = before.lower(), self.forms.people.vocabulary
                other = (
                    small in self.forms.bodies or (before.islower() and said.is_english(before)) or said.is_plain(small)
                )
                return small in self.forms.trained or not other
        return False

    def _office_before(self, at: int) -> list[str]:
        """The words of an office that stands before a name between commas: the minister of works, Mara Lind, said."""
        near = max(0, at - _REACH)
        office = _HELD.search(self.folded, near, at) if self.folded.endswith(", ", 0, at) else None
        if office is None and self.folded.find(" to ", near, at) >= 0:
            office = _POSTED.search(self.folded, near, at)
        return _WORD.findall(office[1].lower()) if office else []

    def remember(self, segments: Sequence[Segment]) -> None:
        """Learn from an obituary whether the one person of its headline was he or she, by the word used most."""
        headline = next((s for s in segments if s.role == "headline"), None)
        if headline is None or "bituary" not in self.folded[: headline.end]:
            return
        named = {m.entity for m in self.between(headline.start, headline.end) if m.kind == "person"}
        words = Counter(_PRONOUN.findall(self.folded))
        she, he = words["She"] + words["she"], words["He"] + words["he"]
        if len(named) == 1 and max(she, he) > 2 * min(she, he):
            (self.mourned,) = named
            self.genders.setdefault(self.mourned, "female" if she > he else "male")

    def _gender(self, mention: Mention, title: list[str], apposition: list[str]) -> str | None:
        words = {*title, *(f"{word}." for word in title), *apposition[:8]}
        for gender, told in (("female", self.forms.people.female), ("male", self.forms.people.male)):
            if words & told:
                self.told.add(mention.entity)
                return gender
        names = self.folded[mention.start : mention.end].split()
        if len(names) == 1 and len(whole := fold(self.entities[mention.entity].name).split()) > 1:
            names = whole
        if names[0] in self.forms.people.vietnamese and len(names) > 2:
            return "female" if names[1] == "Thi" else "male" if names[1] == "Van" else None
        return self.forms.people.gender(names[0])

    def between(self, start: int, end: int) -> list[Mention]:
        """The persons and organisations named between two offsets."""
        named = self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [mention for mention in named if mention.end <= end]

    def pronoun(self, start: int, end: int) -> Speaker:
        """He, she, it, they: the one who fits and was spoken of last."""
        word = self.folded[start:end].lower()
        if word not in {"he", "she", "it", "him", "her"}:
            return Speaker(start, end, None)
        if word == "it":
            return Speaker(start, end, self._only_body(start) or self.last_body)
        begin = self._before_said(start, end)
        entity = self.meant(word, begin) or (self.meant(word, start) if begin < start else None)
        return Speaker(start, end, entity or self._misnamed(start))

    def _misnamed(self, at: int) -> str | None:
        """Who spoke just before, whose given name alone told another gender: Mayor Steve Lind said she was glad."""
        near = self.last is not None and self.last not in self.told and self.last_at >= at - NEAR
        return self.last if near else None

    def _before_said(self, start: int, end: int) -> int:
        """Where whoever is meant was named: before what is said, where that stands before the pronoun."""
        if not self.folded.endswith(", ", 0, start) or _TRAILING.match(self.folded, end) is None:
            return start
        begin = max(self.folded.rfind(". ", 0, start) + 2, self.folded.rfind("\n", 0, start) + 1)
        clause = start - begin > _LONG and _AUXILIARY.search(self.folded, begin, start) is not None
        return begin if clause and self.last is not None and self.last_at < begin else start

    def _only_body(self, at: int) -> str | None:
        """The one body that a sentence names before "it", where nobody else is named there."""
        start = max(self.folded.rfind("\n", max(0, at - _LONGEST), at) + 1, at - _LONGEST, 0)
        stops = [match.end() for match in _STOP.finditer(self.folded, start, at)]
        named = {mention.entity for mention in self.between(max([start, *stops]), at)}
        only = next(iter(named)) if len(named) == 1 else None
        return only if only and self.entities[only].kind == "organisation" else None

    def meant(self, word: str, at: int) -> str | None:
        """Whom he, him, she or her is."""
        wanted = "male" if word in {"he", "him"} else "female"
        entity = self._latest(at, wanted, subject=True)
        if entity is not None:
            self.genders.setdefault(entity, wanted)
        return entity

    def _fits(self, entity: str, wanted: str | None) -> bool:
        return wanted is None or self.genders.get(entity, wanted) == wanted

    def _latest(self, at: int, wanted: str | None, *, subject: bool = False) -> str | None:
        """The person spoken of last whose gender is not known to be another; rather the `subject` of a sentence."""
        since = self._named_since(at, wanted)
        newer = [mention.entity for mention in since if mention.start > self.last_end]
        if self.last is not None and self._fits(self.last, wanted) and newer[:1] in ([], [self.last]):
            return self.last
        unnamed = self.last is None and self.last_at >= 0
        passed = newer if unnamed else [mention.entity for mention in since]
        if self.mourned and self.genders.get(self.mourned) == wanted and self.genders.keys().isdisjoint(passed[:1]):
            return self.mourned
        first = self._subject_before(at, wanted) if passed and (subject or self.last is None) else None
        if first in (passed if self.last is None else newer):
            return first
        sure = [entity for entity in passed if self.genders.get(entity) == wanted]
        if passed:
            return sure[0] if sure and passed[0] not in self.genders else passed[0]
        return None if unnamed else self._named_before(self.last_at, wanted)

    def _named_since(self, at: int, wanted: str | None) -> list[Mention]:
        """The persons named since somebody spoke, the last first."""
        index = bisect_left(self.starts, at)
        passed = self.mentions[max(0, index - 1 - _MEMORY, bisect_right(self.starts, self.last_at)) : index]
        return [
            m
            for m in reversed(passed)
            if m.kind == "person" and not self._is_quoted(m) and self._fits(m.entity, wanted)
        ]

    def _named_before(self, at: int, wanted: str | None) -> str | None:
        """The person named last before an offset."""
        index = bisect_right(self.starts, at)
        passed = reversed(self.mentions[max(0, index - _MEMORY) : index])
        return next((m.entity for m in passed if m.kind == "person" and self._fits(m.entity, wanted)), None)

    def _is_quoted(self, mention: Mention) -> bool:
        return self.quoted.hold(mention.start)

    def _subject_before(self, at: int, wanted: str | None) -> str | None:
        """Whom the sentence before names first."""
        least = max(0, at - _LONGEST)
        end = least + len(self.folded[least : self._begins(at)].rstrip())
        start = self._begins(max(0, end - 1))
        named = [m for m in self.between(start, end) if m.kind == "person" and self._fits(m.entity, wanted)]
        return named[0].entity if named else None

    def _begins(self, at: int) -> int:
        """Where the sentence begins that an offset is in."""
        least = max(0, at - _LONGEST)
        return max(least, self.folded.rfind(". ", least, at) + 2, self.folded.rfind("\n", least, at) + 1)

    def role(self, start: int, end: int, limit: int = 0) -> Speaker:
        """The minister, the company: somebody of whom the text has said that, or a person whom it has just named."""
        called = self._spelled(_WORD.findall(self.folded[start:end]))
        words = ["judge" if word == "justice" else word for word in called]
        own = words[: next((n for n, word in enumerate(words) if n and word in _LINKS), len(words))]
        head = next((w for w in reversed(own) if w in self.forms.people.roles or w in self.forms.bodies), "")
        named = self.between(start, max(end, limit))
        if named and head in self.forms.papers:
            return Speaker(start, end, named[-1].entity)
        if words[:1] != ["the"] or len(words) > 5:
            return Speaker(start, end, None)
        if head in self.forms.papers:
            owner = _OWNER.match(self.folded, start, end)
            owned = self._by_role(owner[1], start) if owner else self._issuer(head, start)
            return Speaker(start, end, owned or self.last_body or self._school(start))
        if own[1:] in (["government", "leader"], ["cabinet", "leader"]):
            head, own = "minister", ["the", "prime", "minister"]
        rank = next((word for word in own[1:-1] if word in self.forms.people.offices.ranks), "")
        nation = next((word for word in own[1:-1] if word.capitalize() in self.forms.nationals), "")
        entity = self._by_role(head, start, rank, nation) if len(words) <= 4 else None
        if entity is None and not rank and "who" not in words and self._is_epithet(start, end, head):
            latest = self._latest(start, self._sex(head))
            entity = None if latest and self._manages_else(latest, head) else latest
        if entity is None and head in self.forms.people.roles and head not in self.forms.people.offices.unnamed:
            entity = self._ahead(end, head, own[1:-1])
        if entity is None and head in _CALLED_SO and self._is_latest_body(start):
            entity = self.last_body
        return Speaker(start, end, entity)

    def _ahead(self, at: int, head: str, kinds: Sequence[str]) -> str | None:
        """The only one who is named soon behind an office, with all of it: the minister said. Minister Lind."""
        found = {
            m.entity
            for m in self.between(at, at + NEAR)
            if m.kind == "person"
            and head in self.roles.get(m.entity, ())
            and all(kind in self.folded[max(at, m.start - _REACH) : m.end + _REACH].lower() for kind in kinds)
        }
        return found.pop() if len(found) == 1 else None

    def _is_latest_body(self, at: int) -> bool:
        """Whether no other body was named since the one that spoke last."""
        bodies = [m.entity for m in self.between(max(0, at - _FAR), at) if m.kind == "organisation"]
        return bool(bodies) and bodies[-1] == self.last_body

    def _school(self, at: int) -> str | None:
        """The one body of research that is named before a study that nobody is named for."""
        bodies = {m.entity for m in self.between(max(0, at - _FAR), at) if m.kind == "organisation"}
        schools = {body for body in bodies if not _SCHOOLS.isdisjoint(key(self.entities[body].name).split())}
        return schools.pop() if len(schools) == 1 else None

    def _is_epithet(self, start: int, end: int, head: str) -> bool:
        """Whether "the hawker" or "the 43-year-old" can only be the person just spoken of."""
        called = self.folded[start:end]
        return (
            (head in self.forms.people.roles or called.endswith("-year-old") or "er-of-" in called)
            and (head not in self.forms.people.offices.unnamed or called.startswith("the top "))
            and head not in _PARTIES
            and "'s " not in called
        )

    def _manages_else(self, entity: str, head: str) -> bool:
        """Whether somebody manages something else than a team, and is not meant by a word for who trains one."""
        trainers = self.forms.people.offices.trainers
        return head in trainers and entity not in self.trainers and not trainers.isdisjoint(self.roles.get(entity, ()))

    def _sex(self, noun: str) -> str | None:
        if noun in self.forms.people.female:
            return "female"
        return "male" if noun in self.forms.people.male else None

    def _issuer(self, head: str, at: int) -> str | None:
        """Whose paper it is that was spoken of last."""
        return issuer(self.folded, self.between(max(0, at - _FAR), at), head)

    def _by_role(self, head: str, at: int, rank: str = "", nation: str = "") -> str | None:
        """Who has the office that a text names, and the rank in it: the prime minister is no other one.

        An official or diplomat is whoever holds an office of the country that is named.
        """
        index = bisect_left(self.starts, at)
        passed = self.mentions[max(0, index - _MEMORY) : index]
        if head in self.forms.people.roles:
            found = next(
                (
                    m.entity
                    for m in reversed(passed)
                    if m.kind == "person" and self._holds(m.entity, head, rank, nation)
                ),
                None,
            )
            if found:
                return found
        return body_meant((self.folded, at), passed, self.entities, head, self.forms.firms)

    def _holds(self, entity: str, head: str, rank: str, nation: str) -> bool:
        own = self.roles.get(entity, set())
        if (
            nation
            and nation not in own
            and (head in _OFFICIALS or any(w.capitalize() in self.forms.nationals for w in own))
        ):
            return False
        held = head in own or (head in self.forms.people.offices.trainers and entity in self.trainers)
        return (held or (nation != "" and head in _OFFICIALS)) and (not rank or rank in own)

    def speaking(self, at: int) -> str | None:
        """Who is likely to speak in a quotation that nobody is named for: the one spoken of just before."""
        since = max(self.last_end, at - NEAR)
        named = [m for m in self.between(since, at) if m.kind == "person" and not self.quoted_before.hold(m.start)]
        told = {mention.entity for mention in named}
        subject = self._subject_before(at, None) if len(told) > 1 else None
        return subject if subject in told else named[-1].entity if named else self.last

    def interviewed(self, segments: Sequence[Segment]) -> str | None:
        """Who answers: whoever chairs the briefing, or the person named most often before the first answer."""
        first = next((s.start for s in segments if s.role == "answer"), None)
        if first is None:
            return None
        asked = next((s.start for s in segments if s.role == "question"), first)
        credits = Stretches((s.start, s.end) for s in segments if s.role in {"credit", "byline"})
        people = [m for m in self.between(0, asked) if m.kind == "person" and not credits.hold(m.start)]
        if chair := next((m for m in people if _CHAIRS.match(self.folded, m.end, asked)), None):
            return chair.entity
        named = Counter(m.entity for m in people)
        return named.most_common(1)[0][0] if named else None

    def spoke(self, speaker: Speaker | None, start: int, end: int, *, known: bool = True) -> None:
        """Remember who spoke last, and in which sentence; `known` is false where somebody did whom nothing names."""
        if speaker is None:
            if not known:
                self._spoken(None, start, end)
            return
        if speaker.entity is None:
            self._passed(self.folded[speaker.start : speaker.end].lower(), start, end)
            return
        if self.is_person(speaker):
            self._spoken(speaker.entity, start, end)
        elif speaker.entity in self.entities:
            self.last_body = speaker.entity

    def is_person(self, speaker: Speaker) -> bool:
        """Whether it is a person of the text who speaks."""
        entity = self.entities.get(speaker.entity) if speaker.entity else None
        return entity is not None and entity.kind == "person"

    def _spoken(self, person: str | None, start: int, end: int) -> None:
        self.last, self.last_at, self.last_end = person, start, end

    def _passed(self, called: str, start: int, end: int) -> None:
        """Somebody spoke who has no name: he or she is that one from now on, and it is that body."""
        if called in {"they", "it", "i", "we", "who"}:
            return
        noun = next((word for word in reversed(called.split()) if word in self.forms.bodies), "")
        if noun and noun not in self.forms.people.offices.unnamed and noun not in _ONE_PERSON:
            self.last_body = None
        elif not _TAIL.sub("", called).endswith(("s", "men", "women", "people")):
            self._spoken(None, start, end)

    def _title(self, start: int, at: int) -> int:
        """Where the title before a name begins; `at` itself where there is none."""
        begin, least, people = at, max(start, at - 90), self.forms.people
        least = max(least, self.text.rfind("\n\n", least, at))
        before = self.folded[least:at]
        for _ in range(12):
            closed = before.rstrip(" ")
            opened = closed.removesuffix(".") if closed[-1:] != "," else closed[:-1]
            bare = opened[len(opened.rstrip(_NAME_LETTERS)) :].lstrip("'-")
            if not bare or closed == before:
                break
            if not (bare[0].isupper() or bare in SMALL or bare in people.roles or bare in people.offices.leading):
                break
            if closed[-1] == "," and begin != at:
                break
            if closed[-1] == "." and bare not in self.forms.people.courtesy and len(bare) > 4:
                break
            before = opened[: len(opened) - len(bare)]
            begin = least + len(before)
        apart = _APART.search(self.folded, least, at) if self.folded.endswith(", ", 0, at) else None
        if begin == at:
            return apart.start(1) if apart else at
        words = _WORD.findall(self.folded[begin:at])
        while words and (words[0] in SMALL - {"the"} or words[0] in OPENERS):
            begin = self.folded.index(words[0], begin) + len(words[0]) + 1
            words = words[1:]
        known = any(self.forms.people.is_office(word) or word in self.forms.people.roles for word in words)
        return begin if known else apart.start(1) if apart else at
