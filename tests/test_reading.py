"""What people who look for work are shown is easy to read: every page, every state, both languages."""

from collections.abc import Iterator

import pytest

from tests.reading import (
    english_syllables,
    page_sentences,
    prose,
    reading_ease,
    school_grade,
    spanish_syllables,
)
from tests.seeker_pages import SeekerPages

HIGHEST_GRADE = 6
LEAST_EASE = 70
LONGEST_SENTENCE = 25
#: prose of fewer sentences says nothing by its average
ENOUGH = 3
#: what the world's people, fairs, employers and openings are called, and people's own words
NAMES = {
    *(f"{name} {what}" for name in ("Alder", "Birch") for what in ("Fair", "Foods", "Works", "papers desk")),
    *(f"QuentinAlder{number}" for number in range(10)),
    "Alder Foods dishwasher", "Alder Works dishwasher", "Alder Foods cook", "Alder Works cook",
    "dishwasher", "kitchen helper", "clean kitchen", "prepare food",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(world_file, tmp_path_factory) -> Iterator[SeekerPages]:
    pages = SeekerPages(world_file, tmp_path_factory.mktemp("pages"))
    yield pages
    pages.database.close()


def easy_enough(lang: str, sentences: list[list[str]]) -> bool:
    if lang == "en":
        return school_grade(sentences) <= HIGHEST_GRADE
    return reading_ease(sentences) >= LEAST_EASE


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_page_is_easy_to_read(pages, lang):
    hard, read = set(), 0
    for shown in pages.shown(lang):
        sentences = page_sentences(shown.html, NAMES)
        read += bool(sentences)
        for kind, some in (("page", sentences), ("prose", prose(sentences))):
            if some and (kind == "page" or len(some) >= ENOUGH) and not easy_enough(lang, some):
                measure = school_grade(some) if lang == "en" else reading_ease(some)
                hard.add(f"{shown.where}: {kind} {measure:.1f}")
        long = [sentence for sentence in sentences if len(sentence) > LONGEST_SENTENCE]
        hard |= {f"{len(sentence)} words: {' '.join(sentence)}" for sentence in long}
    assert read > 100
    assert not hard, "\n".join(sorted(hard))


def test_the_measure_can_fail():
    page = (
        "<html lang='{}'><body><main><p>{}</p><p lang='xx'>Other</p></main><p>Footer</p></body></html>".format
    )
    hard = page_sentences(
        page("en", "Subsequent to registration, participants receive individual notification.")
    )
    easy = page_sentences(page("en", "You sign up. Then we tell you when to come."))
    assert not easy_enough("en", hard)
    assert easy_enough("en", easy)
    duro = page_sentences(page("es", "Posteriormente se comunicará individualmente la programación."))
    facil = page_sentences(page("es", "Usted se anota. Luego le decimos a qué hora venir."))
    assert not easy_enough("es", duro)
    assert easy_enough("es", facil)
    assert ["Other"] not in hard
    assert ["Footer"] not in hard


def test_what_ends_a_sentence_and_what_is_no_prose():
    page = """<html lang="en"><main><label>Your name</label><p>See <a href="x">the hall</a> now. Ask 3 people!
      <a class="door"><strong>My page</strong><span>All of it</span></a><select><option>May</option></select>
      <p hidden>Not seen</p><p class="visually-hidden">Heard</p><input type="submit" value="Send"></main>"""
    assert [" ".join(words) for words in page_sentences(page, {"Ask"})] == [
        "Your name",
        "See the hall now",
        "people",
        "My page",
        "All of it",
        "Send",
    ]


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        ("work name names asked like the your each year eyes booths", 1),
        ("waited places washes title people trying going quiet open timely creates useful", 2),
        ("employer interview video serious usual created everyone", 3),
        ("certificate experience organizer information", 4),
    ],
)
def test_english_syllables(words, syllables):
    counted = {word: english_syllables(word) for word in words.split()}
    assert set(counted.values()) == {syllables}, counted


@pytest.mark.parametrize(
    ("words", "syllables"),
    [
        ("y muy que bien pues hoy", 1),
        ("día puesto guía tiempo queda país aún", 2),
        ("entrevista teléfono habilidad todavía cumpleaños", 4),
        ("computadora antecedentes certificado", 5),
    ],
)
def test_spanish_syllables(words, syllables):
    counted = {word: spanish_syllables(word) for word in words.split()}
    assert set(counted.values()) == {syllables}, counted
