"""Statements signed with a key of one's own, and checked: DSSE envelopes with Ed25519.

Keys are read where they are named and kept nowhere. They are PEM files, as `openssl genpkey
-algorithm ed25519` writes them, or those of OpenSSH.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import BroadsheetError, UnreadableError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["ENVELOPE", "enclosed", "envelope_of", "load_private", "load_public", "opened"]

ENVELOPE = "provenance.dsse.json"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
ASK_HINT = "name an Ed25519 key: openssl genpkey -algorithm ed25519 -out KEYFILE"
PUBLIC_HINT = "name the public key: openssl pkey -in KEYFILE -pubout"

Password = Callable[[], str]


def load_private(file: Path, password: Password | None = None) -> Ed25519PrivateKey:
    """The private key in a file; `password` is asked for when the key is encrypted.

    Raises UnreadableError when the file holds no Ed25519 key, or the password is wrong or missing.
    """
    _require()
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - an extra

    data = _read(file)
    load: Any = serialization.load_ssh_private_key if b"OPENSSH" in data[:40] else serialization.load_pem_private_key
    try:
        key = load(data, None)
    except TypeError:
        key = _unlocked(load, data, file, password)
    except Exception as error:  # noqa: BLE001 - whatever the library finds wrong with it
        raise UnreadableError(f"{file.as_posix()} holds no private key: {error}", hint=ASK_HINT) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableError(f"the key in {file.as_posix()} is of another kind", hint=ASK_HINT)
    return key


def _unlocked(load: Any, data: bytes, file: Path, password: Password | None) -> Any:
    if password is None:
        raise UnreadableError(f"the key in {file.as_posix()} is encrypted", hint="give its password")
    try:
        return load(data, password().encode())
    except ValueError:
        raise UnreadableError(f"that is not the password of {file.as_posix()}") from None


def load_public(file: Path) -> Ed25519PublicKey:
    """The public key in a file; UnreadableError when it holds no Ed25519 key."""
    _require()
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - an extra

    data = _read(file, PUBLIC_HINT)
    load: Any = serialization.load_pem_public_key if data.startswith(b"-----") else serialization.load_ssh_public_key
    try:
        key = load(data)
    except Exception as error:  # noqa: BLE001 - as above
        raise UnreadableError(f"{file.as_posix()} holds no public key: {error}", hint=PUBLIC_HINT) from None
    if not isinstance(key, Ed25519PublicKey):
        raise UnreadableError(f"the key in {file.as_posix()} is of another kind", hint=ASK_HINT)
    return key


def envelope_of(payload: bytes, key: Ed25519PrivateKey) -> dict[str, Any]:
    """The DSSE envelope of a statement, signed."""
    signature = key.sign(_encoded(payload))
    return {
        "payloadType": PAYLOAD_TYPE,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [{"keyid": key_id(key.public_key()), "sig": base64.b64encode(signature).decode()}],
    }


def opened(envelope: bytes, key: Ed25519PublicKey) -> bytes:
    """The statement in an envelope; ValueError says why the envelope proves nothing."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra

    payload, signatures = _parts(envelope)
    mine = [each for each in signatures if each.get("keyid") in {key_id(key), None}]
    if not mine:
        raise ValueError("it was signed with another key")
    try:
        key.verify(base64.b64decode(mine[0]["sig"], validate=True), _encoded(payload))
    except (InvalidSignature, binascii.Error, KeyError, TypeError):
        raise ValueError("its signature does not fit what it says") from None
    return payload


def enclosed(envelope: bytes) -> bytes:
    """The statement in an envelope, whoever signed it; ValueError when it is no envelope."""
    return _parts(envelope)[0]


def _parts(envelope: bytes) -> tuple[bytes, list[Mapping[str, Any]]]:
    try:
        value = json.loads(envelope)
        signatures: list[Mapping[str, Any]] = [dict(each) for each in value["signatures"]]
        if value["payloadType"] != PAYLOAD_TYPE:
            raise ValueError("it holds something else than a statement")
        return base64.b64decode(value["payload"], validate=True), signatures
    except (json.JSONDecodeError, UnicodeDecodeError, binascii.Error, KeyError, TypeError):
        raise ValueError("it is no DSSE envelope") from None


def key_id(key: Ed25519PublicKey) -> str:
    """What a public key is known by: the SHA-256 of its DER form."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra

    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def _encoded(payload: bytes) -> bytes:
    """What is signed: the type and the payload with their lengths before them (DSSE, PAE)."""
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def _read(file: Path, hint: str = ASK_HINT) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"the key {file.as_posix()} cannot be read: {error.strerror}", hint=hint) from None


def _require() -> None:
    if find_spec("cryptography") is None:
        raise BroadsheetError("cryptography is not installed", hint="pip install 'broadsheet[sign]'")
