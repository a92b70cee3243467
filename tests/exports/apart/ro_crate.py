"""Print what rocrate-validator finds in each folder that is named, as JSON; the context comes from a seeded cache."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path

import rdflib.plugins.sparql.processor as sparql
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator import models, services
from urllib3 import HTTPResponse

URL = "https://w3id.org/ro/crate/1.2/context"
TERMS = (
    "CreativeWork Dataset Organization Person PropertyValue about affiliation alternateName author contentSize"
    " creditText dateModified datePublished description email encodingFormat hasPart identifier inLanguage"
    " isAccessibleForFree isBasedOn keywords license name propertyID publisher sha256 temporalCoverage"
    " url usageInfo value version"
)
CONTEXT = {term: f"http://schema.org/{term}" for term in TERMS.split()} | {
    "File": "http://schema.org/MediaObject",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}
"""Those terms of the context of RO-Crate 1.2 that we write."""


class Served(HTTPAdapter):
    """Answers with the context, without a network."""

    def send(self, request, **_):
        headers, body = {"Content-Type": "application/ld+json"}, json.dumps({"@context": CONTEXT}).encode()
        answer = HTTPResponse(io.BytesIO(body), headers, 200, preload_content=False, request_url=request.url)
        return self.build_response(request, answer)


def prepare_queries_once() -> None:
    """Keep what rdflib prepares of a query: the validator asks the same ones again of every node."""
    parse, translate, kept = sparql.parseQuery, sparql.translateQuery, {}

    def prepared(query, base=None, namespaces=None):
        key = query, base, tuple(sorted((namespaces or {}).items()))
        if key not in kept:
            kept[key] = translate(parse(query), base, namespaces)
        return kept[key]

    sparql.parseQuery, sparql.translateQuery = str, prepared


def main() -> None:
    """Seed the cache, and ask."""
    prepare_queries_once()
    with tempfile.TemporaryDirectory() as folder:
        cache = str(Path(folder) / "cache")
        with CachedSession(cache_name=cache, backend="sqlite", expire_after=-1) as session:
            session.mount("https://", Served())
            session.get(URL, headers={"Accept": "application/ld+json"})
        known = {"profile_identifier": "ro-crate-1.2", "cache_path": cache, "offline": True}
        found = {}
        for crate in sys.argv[1:]:
            settings = services.ValidationSettings(
                rocrate_uri=crate, requirement_severity=models.Severity.RECOMMENDED, **known
            )
            found[crate] = [issue.message for issue in services.validate(settings).get_issues()]
    print(json.dumps(found))


main()
