"""The subject of a verb of saying: a name, a pronoun or a role, before or after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.articles.mention import Mention
from broadsheet.reading.cast import Cast, Speaker
from broadsheet.reading.index import index_of
from broadsheet.reading.speaker_forms import NO_DESCRIPTION

__all__ = ["Speaker", "Subjects"]

_REACH = 110


@dataclass
class Subjects(Cast):
    """The cast of a text, asked who says what."""

    def before_cue(self, start: int, end: int, *, near: bool = False) -> Speaker | None:
        """The subject of a verb of saying that begins at `end`, looked for from `start` on.

        It stands before the verb, apart from adverbs or an apposition; further off, at the head of
        the sentence, only where a second verb follows "and" or a comma, and not where it has to be `near`.
        """
        left = max(start, end - 40)
        said = index_of(self.folded).has(self.forms.pronouns, left, end)
        pronoun = self.forms.pronoun.search(self.folded, left, end) if said else None
        if pronoun is not None:
            return self.pronoun(pronoun.start(1), pronoun.end(1))
        named = self.between(start, end)
        if self.folded.startswith(_PARTICIPLES, end) and (head := self._further(named, start, end)) is not None:
            return head
        if apart := self._related(named, end) or self._opening(named, start, end) or self._told_of(named, end):
            return self.named(apart, start)
        at = self._without_adverbs(max(start, end - 90), end)
        reach = max(start, end - 90)
        found = self._subject(named, at) or (self._explained(named, end - 1) if at < end - 1 else None)
        called = self._may_be_told(found, reach) and index_of(self.folded).has(self.forms.nouns, reach, end)
        role = self.forms.role.search(self.folded, reach, end) if called else None
        if found is not None and not (role and self._stands_for(role, found, at)):
            return self._unless_owned(found, start)
        if role is not None:
            return self.role(role.start(1), role.end(1), end)
        return (
            self._headed(start, at)
            or self._headed(start, end - 1)
            or self._national(start, end)
            or (None if near else self._further(named, start, at))
        )

    def _related(self, named: Sequence[Mention], end: int) -> Mention | None:
        """Whom a clause of its own tells of: Lan, head of the guild, who said; the court, which has asked."""
        if self.folded.endswith(", which ", 0, end):
            return next((m for m in named[-1:] if _RELATED.fullmatch(self.folded, m.end, end)), None)
        if not self.folded.endswith(", who ", 0, end):
            return None
        person = next((m for m in reversed(named) if m.kind == "person"), None)
        return person if person and _RELATED.fullmatch(self.folded, person.end, end) else None

    def _told_of(self, named: Sequence[Mention], end: int) -> Mention | None:
        """Who is told of behind a comma without another one: Narayan Orr, a villager said."""
        last = named[-1] if named and named[-1].kind == "person" else None
        return last if last and _WITHOUT_COMMA.fullmatch(self.folded, last.end, end) else None

    def _national(self, start: int, end: int) -> Speaker | None:
        """The Norwegian explained: whoever was spoken of last."""
        match = _NATIONAL.search(self.folded, max(start, end - 24), end)
        if match is None or match[2] not in self.forms.nationals:
            return None
        return Speaker(match.start(1), match.end(1), self._latest(match.start(1), None))

    def _unless_owned(self, mention: Mention, start: int) -> Speaker:
        """The one named, or nobody where somebody who has no name speaks for a body: a professor at the university."""
        owned = None
        if mention.kind == "organisation":
            owned = _OWNED.search(self.folded, max(start, mention.start - 40), mention.start)
        if (
            owned is None
            or owned[1].startswith("officials ")
            or not self.forms.papers.isdisjoint(self.folded[start : mention.start].lower().split())
        ):
            return self.named(mention, start)
        return Speaker(owned.start(1), mention.end, None)

    def _headed(self, start: int, at: int) -> Speaker | None:
        """The company, which is based in Turin, said: a role that an apposition stands after."""
        if self.folded[at - 1 : at] != ",":
            return None
        link = _LINKED.match(self.folded, start, at)
        role = self.forms.role_after.match(self.folded, link.end() if link else start, at)
        if role is None or not _ASIDE.fullmatch(self.folded, role.end(1), at):
            return None
        return self.role(role.start(1), role.end(1), at)

    def _opening(self, named: Sequence[Mention], start: int, end: int) -> Mention | None:
        """Who opens the sentence where only an apposition stands after the name: Lan, head of the club, said."""
        first = named[0] if named and self.folded[end - 2 : end] == ", " else None
        if first is None or self._is_owner(first) or not self._heads(first, start):
            return None
        return first if _APART.fullmatch(self.folded, first.end, end) else None

    def heading(self, start: int, end: int) -> Speaker | None:
        """Who is named before a colon and nothing else, at the head of a paragraph: Mara Lind, 34: “Go”."""
        named = self.between(start, end)
        if not named:
            return None
        if self._heads(named[0], start) and _COLON.fullmatch(self.folded, named[0].end, end):
            return self.named(named[0], start)
        last = named[-1]
        label = last.kind == "person" and _LABEL.fullmatch(self.folded, start, last.start)
        return self.named(last, start) if label and _COLON.fullmatch(self.folded, last.end, end) else None

    def head(self, start: int, end: int) -> str | None:
        """Whose words follow a colon: of who opens the sentence, or of whom he or she is; of nobody else named there.

        And then: "Go". Her answer was short: "Go". Mara Lind was glad: "Go". The crowd cheered when she came: "Go".
        """
        first = next(iter(self.between(start, end)), None)
        if first is not None and (self._heads(first, start) or self._is_presented(first, start)):
            return first.entity
        if (own := _OWN.match(self.folded, start, end)) is not None:
            return self.meant("he" if own[1].lower() in {"he", "his"} else "she", start)
        return self.speaking(start) if self.folded.count(" ", start, end) <= _FEW else None

    def _is_presented(self, mention: Mention, start: int) -> bool:
        """Whether only what somebody is stands before the name at the head of a sentence: Porter Mara Lind."""
        before = self.folded[start : mention.start]
        return mention.kind == "person" and _is_subject(before) and "ed " not in before

    def signed(self, start: int) -> Speaker | None:
        """Who is named behind a dash in the same line, as the source of a quotation: “Go.” \u2013 Mara Lind, mayor."""
        dash = _DASH.match(self.folded, start)
        named = self.between(dash.end(), dash.end() + _REACH) if dash else []
        return self.named(named[0], start) if dash and named and named[0].start == dash.end() else None

    def seen(self, start: int, end: int) -> Speaker | None:
        """What nobody is named for but who has seen it: according to a draft text seen by Reuters."""
        match = _SEEN.match(self.folded, start, end)
        return Speaker(match.start(1), match.end(1), None) if match else None

    def anybody(self, start: int, end: int) -> Speaker | None:
        """Whoever stands after "according to", though nobody has a name."""
        match = _ANYBODY.match(self.folded, start, end)
        if match is None or match[1].lower() in self.forms.silent or match[1].split()[0].lower() in self.forms.silent:
            return None
        return Speaker(match.start(1), match.end(1), None)

    def written(self, start: int, end: int) -> Speaker | None:
        """The papers that stand after "according to" and before a comma, whoever is named behind it."""
        match = _WRITTEN.match(self.folded, start, end)
        return Speaker(match.start(1), match.end(1), None) if match else None

    def _without_adverbs(self, start: int, end: int) -> int:
        """Where the words before a verb end, adverbs, auxiliaries and times left out."""
        before = self.folded[max(start, end - 24) : end].removesuffix(" ")
        word = before.removesuffix(",").rpartition(" ")[2]
        if not (word in self.forms.adverb_ends or word.endswith("ly") or word.isdigit()):
            return end - 1 if end > start and self.folded[end - 1] == " " else end
        match = self.forms.adverbs.search(self.folded, start, end)
        if match is None:
            return end
        related = self.folded.startswith(",", match.start()) and _WHO.search(self.folded, start, match.start())
        return match.start() + (1 if related else 0)

    def _subject(self, named: Sequence[Mention], at: int) -> Mention | None:
        """Who is named directly before an offset, or with an age, an apposition or a place after the name."""
        last = next((m for m in reversed(named) if m.end <= at), None)
        if last and (whole := next((m for m in named if self._is_ticker(m, last)), None)):
            last = whole
        gap = _BRACKETED.sub("", self.folded[last.end : at]).strip(" .") if last else "?"
        if last is None or gap not in {"", ",", ")"}:
            return self._explained(named, at)
        if last.kind == "person" and (gap == "" or self.folded.endswith(", ", 0, last.start)):
            return last
        return self._explained([m for m in named if m is not last], at) or last

    def _is_ticker(self, mention: Mention, other: Mention) -> bool:
        """Whether a company stands right before the letters of its shares in brackets: Kelder Lines (KEL)."""
        letters = self.folded[mention.end : other.start] in {" (", ". ("} and self.folded.startswith(")", other.end)
        bodies = mention.kind == other.kind == "organisation" and mention.entity != other.entity
        return letters and bodies and self.folded[other.start : other.end].isupper()

    def _explained(self, named: Sequence[Mention], at: int) -> Mention | None:
        """Whom an age, an apposition or a place stands after: Linh, 43, a baker from Hue."""
        closed = _OPENINGS.get(self.folded[at - 1])
        for kind in ("person", "organisation"):
            for mention in reversed(named):
                gap = self.folded[mention.end : at]
                if self.folded[mention.start - 1] == "(" and gap.startswith(") "):
                    gap = gap.removeprefix(")")
                if mention.kind != kind or self._is_owner(mention):
                    continue
                if closed and len(gap) > 1 and gap.startswith(closed):
                    return mention
                if len(gap) < 90 and _PHRASE.fullmatch(gap):
                    return mention
        return None

    def _may_be_told(self, found: Mention | None, start: int) -> bool:
        """Whether a role may speak: only a person who is named has to be somebody's, too."""
        if found is None or found.kind != "person":
            return True
        return _OF.search(self.folded, start, found.start) is not None

    def _stands_for(self, role: re.Match[str], mention: Mention, at: int) -> bool:
        """Whether it is not the one named who speaks, but somebody told by him: the lawyer of Mai, an aide to Mai."""
        if mention.kind == "person":
            owned = role.start(1) < mention.start and mention.end >= at - 1
            return owned and _OF.search(self.folded, role.start(1), mention.start) is not None
        if mention.start - 1 <= role.end(1) <= mention.start or self._are_its(role, mention):
            return False
        return role.start() > mention.end or role.start() < mention.start - 5

    def _are_its(self, role: re.Match[str], mention: Mention) -> bool:
        """Whether those who speak are a body's officials, whose word is the body's."""
        return _AT_BODY.fullmatch(self.folded, role.start(1), mention.start) is not None

    def _further(self, named: Sequence[Mention], start: int, at: int) -> Speaker | None:
        """The subject of the sentence, for a verb that is not its first."""
        if not _SECOND.search(self.folded, max(start, at - 12), at) and not self.folded.startswith(_PARTICIPLES, at):
            return None
        first = self.forms.pronoun_after.match(self.folded, start)
        if first is not None:
            return self.pronoun(first.start(1), first.end(1))
        subject = next((m for m in named if not self._is_owner(m) and self._heads(m, start)), None)
        return self.named(subject, start) if subject else self._leading(start, at) or self._acting(start, at)

    def _acting(self, start: int, at: int) -> Speaker | None:
        """Whoever has done something and has no name, for "saying" behind it: Pyongyang has left, saying."""
        acts = _ACTS.match(self.folded, start, at) if self.folded.endswith(", ", start, at) else None
        return Speaker(*acts.span(1), None) if acts and self.folded.startswith(_PARTICIPLES, at) else None

    def _leading(self, start: int, at: int) -> Speaker | None:
        """The role that is the subject of a sentence: Farmers welcomed the road but said it was late."""
        if not index_of(self.folded).has(self.forms.nouns, start, at):
            return None
        adverbial = _PLACED.match(self.folded, start, at)
        role = self.forms.role_after.match(self.folded, adverbial.end() if adverbial else start, at)
        return self.role(role.start(1), role.end(1)) if role and self.folded[role.end(1)] == " " else None

    def _heads(self, mention: Mention, start: int) -> bool:
        """Whether a name is the subject of the sentence that begins at `start`."""
        before = self.folded[start : mention.start]
        if mention.kind == "person":
            before = self.folded[start : self._title(start, mention.start)]
        return not before or (before.endswith(_HEAD_ENDS) and _HEAD.fullmatch(before) is not None)

    def after_cue(self, start: int, end: int) -> Speaker | None:
        """The subject that follows a verb of saying: said Linh, said the minister."""
        pronoun = self.forms.pronoun_after.match(self.folded, start, end) or _OBJECT.match(self.folded, start, end)
        if pronoun is not None:
            begins = _CLAUSE_OF.match(self.folded, pronoun.end(), end)
            return None if begins else self.pronoun(pronoun.start(1), pronoun.end(1))
        reach = min(end, start + _REACH)
        named = self.between(start, reach)
        called = index_of(self.folded).has(self.forms.nouns, start, reach)
        role = self.forms.role_after.match(self.folded, start, reach) if called else None
        if (person := self._presented(named, start)) is not None:
            return person
        if role is not None and (issued := self._issued(role.start(1), role.end(1), named)):
            return issued
        if role is not None and not (named and named[0].start < role.end(1) + 2):
            return self.role(role.start(1), role.end(1))
        gap = self.folded[start : named[0].start] if named else ""
        if named and named[0].kind == "organisation" and len(gap) < 24 and not _ELSEWHERE.search(gap):
            return self.named(named[0], start)
        return self.role(role.start(1), role.end(1)) if role else None

    def _presented(self, named: Sequence[Mention], start: int) -> Speaker | None:
        """The person named first, where only an office or how somebody is called stands before the name."""
        person = next((m for m in named if m.kind == "person"), None)
        if person is None:
            return None
        if _is_subject(self.folded[start : person.start]):
            return self.named(person, start)
        called = _CALLED.fullmatch(self.folded, start, person.start)
        return Speaker(person.start, person.end, person.entity) if called else None

    def _issued(self, start: int, end: int, named: Sequence[Mention]) -> Speaker | None:
        """A report by the World Bank: the paper with who issued it."""
        if self.forms.papers.isdisjoint(self.folded[start:end].lower().split()) or not named:
            return None
        by = self.folded[end : named[0].start]
        return Speaker(start, named[0].end, named[0].entity) if _ISSUED.fullmatch(by) else None

    def issued(self, found: Speaker | None) -> Speaker | None:
        """Somebody without a name, with the body that a paper is by: a survey by the guild of 60 boats."""
        by = found and next((m for m in self.between(found.start, found.end) if m.kind == "organisation"), None)
        if found is None or not by or not self.folded.endswith((" by ", " by the "), 0, by.start):
            return found
        return replace(found, entity=by.entity)

    def _is_owner(self, mention: Mention) -> bool:
        """Whether the name only owns what speaks: Mai's lawyer."""
        return self.folded.startswith("'s ", mention.end) or self.folded.startswith("' ", mention.end)

    def _description(self, start: int, at: int) -> int:
        """Where the words after a comma begin that say what a person is: , harbour master Mara Lind."""
        found = _DESCRIPTION.search(self.folded, max(start, at - 50), at)
        return found.start(1) if found and NO_DESCRIPTION.isdisjoint(found[1].split()) else at

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


_RELATED = re.compile(r"(?: \([^()]{2,24}\))?(?:, (?!and\b|but\b|who\b)[^;:,\u201c\u201d\"]{2,90})?, wh(?:o|ich) ")
"""What stands between whoever says something and the verb, in a clause of its own: the court, which has asked."""

_WHO = re.compile(r", (?:who|whose|which) ")
_PLACED = re.compile(
    r"(?:[A-Z][a-z]+ing|In|At|On|For|After|Since|Under|But|And|However|Meanwhile)\b[^,.;:\u201c\"]{0,60}, "
)
_WITHOUT_COMMA = re.compile(r", an? (?:[a-z-]+ ){1,3}")
_OWN = re.compile(r"(?:[A-Z][\w ]{0,30}, |(?:And|But|Then|So|Yet|Here|Now) )?(he|she|his|her)\b", re.IGNORECASE)
_FEW = 2
"""A head with more blanks has a subject of its own: Fishermen cheered: "Go"."""

_DASH = re.compile(" ?(?:\u2014|\u2013|--?) ?")
_COLON = re.compile(r"(?:, [^:.\u201c\"]{1,80})?: ?")
_LABEL = re.compile(
    r"(?:(?!(?:s?he|they|we|it|to|with|by|at|from|was|is|are|were|had|has|have|as|in|on|when|that|then|said)\b)"
    r"(?:[\w'&-]+|\([A-Z]{2,8}\)) ){1,12}",
    re.IGNORECASE,
)
"""What somebody is, before a name and a colon: Rope Guild (RG) coordinator Mara Lind: “Go”."""

_AT_BODY = re.compile(r"[Oo]fficials (?:at|of|from|in|with) (?:the )?")
_NATIONAL = re.compile(
    r"\b([Tt]he ([A-Z][a-z]+(?:an|i|er|eek|urk|zech|ane|wede|ole|inn|cot|ard|ton)))(?: also| later| then)? $"
)
_DESCRIPTION = re.compile(r", ((?:[a-z-]+ ){1,4})$")
_VERBS = "that|which|who|and|but|was|is|are|were|has|had|have|said|will|would|could"
_PHRASE = re.compile(rf" (?:of|from|at|with|in|on|for|during|via|by)(?: (?!(?:{_VERBS})\b)[\w'.$%&-]+,?){{1,9}}")
_ASIDE = re.compile(r"[^,;:.\u201c\"]{0,60}, [^;:\u201c\"]{2,140},")
_ANYBODY = re.compile(r" ([\w'-]+(?: [\w'-]+){0,14}(?: \([A-Z]{2,8}\))?)(?=[,.;)]|$)")
_SEEN = re.compile(r" ([^,.;:]{2,60}?) (?:obtained|reviewed|seen|viewed) by ")
_WRITTEN = re.compile(
    r" ((?:[a-z][\w-]* ){0,3}(?:affidavits?|complaint|documents|filings?|indictment|lawsuit|minutes|papers|records"
    r"|transcripts?)), "
)
_ISSUED = re.compile(
    r" (?:published |released |issued |prepared |compiled |signed |made available )?(?:by|from|of)"
    r" (?:the |[A-Z][a-z]+ )?"
)
_OBJECT = re.compile(r" (him|her|them)(?=[,.;]| [a-z]+ |$)(?! [a-z]+(?:er|or|ist|man|ian)\b)")
_LINKED = re.compile(r"(?:However|Meanwhile|But|And|Yet|Earlier|Also|Still|Moreover|Nevertheless|Instead),? ")
_BEHIND = (" (", " of ", " from ", " at ", " with ")
_OPENINGS = {")": _BEHIND, ",": (", ", " \u2013 ", *_BEHIND), "\u2013": (", ", " \u2013 ", *_BEHIND)}
"""How an apposition begins that ends in a mark: no comma opens what only a bracket ends."""

_APART = re.compile(r"(?: \([A-Z]{2,8}(?:[.:] ?[A-Z\d]{1,6})?\))?, (?!and\b|but\b|then\b)[^;:\u201c\u201d\"]{2,150}, ")
_BRACKETED = re.compile(r"^\.? \([^()]{1,24}\)")
_OWNED = re.compile(
    r"((?<![\w'-])[a-z]{3,} (?:of|at|for|from|with|in|by) (?:the |its |[A-Z][a-z]+'s )?(?:[A-Z][a-z]+ and )?)$"
)
_CLAUSE_OF = re.compile(
    r" (?:(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|shall|do|does|did|never|also|not)"
    r"\b|[a-z]+ed\b(?! in| on| at| by))"
)
"""What stands behind a pronoun that begins what is said, and is not who says it: said it had sold the boat."""

_ELSEWHERE = re.compile(r" [A-Z][\w'-]* (?:at|in|on|to) $")
"""Who says something where a body is named: said Lind on Radio Tarl."""

_OF = re.compile(r"[a-z] (?:of|for|to|at) (?:the |[A-Z][a-z]+\.? )?$")
_CALLED = re.compile(
    r" an? [\w' -]{2,50}? (?:(?:gave|giving) (?:his|her|their) name (?:only )?as|(?:who (?:was )?)?identified"
    r" (?:only )?as|(?:who (?:was |is )?)?(?:named|called)) "
)
"""Somebody of whom only a name is known: said a neighbour who gave her name only as Rosa."""

_SECOND = re.compile(r"(?:\b(?:and|but|or|then)|,) ?$")
_ACTS = re.compile(
    r"((?!(?:But|And|It|There|This|That|If|As|When|While|In|On|At|For|After)\b)(?:The |Its |Their )?"
    r"[A-Za-z][\w'-]*(?: (?!(?:is|are|was|were|has|have|had|will|would)\b)[\w'-]+){0,4})"
    r" (?:is|are|was|were|has|have|had|will|would)\b"
)
_PARTICIPLES = ("adding", "saying", "noting", "stressing", "stating", "warning", "emphasi", "affirming", "explaining")
_HEAD = re.compile(r"(?:[A-Z][^,\u201c\"]{0,80}, )?(?:[\"'\u201c]?[Tt]he |But |And |Yet |However, |Meanwhile, )?")
_HEAD_ENDS = (", ", "he ", "But ", "And ", "Yet ")
_SUBJECT = re.compile(r"(?: ?(?:[\w.'-]++,?|\([A-Z]{2,8}\))){0,14} ?")


def _is_subject(gap: str) -> bool:
    """Whether only an office can stand between the verb and the name."""
    return (
        len(gap) < 100
        and _SUBJECT.fullmatch(gap) is not None
        and re.search(r"\b(?:that|to|in|on|at|by|when|while|after|before|said|was|is|were|told|reporters)\b", gap)
        is None
    )
