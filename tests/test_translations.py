"""Spanish at parity: every sentence of the program has a translation, with the same places."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "jobfair" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "_l": None,
    "N_": None,
}
PLACE = re.compile(r"%\((\w+)\)[sdf]")


def extracted() -> set[str]:
    """Every marked sentence in code and templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)
    found = set()
    for _, _, message, _, _ in extract_from_dir(ROOT, mapping, options, keywords=KEYWORDS):
        found.add(message if isinstance(message, str) else message[0])
    return found - {""}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    assert CATALOGUE.exists(), f"{CATALOGUE.relative_to(ROOT)} is missing"
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="es")


def sentences(catalogue):
    """Each entry as its English id and all its Spanish texts."""
    for entry in catalogue:
        if entry.id:
            one = entry.id if isinstance(entry.id, str) else entry.id[0]
            texts = [entry.string] if isinstance(entry.string, str) else list(entry.string)
            yield entry, one, texts


def test_something_is_extracted():
    found = extracted()
    assert "Sign in" in found, "from a template or a lazy label"
    assert "Please sign in." in found, "from N_ in code"
    assert len(found) > 50


def test_every_sentence_is_in_the_catalogue_and_none_is_left_over(catalogue):
    known = {one for _, one, _ in sentences(catalogue)}
    wanted = extracted()
    assert not wanted - known, f"not in the catalogue: {sorted(wanted - known)}"
    assert not known - wanted, f"used nowhere: {sorted(known - wanted)}"


def test_nothing_is_fuzzy_or_empty(catalogue):
    unfinished = [one for entry, one, texts in sentences(catalogue) if entry.fuzzy or not all(texts)]
    assert not unfinished


def test_both_languages_have_the_same_places(catalogue):
    different = []
    for entry in catalogue:
        english = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        spanish = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        for one, text in zip(english, spanish, strict=True):
            if set(PLACE.findall(text)) != set(PLACE.findall(one)):
                different.append(f"{one!r}: {text!r}")
    assert not different, "\n".join(different)


def test_no_sentence_has_a_place_without_a_name():
    bare = [one for one in extracted() if re.search(r"(?<!%)%[sdf]", PLACE.sub("", one))]
    assert not bare, "a translator cannot move these: name the places"
