"""The rules for sources: what can be read as the text of an article, and what cannot."""

from __future__ import annotations

from broadsheet.issues.rule import Rule

__all__ = ["SOURCE_RULES"]

SOURCE_RULES = (
    Rule(
        "B020",
        "binary-source",
        "error",
        "A picture, a document of a word processor or another binary file holds no plain text.",
        bad="harbour.pdf",
        good="harbour.txt, exported from it",
    ),
    Rule(
        "B021",
        "source-encoding",
        "error",
        "Offsets and hash hold only where all bytes of a text can be read in one encoding.",
        bad="a line in UTF-8, the next in Windows-1252",
        good="all lines in UTF-8",
    ),
    Rule(
        "B022",
        "source-size",
        "error",
        "No article is that long: mostly many texts were joined in one file.",
        bad="a text of one gigabyte",
        good="one file for each article, or JSON Lines",
    ),
    Rule(
        "B023",
        "archive-limit",
        "error",
        "An archive with too many members, or one that grows too much when unpacked, is an attack or an accident.",
        bad="ten kilobytes that unpack to a gigabyte",
        good="a zip of texts",
    ),
    Rule(
        "B024",
        "nested-archive",
        "error",
        "Archives inside archives are not opened, so that the limits hold.",
        bad="texts.zip with more.zip inside",
        good="texts.zip with harbour.txt inside",
    ),
    Rule(
        "B025",
        "empty-source",
        "error",
        "A file without a visible character is no article.",
        bad="a file of blanks",
        good="Old harbour to open to larger ships",
    ),
    Rule(
        "B026",
        "column-error",
        "error",
        "Every line of JSON Lines is one object, with the text of the article under the mapped column.",
        bad='{"id": "harbour"} without a text',
        good='{"id": "harbour", "text": "Old harbour to open to larger ships"}',
    ),
    Rule(
        "B027",
        "page-error",
        "error",
        "A page from which no article can be taken is left to a person.",
        bad="a page that holds only a menu, or says 404 Not Found",
        good="a page with the article in its HTML",
    ),
    Rule(
        "B028",
        "extra-missing",
        "error",
        "Some kinds of sources need an optional part of broadsheet.",
        bad="page.html without the extra html",
        good='pip install "broadsheet[html]"',
    ),
    Rule(
        "B029",
        "worker-lost",
        "error",
        "A text or record at which the process that reads it dies, and dies again, for which there is no memory, or at "
        "which the program itself fails, is set aside, and the rest goes on.",
        bad="a page at which a parser crashes",
        good="the text of the page, saved by hand",
        unchecked=True,
    ),
    Rule(
        "B030",
        "text-gone",
        "warning",
        "A text that was renamed has a new record; the old one, of a text that is there no more, is left to a person.",
        bad="articles/quay.json, of quay.txt, which is called pier.txt now",
        good="articles/pier.json alone",
    ),
    Rule(
        "B031",
        "crowd",
        "notice",
        "Of articles that have much in common with very many others, each is compared with about a hundred of these.",
        bad="10,000 market reports of one form",
        good="a story on fewer than a hundred pages",
    ),
    Rule(
        "B032",
        "left-alone",
        "notice",
        "Tables, workbooks and files of JSON in a folder mostly tell of the articles beside them, and where they hold "
        "some, nobody knows in which column.",
        bad="articles.csv, with an article in each row, in a folder of texts",
        good="articles.jsonl, with an article in each line",
    ),
)
