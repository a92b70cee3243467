"""Provenance and its signature: made and checked offline with a key of one's own."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import orjson
import pytest
from releasing import EXAMPLE, Keys, contents, make_keys, replace_in

import broadsheet
from broadsheet.errors import UnreadableError
from broadsheet.publishing import signing
from broadsheet.publishing.earlier import RefusedError
from broadsheet.publishing.provenance import dir_hash
from broadsheet.publishing.sums import hash_of, write_sums

SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
STATEMENT = {
    "type": "object",
    "required": ["_type", "subject", "predicateType", "predicate"],
    "additionalProperties": False,
    "properties": {
        "_type": {"const": "https://in-toto.io/Statement/v1"},
        "predicateType": {"const": "https://slsa.dev/provenance/v1"},
        "subject": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["name", "digest"],
                "properties": {"name": {"type": "string"}, "digest": {"properties": {"sha256": SHA256}}},
            },
        },
        "predicate": {
            "required": ["buildDefinition", "runDetails"],
            "properties": {
                "buildDefinition": {
                    "required": ["buildType", "externalParameters"],
                    "properties": {
                        "buildType": {"type": "string", "format": "uri"},
                        "externalParameters": {"type": "object"},
                        "resolvedDependencies": {"items": {"required": ["digest"]}},
                    },
                },
                "runDetails": {
                    "required": ["builder"],
                    "properties": {
                        "builder": {
                            "required": ["id"],
                            "properties": {
                                "id": {"type": "string", "format": "uri"},
                                "version": {"additionalProperties": {"type": "string"}},
                            },
                        }
                    },
                },
            },
        },
    },
}
"""What in-toto's Statement v1 and SLSA's provenance v1 ask for."""


def test_the_statement_has_the_form_of_in_toto_and_slsa(release: Path) -> None:
    """It names every other file with its true hash and length."""
    statement = json.loads((release / "provenance.json").read_bytes())
    jsonschema.validate(statement, STATEMENT)
    named = {each["name"]: each for each in statement["subject"]}
    own = {"SHA256SUMS", "provenance.json", "provenance.dsse.json"}
    files = {p.relative_to(release).as_posix(): p for p in release.rglob("*") if p.is_file() and p.name not in own}
    assert set(files) == set(named)
    for name, path in files.items():
        assert named[name]["digest"] == {"sha256": hash_of(path)}
        assert named[name]["annotations"] == {"bytes": path.stat().st_size}


def test_the_statement_names_what_the_release_was_made_of(project: Path, release: Path) -> None:
    """The settings by their hash, the records by the hash of their folder, the writers by their versions."""
    predicate = json.loads((release / "provenance.json").read_bytes())["predicate"]
    records = list((project / "seeds").rglob("*.json"))
    expected = dir_hash({path.relative_to(project / "seeds").as_posix(): hash_of(path) for path in records})
    assert predicate["buildDefinition"]["resolvedDependencies"] == [
        {"name": "broadsheet.toml", "digest": {"sha256": hash_of(project / "broadsheet.toml")}},
        {"name": "seeds", "digest": {"dirHash": expected}},
    ]
    writers = predicate["runDetails"]["builder"]["version"]
    assert {"broadsheet", "hatchling", "orjson", "polars", "python", "zlib"} == set(writers)
    assert writers["broadsheet"] == broadsheet.__version__


def test_the_envelope_can_be_checked_with_openssl_alone(release: Path, keys: Keys, tmp_path: Path) -> None:
    """It is a DSSE envelope: what is signed is the type and the payload, each with its length before it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    envelope = json.loads((release / "provenance.dsse.json").read_bytes())
    payload = base64.b64decode(envelope["payload"])
    assert payload == (release / "provenance.json").read_bytes()
    kind = envelope["payloadType"].encode()
    (tmp_path / "signed").write_bytes(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
    (tmp_path / "signature").write_bytes(base64.b64decode(envelope["signatures"][0]["sig"]))
    command = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", keys.public, "-rawin", "-in", tmp_path / "signed"]
    done = subprocess.run([*command, "-sigfile", tmp_path / "signature"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Signature Verified Successfully"), done.stderr


def faults(release: Path, keys: Keys) -> list[str]:
    """What the proof of the signature finds."""
    issues = broadsheet.verify(release, key=keys.public).report.issues
    return [issue.message for issue in issues if issue.code == "B806"]


def test_a_signature_of_somebody_else_proves_nothing(release: Path, tmp_path: Path) -> None:
    """The key has to come from a trusted place; the one that signed is named by its hash."""
    assert faults(release, make_keys(tmp_path)) == ["the signature proves nothing: it was signed with another key"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"payload": base64.b64encode(b"{}").decode()}, "its signature does not fit what it says"),
        ({"payload": "!"}, "it is no DSSE envelope"),
        ({"payloadType": "text/plain"}, "it holds something else than a statement"),
        ({"signatures": []}, "it was signed with another key"),
        ({"signatures": [{"sig": "AAAA"}]}, "its signature does not fit what it says"),
        ({"signatures": 7}, "it is no DSSE envelope"),
    ],
)
def test_a_changed_envelope_proves_nothing(release: Path, keys: Keys, change: dict[str, object], message: str) -> None:
    """Whatever was changed in it."""
    path = release / "provenance.dsse.json"
    path.write_bytes(orjson.dumps(json.loads(path.read_bytes()) | change))
    assert faults(release, keys) == [f"the signature proves nothing: {message}"]


def test_a_release_without_its_signature_is_told_so(release: Path, keys: Keys) -> None:
    """Who asks for a signature is not content with none."""
    (release / "provenance.dsse.json").unlink()
    assert faults(release, keys) == ["provenance.dsse.json is missing"]


def test_another_statement_beside_the_signed_one_is_told(release: Path, keys: Keys) -> None:
    """`provenance.json` is what people read, so it has to be what was signed."""
    replace_in(release / "provenance.json", '"edition": "open"', '"edition": "full"')
    assert faults(release, keys) == ["provenance.json is not what was signed"]


def test_another_statement_is_told_without_a_key_as_well(release: Path) -> None:
    """Files, sums and statement forged to fit each other do not fit what was signed, whoever signed it."""
    assert [each.state for each in broadsheet.verify(release).proofs if each.name == "signature"] == ["left out"]
    replace_in(release / "provenance.json", '"edition": "open"', '"edition": "full"')
    write_sums(release)
    assert [each.message for each in broadsheet.verify(release).report.issues] == [
        "provenance.json is not what was signed"
    ]


def test_the_same_key_signs_the_same_bytes(project: Path, release: Path, keys: Keys, tmp_path: Path) -> None:
    """Ed25519 takes no random number, so a signed release can be made again to the byte."""
    again = broadsheet.release(project, out=tmp_path / "again", sign=keys.private).folder
    for name in ("provenance.dsse.json", "SHA256SUMS"):
        assert (release / name).read_bytes() == (again / name).read_bytes()


def test_a_version_that_was_released_unsigned_is_not_signed_later(project: Path, release: Path, keys: Keys) -> None:
    """Nor with another key: that is refused, nothing is written, and the next version takes the signature."""
    assert not broadsheet.release(project, sign=keys.private).fresh
    other = make_keys(project.parent)
    before = contents(project)
    with pytest.raises(RefusedError, match=r"1\.0\.0 is released already, without the signature of this key") as caught:
        broadsheet.release(project, sign=other.private)
    assert (caught.value.code, before) == ("B704", contents(project))
    (release / "provenance.dsse.json").unlink()
    write_sums(release)
    with pytest.raises(RefusedError, match="without the signature"):
        broadsheet.release(project, sign=keys.private)
    replace_in(project / "broadsheet.toml", '"1.0.0"', '"1.0.1"')
    done = broadsheet.release(project, sign=keys.private)
    assert (done.version, faults(done.folder, keys)) == ("1.0.1", [])


def test_keys_of_openssh_do_as_well(tmp_path: Path) -> None:
    """A private key and a public one as ssh-keygen writes them."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "id"], check=True)
    private, public = signing.load_private(tmp_path / "id"), signing.load_public(tmp_path / "id.pub")
    envelope = orjson.dumps(signing.envelope_of(b"{}", private))
    assert signing.opened(envelope, public) == b"{}"


def test_an_encrypted_key_asks_for_its_password(tmp_path: Path) -> None:
    """The right one opens it; a wrong one, or none, is told."""
    keys = make_keys(tmp_path, b"sesame")
    assert signing.load_private(keys.private, lambda: "sesame")
    with pytest.raises(UnreadableError, match="not the password"):
        signing.load_private(keys.private, lambda: "salt")
    with pytest.raises(UnreadableError, match="is encrypted"):
        signing.load_private(keys.private)


@pytest.mark.parametrize("content", [b"", b"text", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused_before_anything_is_done(tmp_path: Path, content: bytes) -> None:
    """The hint says how to make one."""
    project = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UnreadableError, match="holds no private key") as caught:
        broadsheet.release(project, sign=tmp_path / "key")
    assert "openssl genpkey" in (caught.value.hint or "")
    assert not (project / "dist").exists()
    with pytest.raises(UnreadableError, match="holds no public key"):
        signing.load_public(tmp_path / "key")
    with pytest.raises(UnreadableError, match="none cannot be read") as caught:
        signing.load_public(tmp_path / "none")
    assert caught.value.hint == "name the public key: openssl pkey -in KEYFILE -pubout"


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    """Only Ed25519, which needs no choices."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    key = generate_private_key(SECP256R1())
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key").write_bytes(key.private_bytes(*form))
    with pytest.raises(UnreadableError, match="is of another kind"):
        signing.load_private(tmp_path / "key")
