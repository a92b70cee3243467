"""Questions that people put to a data set of articles: views in SQL, and which words can be searched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["BELONGING", "QUESTIONS", "SEARCHED", "Question"]

SEARCHED = {
    "articles": ("headline", "alternative_headline", "abstract"),
    "entities": ("name", "native_name"),
    "outlets": ("name", "native_name"),
    "statements": ("summary",),
    "figures": ("counted", "measure", "unit"),
    "events": ("what",),
    "texts": ("text",),
}
"""The tables whose words can be searched, and the columns that they stand in."""

BELONGING = {
    "articles": (("article_authors", "article", "author"),),
    "entities": (
        ("entity_alternate_names", "entity", "alternate_name"),
        ("entity_abbreviations", "entity", "abbreviation"),
    ),
    "outlets": (("outlet_abbreviations", "outlet", "abbreviation"),),
}
"""Lists whose words find the row that they belong to: their table, the column that names the row, that of the words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the query that answers it, and the columns that the query needs, by table."""

    title: str
    query: str
    needs: Mapping[str, tuple[str, ...]]


_OF_ARTICLE = ("id", "headline", "publisher", "date_published")
_NAMED = ("id", "name")

QUESTIONS = {
    "who_said_what": Question(
        "Who said what, when, and where it was printed",
        """
SELECT s.article, a.date_published, o.name AS outlet, coalesce(e.name, s.speaker) AS speaker, s.mode, s.kind,
  s.summary,
  (SELECT group_concat(t.topic, ', ') FROM statement_topics t
    WHERE t.article = s.article AND t.statement = s.id) AS topics,
  s.start, s."end"
FROM statements s JOIN articles a ON a.id = s.article
LEFT JOIN outlets o ON o.id = a.publisher LEFT JOIN entities e ON e.id = s.speaker
ORDER BY a.date_published, s.article, s.start""",
        {
            "statements": ("article", "id", "start", "end", "mode", "speaker", "kind", "summary"),
            "statement_topics": ("article", "statement", "topic"),
            "articles": _OF_ARTICLE,
            "outlets": _NAMED,
            "entities": _NAMED,
        },
    ),
    "figures_by_date": Question(
        "Which figures were given, for when, and by whom they were printed",
        """
SELECT coalesce(f.as_of, a.date_published) AS date, f.measure, f.counted, f.qualifier, f.value, f.low, f.high, f.unit,
  o.name AS outlet, f.article, f.start, f."end"
FROM figures f JOIN articles a ON a.id = f.article LEFT JOIN outlets o ON o.id = a.publisher
ORDER BY date, f.article, f.start""",
        {
            "figures": (
                "article", "start", "end", "value", "low", "high", "unit", "qualifier", "counted", "as_of", "measure",
            ),
            "articles": _OF_ARTICLE,
            "outlets": _NAMED,
        },
    ),
    "timeline": Question(
        "What happened when, with whom",
        """
SELECT v.date, v.date_basis, v.kind, v.what,
  (SELECT group_concat(coalesce(e.name, p.participant), ', ') FROM event_participants p
    LEFT JOIN entities e ON e.id = p.participant WHERE p.article = v.article AND p.event = v.id) AS participants,
  v.article, v.start, v."end"
FROM events v
ORDER BY v.date, v.article, v.start""",
        {
            "events": ("article", "id", "start", "end", "kind", "what", "date", "date_basis"),
            "event_participants": ("article", "event", "participant"),
            "entities": _NAMED,
        },
    ),
    "who_is_named": Question(
        "Who is named how often, by year",
        """
SELECT e.name, e.kind, substr(a.date_published, 1, 4) AS year, count(*) AS mentions,
  count(DISTINCT m.article) AS articles, m.entity
FROM mentions m JOIN articles a ON a.id = m.article JOIN entities e ON e.id = m.entity
GROUP BY m.entity, year ORDER BY mentions DESC, e.name, year""",
        {"mentions": ("article", "entity"), "articles": _OF_ARTICLE, "entities": ("id", "name", "kind")},
    ),
    "who_is_named_with_whom": Question(
        "Who is named in the same articles as whom",
        """
SELECT e.name, f.name AS other, count(*) AS articles
FROM (SELECT DISTINCT article, entity FROM mentions) m
JOIN (SELECT DISTINCT article, entity FROM mentions) n ON n.article = m.article AND m.entity < n.entity
JOIN entities e ON e.id = m.entity JOIN entities f ON f.id = n.entity
GROUP BY m.entity, n.entity ORDER BY articles DESC, e.name, other""",
        {"mentions": ("article", "entity"), "entities": _NAMED},
    ),
    "evidence": Question(
        "Where each fact stands in its source",
        """
SELECT g.article, g.what, g.id, g.start, g."end", a.source_name, a.source_sha256, o.name AS outlet, a.date_published
FROM (
  SELECT article, 'statement' AS what, id, start, "end" FROM statements UNION ALL
  SELECT article, 'figure', id, start, "end" FROM figures UNION ALL
  SELECT article, 'event', id, start, "end" FROM events UNION ALL
  SELECT article, 'mention', id, start, "end" FROM mentions
) g JOIN articles a ON a.id = g.article LEFT JOIN outlets o ON o.id = a.publisher
ORDER BY g.article, g.start, g."end", g.what""",
        {
            **dict.fromkeys(("statements", "figures", "events", "mentions"), ("article", "id", "start", "end")),
            "articles": (*_OF_ARTICLE, "source_name", "source_sha256"),
            "outlets": _NAMED,
        },
    ),
}  # fmt: skip
"""Each question by the name of its view."""
