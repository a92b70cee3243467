"""What Croissant RAI 1.0 asks of a data set: how it was collected and annotated, whom it names, what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.packages.package import Package

__all__ = ["responsible"]


def responsible(package: Package) -> dict[str, Any]:
    """The terms of RAI, from what every data set of broadsheet has in common and from the counts of this one.

    >>> responsible(broadsheet.load())["rai:annotationsPerItem"]
    '1'
    """
    extent, entities = package.extent, package["entities"]
    persons = int((entities["kind"] == "person").sum())
    return {
        "rai:dataCollection": (
            "Articles as they were published, each kept as one source text that is recognised by its SHA-256. "
            "What they say is recorded as facts in our own words, with offsets into the texts."
        ),
        "rai:dataCollectionType": ["Secondary Data Analysis", "Manual Human Curation", "Software Collection"],
        "rai:dataCollectionRawData": f"{extent.articles} texts of {package['outlets'].height} outlets.",
        "rai:dataAnnotationProtocol": (
            f"Rules draft a record of each text and people edit it; {extent.reviewed} of {extent.articles} records are "
            "confirmed by an editor. Each value names the characters that show it, and checks compare it with them."
        ),
        "rai:annotationsPerItem": "1",
        "rai:machineAnnotationTools": ["broadsheet"],
        "rai:dataPreprocessingProtocol": [
            "Texts are decoded and nothing else: nothing is normalised and no newline is translated."
        ],
        "rai:personalSensitiveInformation": [
            f"It names {persons} persons as the articles do, with their offices; no more is recorded of them."
        ],
        "rai:dataLimitations": (
            f"It holds the {extent.articles} articles that its makers chose. They are no sample of what was published."
        ),
        "rai:dataBiases": ["Topics, speakers and words are those that the outlets chose to report."],
        "rai:dataUseCases": ["Research on news and public statements", "Training and evaluation of text extraction"],
        "rai:dataReleaseMaintenancePlan": (
            "Versions follow Semantic Versioning, each with a list of its changes; a version never changes."
        ),
    }
