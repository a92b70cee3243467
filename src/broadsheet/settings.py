"""What a project says about its data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from broadsheet.articles.base import Abstract, Distinct, Many, Name, Pattern, Record, Vocabulary, WebAddress
from broadsheet.versions import BUMPS, KINDS, POLICIES, Bump, Policy, policy_named

__all__ = ["EXPORTS", "Contributor", "License", "Origin", "Settings", "Sites", "Version", "Versioning"]

Version = Annotated[
    str,
    Pattern(
        r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?",
        "a semantic version",
    ),
]
"""A version number (semver.org 2.0.0)."""


_STEP = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_COLUMN = Pattern(r"[a-z0-9_]+\.[a-z0-9_]+", "a column")
_PATH = Pattern(rf"(?:{_STEP}/)*{_STEP}", "a path inside the project")


EXPORTS = ("croissant", "datacite", "dcat-ap", "ro-crate", "schema-org")
"""The exports that a package holds unless the settings name others: those by which a data set is found."""


class License(Record):
    """A licence of the data set (Data Package 2.0, `licenses`)."""

    name: Name = Field(description="SPDX identifier.", examples=["CC-BY-4.0"])
    path: WebAddress | None = Field(default=None, description="Where its text stands.")
    title: Name | None = Field(default=None, description="Its name for people.")


class Contributor(Record):
    """Who made the data set (Data Package 2.0, `contributors`)."""

    title: Name = Field(description="Name of the person or organisation.")
    path: WebAddress | None = Field(default=None, description="Home page.")
    email: Name | None = Field(default=None, description="Address for questions.")
    roles: Annotated[tuple[Name, ...], *Distinct] = Field(default=(), description="What they did.")
    organization: Name | None = Field(default=None, description="To whom they belong.")


class Origin(Record):
    """A raw source of the data set (Data Package 2.0, `sources`)."""

    title: Name = Field(description="Name of the source.")
    path: WebAddress | None = Field(default=None, description="Where it is.")


ChangeKind = Annotated[str, Vocabulary({name: kind.what for name, kind in KINDS.items()})]
PolicyName = Annotated[str, Vocabulary({name: policy.source for name, policy in POLICIES.items()})]
BumpName = Annotated[Bump, Vocabulary(dict.fromkeys(BUMPS, ""))]


class Versioning(Record):
    """What a change of the data does to their version."""

    policy: PolicyName = Field(default="recipe", description="The rule set that judges changes.")
    rules: Mapping[ChangeKind, BumpName] = Field(
        default_factory=dict, description="Rules of the project's own: a bump for a kind of change."
    )

    @property
    def rules_in_force(self) -> Policy:
        """The rule set, with the project's own rules in it."""
        return policy_named(self.policy).changed(self.rules)


ZenodoNumber = Annotated[str, Pattern(r"(?:10\.[0-9]+/zenodo\.)?[1-9][0-9]*", "a DOI or a number of Zenodo")]
HubName = Annotated[str, Pattern(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+", "a repository of the Hub")]


class Sites(Record):
    """Where the data set is published already: what a new version follows there."""

    zenodo: ZenodoNumber | None = Field(
        default=None,
        description="Its DOI on Zenodo, or the number in that: that of all versions, or of one of them.",
        examples=["10.5281/zenodo.1234567"],
    )
    huggingface: HubName | None = Field(
        default=None, description="Account and name on the Hugging Face Hub.", examples=["linden-desk/harbour-news"]
    )


class Settings(Record):
    """The settings of a data set; the names are those of the Data Package standard."""

    name: Annotated[str, Pattern(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", "a package name")] = Field(
        description="Name of the data package: lower case, with `.`, `_` or `-`.", examples=["harbour-news"]
    )
    title: Name = Field(description="Title for people.")
    description: Abstract = Field(description="What the data set is, in a few sentences (CommonMark).")
    version: Version = Field(description="Version of the data set (semantic versioning).", examples=["0.1.0"])
    homepage: WebAddress | None = Field(default=None, description="Where the data set is presented.")
    keywords: Annotated[tuple[Name, ...], *Distinct] = Field(default=(), description="Terms to find it by.")
    licenses: Annotated[tuple[License, ...], Many, Field(min_length=1)] = Field(
        description="Licences of the data set's own words and facts."
    )
    contributors: Annotated[tuple[Contributor, ...], Many, Field(min_length=1)] = Field(description="Who made it.")
    sources: Annotated[tuple[Origin, ...], Many] = Field(
        default=(), description="Raw sources beyond the articles themselves, which are listed by themselves."
    )
    exports: Annotated[tuple[Name, ...], *Distinct] = Field(
        default=EXPORTS, description="Formats of others that the package holds as well."
    )
    versioning: Versioning = Field(default=Versioning(), description="How changes of the data change the version.")
    changelog: Annotated[str, _PATH] = Field(
        default="CHANGELOG.md", description="The file in the project that tells of its releases."
    )
    sites: Sites = Field(default=Sites(), description="Where it is published already, which new versions follow.")
    leave_out: Annotated[tuple[Annotated[str, _COLUMN], ...], *Distinct] = Field(
        default=(), description="Columns that are in no file of the package, as `table.column`.",
        examples=["articles.abstract"],
    )  # fmt: skip
