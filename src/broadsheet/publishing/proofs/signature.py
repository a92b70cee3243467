"""The signature of a release: that its statement is signed, and is about these very files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.issues import Issue
from broadsheet.publishing.proofs.files import compare_files, of_hosts
from broadsheet.publishing.proofs.proof import Proof
from broadsheet.publishing.proofs.sums import subjects
from broadsheet.publishing.provenance import PROVENANCE
from broadsheet.publishing.signing import ENVELOPE, enclosed, opened
from broadsheet.publishing.sums import hash_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["prove_archive", "prove_signature"]

HINT = "do not trust this release, or find out its right key"


def prove_signature(folder: Path, key: Ed25519PublicKey | None) -> Proof:
    """That the holder of a key vouches for every file of the release, as it is now.

    Without a key nothing is proved; but a statement that is not the one in the envelope is seen all the same.
    """
    if key is None:
        if issues := list(_unlike(folder)):
            return Proof.of("signature", issues, "")
        is_signed = (folder / ENVELOPE).is_file()
        told = "name the public key with --key" if is_signed else "the release is not signed"
        return Proof("signature", "left out", told)
    return Proof.of("signature", _faults(folder, key), "the key fits, and what it signed are these files")


def prove_archive(archive: Path, key: Ed25519PublicKey | None) -> Proof:
    """That the holder of a key vouches for an archive, by the signature that lies beside it."""
    if key is None:
        told = "name the public key with --key" if archive.with_name(ENVELOPE).is_file() else f"no {ENVELOPE} beside it"
        return Proof("signature", "left out", told)
    told = f"the key fits, and what it signed is {archive.name}"
    return Proof.of("signature", _faults_of_archive(archive, key), told)


def _faults_of_archive(archive: Path, key: Ed25519PublicKey) -> Iterator[Issue]:
    hint = f"put the {ENVELOPE} of its release beside it, or verify the folder of the release"
    try:
        stated = subjects(json.loads(opened(archive.with_name(ENVELOPE).read_bytes(), key)))
    except FileNotFoundError:
        yield Issue.of("B806", f"no {ENVELOPE} lies beside it, and an archive holds none", hint=hint, path=archive.name)
    except (ValueError, OSError) as error:
        yield Issue.of("B806", f"the signature proves nothing: {error}", hint=hint, path=ENVELOPE)
    else:
        if archive.name not in stated or stated[archive.name].sha256 != hash_of(archive):
            yield Issue.of("B806", "is not what was signed", hint="do not trust this archive", path=archive.name)


def _unlike(folder: Path) -> Iterator[Issue]:
    """What is wrong with an envelope, if there is one, whatever key it was signed with."""
    try:
        if enclosed((folder / ENVELOPE).read_bytes()) == (folder / PROVENANCE).read_bytes():
            return
        message = f"{PROVENANCE} is not what was signed"
    except FileNotFoundError:
        return
    except (ValueError, OSError) as error:
        message = f"the signature proves nothing: {error}"
    yield Issue.of("B806", message, hint=HINT, path=ENVELOPE)


def _faults(folder: Path, key: Ed25519PublicKey) -> Iterator[Issue]:
    try:
        statement = opened((folder / ENVELOPE).read_bytes(), key)
        if statement != (folder / PROVENANCE).read_bytes():
            yield Issue.of("B806", f"{PROVENANCE} is not what was signed", hint=HINT, path=ENVELOPE)
        stated = subjects(json.loads(statement))
    except FileNotFoundError as error:
        yield Issue.of("B806", f"{Path(str(error.filename)).name} is missing", hint=HINT, path=ENVELOPE)
    except (ValueError, OSError) as error:
        yield Issue.of("B806", f"the signature proves nothing: {error}", hint=HINT, path=ENVELOPE)
    else:
        for issue in compare_files(folder, stated, ours={PROVENANCE, ENVELOPE, *of_hosts(folder)}):
            told = issue.hint if issue.code == "B802" else HINT
            yield Issue.of("B806", f"was not signed as it is: it {issue.message}", hint=told, path=issue.path)
