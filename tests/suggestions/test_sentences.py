"""Every reason of matching as people read it, in both languages, with its numbers."""

import csv
from pathlib import Path

import pytest
from flask_babel import force_locale

import jobfair
from jobfair.matching import MESSAGE_KEYS
from jobfair.suggestions.queries.understanding import label_in
from jobfair.suggestions.speech import spoken, spoken_change

#: a value for each name, and what has to be read of it in English and in Spanish
VALUES = {
    "needed": (("nights",), "nights", "noche"),
    "offered": (("days",), "daytime", "día"),
    "starts": ("15:00", "3:00", "3:00"),
    "ends": ("23:00", "11:00", "11:00"),
    "busy_starts": ("21:30", "9:30", "9:30"),
    "busy_ends": ("06:15", "6:15", "6:15"),
    "first_bus": ("05:20", "5:20", "5:20"),
    "last_bus": ("22:40", "10:40", "10:40"),
    "days": (("tue", "wed"), "Tuesday and Wednesday", "martes y miércoles"),
    "miles": (36, "36", "36"),
    "max_miles": (10, "10", "10"),
    "state": ("KS", "KS", "KS"),
    "travel": ("bus", "by bus", "en autobús"),
    "certificate": ("CDL Class A", "CDL class A", "CDL clase A"),
    "needed_pounds": (50, "50", "50"),
    "able_pounds": (20, "20", "20"),
    "languages": (("en",), "English", "inglés"),
    "said": ("montacargas", "montacargas", "montacargas"),
    "opening": ("Forklift Operator", "Forklift Operator", "Forklift Operator"),
    "part": ("pallets", "pallets", "pallets"),
    "concept_en": ("forklift operator", "forklift operator", ""),
    "concept_es": ("montacarguista", "", "montacarguista"),
    "skill": ("loading", "loading", "cargar"),
    "gain": (0.2, "", ""),  # a number for those who tune the matching
    "months": (6, "6", "6"),
}

#: the same names stand for days of the week where the reason is about days
ABOUT_DAYS = {
    "needed": (("mon", "sat"), "Monday and Saturday", "lunes y sábado"),
    "offered": (("mon",), "Monday", "lunes"),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_reason_is_said_with_its_numbers(app, language):
    with app.test_request_context(f"/?lang={language}", headers={"Accept-Language": language}):
        for key, names in MESSAGE_KEYS.items():
            known = VALUES | (ABOUT_DAYS if key.endswith("_days") else {})
            values = {name: known[name][0] for name in names}
            for said in (spoken(key, values, "you"), spoken(key, values, "they")):
                assert said, key
                for name in names:
                    assert known[name][1 if language == "en" else 2].casefold() in said.casefold(), said


def test_languages_differ(app):
    with app.test_request_context("/?lang=en", headers={"Accept-Language": "en"}):
        english = spoken("matching.not_last_bus", {"ends": "23:00", "last_bus": "22:40"})
    with app.test_request_context("/?lang=es", headers={"Accept-Language": "es"}):
        spanish = spoken("matching.not_last_bus", {"ends": "23:00", "last_bus": "22:40"})
    assert english.startswith("The shift ends 11:00")
    assert spanish.startswith("Fin del turno: 11:00")


def test_where_words_show_nothing_an_employer_reads_what_is_true(app):
    with app.test_request_context("/?lang=en", headers={"Accept-Language": "en"}):
        said = spoken("matching.fits_unknown", {"opening": "Roofer"}, "they")
    assert "can do the hours of “Roofer”, and they have not said no" in said


def test_every_skill_of_the_sample_is_said_in_spanish():
    with (Path(jobfair.__file__).parent / "sample" / "openings.csv").open(encoding="utf-8-sig") as table:
        skills = {skill.strip() for row in csv.DictReader(table) for skill in row["Skills"].split(";")}
    said = {skill: label_in("es", skill) for skill in skills}
    assert len(skills) > 70
    assert [skill for skill, word in said.items() if word in (None, skill)] == []
    assert {skill for skill, word in said.items() if label_in("es", word) != word} == set()


@pytest.mark.parametrize(
    ("skill", "spanish"),
    [
        ("Planting", "plantar"),
        ("concrete", "concreto"),
        ("forms", "cimbra"),
        ("sewing", "coser"),
        ("fryer", "freidora"),
        ("plantar", "plantar"),
    ],
)
def test_words_with_one_stem_in_two_languages_are_told_apart(skill, spanish):
    assert label_in("es", skill) == spanish


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "It is 1 mile away. You said you can go 2 miles.",
                "The work means lifting 1 pound. They can lift 0 pounds.",
                "Ask about 1 month of experience.",
                "If you could go 1 mile",
                "If you could lift 1 pound",
            ],
        ),
        (
            "es",
            [
                "Está a 1 milla. Usted dijo que puede ir hasta 2 millas.",
                "En el trabajo hay que levantar 1 libra. La persona puede levantar 0 libras.",
                "Pregunte por 1 mes de experiencia.",
                "Si pudiera ir hasta 1 milla",
                "Si pudiera levantar 1 libra",
            ],
        ),
    ],
)
def test_one_mile_pound_and_month_are_said_as_one(app, language, said):
    with app.test_request_context(), force_locale(language):
        assert said == [
            spoken("matching.not_distance", {"miles": 1, "max_miles": 2}),
            spoken("matching.not_lift", {"needed_pounds": 1, "able_pounds": 0}, "they"),
            spoken("matching.ask_experience", {"months": 1}, "they"),
            spoken_change("miles", {"miles": 1}),
            spoken_change("lift", {"pounds": 1}),
        ]
