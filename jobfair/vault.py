"""Personal data at rest: AES-GCM bound to its row, and a blind index to find it again.

A ciphertext carries the row's own id as associated data, so one that is copied to another row or column
is refused. Source: reliability measurements of the project; NIST SP 800-38D for GCM.
"""

import hashlib
import hmac
import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jobfair.errors import N_, Invalid

NONCE_BYTES = 12
KEY_ID = b"\x01"


class Vault:
    """Seals and opens personal text with one installation's key."""

    def __init__(self, key: bytes) -> None:
        self._aead = AESGCM(hashlib.sha256(b"seal" + key).digest())
        self._index_key = hashlib.sha256(b"index" + key).digest()

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt `text` for one `place` (such as "seeker.contact:<uid>")."""
        nonce = os.urandom(NONCE_BYTES)
        return KEY_ID + nonce + self._aead.encrypt(nonce, text.encode(), KEY_ID + place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """Decrypt what `seal` made for the same `place`; raise Invalid when it was made for another."""
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._aead.decrypt(nonce, body, sealed[:1] + place.encode()).decode()
        except InvalidTag as error:
            raise Invalid(N_("This entry was sealed with another key or for another place.")) from error

    def blind_index(self, text: str, purpose: str) -> str:
        """A keyed hash to look a value up by, equal whatever its case and however its accents are encoded."""
        plain = unicodedata.normalize("NFKD", text).casefold().strip()
        return hmac.new(self._index_key, f"{purpose}:{plain}".encode(), hashlib.sha256).hexdigest()
