"""The rules for releases: that they are whole, and what they say they are."""

from __future__ import annotations

from broadsheet.issues.rule import Rule

__all__ = ["RELEASE_RULES"]

RELEASE_RULES = (
    Rule(
        "B801",
        "file-missing",
        "error",
        "A release is whole: who has it has every file that its sums list.",
        bad="SHA256SUMS lists data/figures.csv, and it is not there",
        good="every listed file is there",
    ),
    Rule(
        "B802",
        "file-extra",
        "error",
        "What no sums list was put there by somebody else, and nothing vouches for it.",
        bad="notes.txt beside datapackage.json",
        good="nothing but the listed files",
    ),
    Rule(
        "B803",
        "file-truncated",
        "error",
        "A copy that was cut off is shorter than the file that was released.",
        bad="data/figures.csv has 400 of 1,856 bytes",
        good="data/figures.csv has 1,856 bytes",
    ),
    Rule(
        "B804",
        "file-altered",
        "error",
        "A file with another hash is another file, be it by one bit.",
        bad="a row was added to data/figures.csv",
        good="data/figures.csv has the SHA-256 that the sums state",
    ),
    Rule(
        "B805",
        "sums-error",
        "error",
        "The list of hashes is what all else is compared with.",
        bad="SHA256SUMS states another hash than provenance.json",
        good="SHA256SUMS and provenance.json agree",
    ),
    Rule(
        "B806",
        "signature-error",
        "error",
        "A signature proves who vouches for a release, to whoever has the public key from a trusted place.",
        bad="provenance.dsse.json was signed with another key",
        good="the signature fits the key and the files",
    ),
    Rule(
        "B807",
        "copy-error",
        "error",
        "The folder, the zip, the wheel and the sdist of a release hold the same package.",
        bad="the wheel holds another data/figures.csv than the folder",
        good="all four hold the same files",
    ),
    Rule(
        "B808",
        "digest-error",
        "error",
        "CSV, JSON and Parquet of a table hold the same data, and the digest in the descriptor is theirs.",
        bad="data/figures.parquet has a value that data/figures.csv has not",
        good="both have the digest that the descriptor states",
    ),
    Rule(
        "B809",
        "rebuild-error",
        "error",
        "Whoever has the records can build the same bytes again, and so prove where a release came from.",
        bad="the records hold a figure that the release has not",
        good="a rebuild gives the same bytes",
    ),
)
