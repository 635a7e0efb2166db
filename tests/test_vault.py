"""Personal data at rest: only its own place and key open it."""

import pytest

from jobfair.errors import Invalid
from jobfair.vault import Vault
from tests.conftest import DATA_KEY

VAULT = Vault(DATA_KEY)


def test_opens_what_it_sealed_and_never_seals_alike():
    first, second = VAULT.seal("ask for me at the café", "a:1"), VAULT.seal("ask for me at the café", "a:1")
    assert first != second
    assert b"ask for me" not in first
    assert VAULT.open(first, "a:1") == VAULT.open(second, "a:1") == "ask for me at the café"


@pytest.mark.parametrize("place", ["a:2", "b:1", ""])
def test_a_ciphertext_moved_to_another_place_is_refused(place):
    with pytest.raises(Invalid):
        VAULT.open(VAULT.seal("816-555-0100", "a:1"), place)


def test_another_key_or_a_changed_byte_is_refused():
    sealed = VAULT.seal("816-555-0100", "a:1")
    with pytest.raises(Invalid):
        Vault(bytes(32)).open(sealed, "a:1")
    for position in range(len(sealed)):
        changed = bytes([*sealed[:position], sealed[position] ^ 1, *sealed[position + 1 :]])
        with pytest.raises(Invalid):
            VAULT.open(changed, "a:1")


def test_the_blind_index_forgives_case_and_encoding_and_depends_on_purpose_and_key():
    assert VAULT.blind_index(" José@Example.org ", "contact") == VAULT.blind_index(
        "JOSE\u0301@example.org", "contact"
    )
    assert VAULT.blind_index("a", "contact") != VAULT.blind_index("a", "throttle")
    assert VAULT.blind_index("a", "contact") != Vault(bytes(32)).blind_index("a", "contact")
