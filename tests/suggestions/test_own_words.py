"""What employers read of lines that tell where somebody was."""

import pytest

from jobfair.suggestions.queries.own_words import KeptBack, kept_back, shown_words
from jobfair.suggestions.queries.records import seeker_record
from jobfair.suggestions.views.for_me import reason_sentence
from tests.factories import make_seeker


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("inside sales", ("inside sales",)),
        ("cook inside for 300 men", ("Restaurant cook",)),
        ("limpieza adentro", ("Janitor",)),
        ("peluquero en la cárcel", ("Barber",)),
        ("hospice volunteer inside", ()),
        ("cosina en Lansing 3 años", ()),
        ("lababa la ropa del penal", ("Laundry worker",)),
        ("burglary", ()),
        ("on probation", ()),
    ],
)
def test_employers_read_the_kind_of_work_or_nothing(said, read):
    assert shown_words([said]) == read


def test_each_line_that_is_kept_back_is_named_with_what_is_read_instead():
    assert kept_back(["janitor", "welding shop inside", "on parole"]) == [
        KeptBack("welding shop inside", ("Welder",)),
        KeptBack("on parole", ()),
    ]


def test_matching_knows_what_employers_may_read_so_no_reason_quotes_more(session):
    told = ["welding shop inside"]
    seeker = make_seeker(session, work=told, skills=told, wishes=told, certificates=told)
    found = seeker_record(seeker)
    assert {found.work, found.skills, found.wishes, found.certificates} == {("Welder",)}


def test_a_reason_stored_long_ago_quotes_nothing_that_tells():
    values = {"said": "cook inside for 300 men", "opening": "Cook"}
    assert reason_sentence({"key": "matching.fits_same_words", "values": values}, "they") == ""
