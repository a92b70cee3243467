"""What the tests of releases share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import orjson
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadsheet.publishing.sums import write_sums

EXAMPLE = Path(__file__).parents[1] / "examples/project"
PLANNED = "ferry crossings planned each week"
QUAY = "seeds/articles/2024-06-11-quay.json"


@dataclass(frozen=True)
class Keys:
    """The files of a private key and of its public one."""

    private: Path
    public: Path


def make_keys(folder: Path, password: bytes | None = None) -> Keys:
    """A new pair of keys in a folder, as openssl writes them."""
    key = Ed25519PrivateKey.generate()
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (folder / "key.pem").write_bytes(private)
    (folder / "key.pub.pem").write_bytes(public)
    return Keys(folder / "key.pem", folder / "key.pub.pem")


def contents(folder: Path) -> dict[str, str]:
    """Every file under a folder with the hash of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def correct(project: Path, words: str = "ferry crossings each week", old: str = PLANNED) -> None:
    """Correct a value in a record."""
    replace_in(project / QUAY, old, words)


def replace_in(file: Path, old: str, new: str) -> None:
    """Put other words into a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def resum(release: Path) -> None:
    """Make the sums and the provenance true again, as an attacker would."""
    statement = json.loads((release / "provenance.json").read_bytes())
    own = {"SHA256SUMS", "provenance.json", "provenance.dsse.json"}
    found = {name: digest for name, digest in contents(release).items() if name not in own}
    statement["subject"] = [{"name": name, "digest": {"sha256": digest}} for name, digest in found.items()]
    (release / "provenance.json").write_bytes(orjson.dumps(statement))
    write_sums(release)
