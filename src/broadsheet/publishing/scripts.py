"""The lines of the scripts that bring a bundle to Zenodo: first a draft, then, by a script of its own, its publication.

Zenodo still takes metadata and files as its documentation of deposits says. A version that follows others is begun
where records are kept (`/api/records/ID/versions`): the action of deposits for it refuses records with files.
"""

from __future__ import annotations

from shlex import quote

__all__ = ["zenodo_publication", "zenodo_upload"]

HEAD = (
    ': "${ZENODO_TOKEN:?is not set: make one on zenodo.org with the scopes deposit:write and deposit:actions}"',
    'api="${ZENODO_URL:-https://zenodo.org}/api"',
    'ask() { curl -fsS -H "Authorization: Bearer $ZENODO_TOKEN" "$@"; }',
    "of() { python3 -c 'import functools, json, sys",
    'print(functools.reduce(lambda found, step: found[step], sys.argv[1:], json.load(sys.stdin)))\' "$@"; }',
)
"""What needs the token, where Zenodo is, how it is asked, and how a value is taken out of an answer."""

AS_JSON = "-H 'Content-Type: application/json'"


def zenodo_upload(earlier: str | None) -> list[str]:
    """A draft with the files and the metadata of the bundle: a new one, or of the next version of what is there."""
    return [
        *HEAD,
        "[ -s draft ] || {",
        *(f"  {line}" for line in (_next(earlier) if earlier else _first())),
        "  mv draft.new draft",
        "}",
        'deposit="$api/deposit/depositions/$(cat draft)"',
        f'ask {AS_JSON} -X PUT --data @metadata.json "$deposit" > answer.json',
        "bucket=$(of links bucket < answer.json)",
        'for file in files/*; do ask --upload-file "$file" "$bucket/${file#files/}" > /dev/null; done',
        'echo "The draft is at $(of links html < answer.json). Look at it, then publish it: sh publish.sh"',
    ]


def _first() -> list[str]:
    return [f"ask {AS_JSON} -X POST --data '{{}}' \"$api/deposit/depositions\" | of id > draft.new"]


def _next(earlier: str) -> list[str]:
    number = quote(earlier.rpartition(".")[2])
    return [
        f'latest=$(ask -L "$api/records/{number}/versions/latest" | of id)',
        'ask -X POST "$api/records/$latest/versions" | of id > draft.new',
    ]


def zenodo_publication(earlier: str | None) -> list[str]:
    """The draft made public, which cannot be taken back, and the DOI that it got."""
    concept = "sites.zenodo = '$(of conceptdoi < answer.json)'"
    more = "" if earlier else f" So that the next version follows it, write into broadsheet.toml: {concept}"
    return [
        *HEAD,
        'ask -X POST "$api/deposit/depositions/$(cat draft)/actions/publish" > answer.json',
        f'echo "Published as $(of doi < answer.json).{more}"',
    ]
