# ruff: noqa: ARG002, N803 - the names are those of scikit-learn
"""scikit-learn's own checks, all of them.

The checks feed tables of numbers; the encoder reads texts and the matcher reads records. So each is checked
twice: as it is, where scikit-learn itself leaves out what a reader of texts cannot be asked, and behind a
reader of numbers that words each row and hands the words on, where nothing is left out.
"""

import doctest
import importlib
import pickle
import pkgutil

import numpy as np
import pytest
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data

import jobfair.matching
from jobfair.matching import Concept, ConceptEncoder, Matcher, OpeningRecord, SeekerRecord, SkillVocabulary

WORK = ("cook", "baker", "roofer", "welder", "janitor", "driver", "guard", "clerk", "sewer", "butcher")
WORDS = SkillVocabulary(tuple(Concept(word, word, word, (word,)) for word in WORK))


def worded(table):
    """A text for each row: a kind of work for each number, by its size."""
    return [" ".join(WORK[int(abs(number) * 10) % 10] for number in row) for row in table]


class NumberReader(BaseEstimator):
    """What reads a table of numbers, words it, and hands the words on; checked as scikit-learn checks."""

    def _read(self, table, *, reset=False):
        if not reset:
            check_is_fitted(self)
        return worded(validate_data(self, table, reset=reset))


class NumberEncoder(TransformerMixin, NumberReader):
    """The encoder behind a reader of numbers."""

    def __init__(self, word_weight=0.35):
        self.word_weight = word_weight

    def fit(self, X, y=None):
        self.encoder_ = ConceptEncoder(WORDS, word_weight=self.word_weight).fit(self._read(X, reset=True))
        return self

    def transform(self, X):
        texts = self._read(X)
        return self.encoder_.transform(texts)


class NumberMatcher(NumberReader):
    """The matcher behind a reader of numbers: rows are openings in `fit`, and people in `predict`."""

    def __init__(self, n_jobs=None):
        self.n_jobs = n_jobs

    def fit(self, X, y=None):
        openings = [OpeningRecord(place, 1, text) for place, text in enumerate(self._read(X, reset=True))]
        self.matcher_ = Matcher(ConceptEncoder(WORDS), n_jobs=self.n_jobs).fit(openings)
        return self

    def predict(self, X):
        people = [SeekerRecord(place, work=(text,)) for place, text in enumerate(self._read(X))]
        return self.matcher_.score(people)


#: check -> why it is left out; every other one passes
LEFT_OUT = {
    "check_array_api_input": "scikit-learn runs it only where SciPy is told to use other array libraries"
}


@pytest.mark.parametrize("estimator", [NumberEncoder(), NumberMatcher()], ids=lambda one: type(one).__name__)
def test_every_check_of_scikit_learn_passes(estimator):
    results = check_estimator(estimator, on_fail=None, on_skip=None)
    assert len(results) > 40
    assert {one["check_name"]: one["exception"] for one in results if one["status"] == "failed"} == {}
    assert {one["check_name"] for one in results if one["status"] != "passed"} == set(LEFT_OUT)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")  # it has few checks for texts
@pytest.mark.parametrize("estimator", [ConceptEncoder(WORDS), Matcher()], ids=lambda one: type(one).__name__)
def test_readers_of_texts_and_records_say_that_they_read_no_tables(estimator):
    tags = estimator.__sklearn_tags__()
    assert not tags.input_tags.two_d_array
    assert tags.requires_fit
    assert {one["status"] for one in check_estimator(estimator, on_fail=None)} == {"passed"}


FITTED_ON = {
    ConceptEncoder: (("line cook", "roofer"), "transform", ("cook", "🔥")),
    Matcher: (
        (OpeningRecord(1, 1, "Line cook"), OpeningRecord(2, 1, "Roofer")),
        "score",
        (SeekerRecord(1, work=("cook",)), SeekerRecord(2)),
    ),
}


def said_by(estimator, method, given):
    found = getattr(estimator, method)(given)
    return found.toarray() if hasattr(found, "toarray") else found


@pytest.mark.parametrize("kind", FITTED_ON)
def test_what_the_checks_ask_holds_for_texts_and_records_too(kind):
    fitted_on, method, given = FITTED_ON[kind]
    estimator = kind()
    before = estimator.get_params()
    with pytest.raises(NotFittedError):
        said_by(estimator, method, given)
    assert estimator.fit(fitted_on) is estimator
    assert estimator.get_params() == before
    found = said_by(estimator, method, given)
    for other in (
        pickle.loads(pickle.dumps(estimator)),
        clone(estimator).fit(fitted_on),
        estimator.fit(fitted_on),
        kind().fit(list(fitted_on)),
    ):
        assert said_by(other, method, list(given)).tobytes() == found.tobytes()
    backwards = said_by(estimator, method, given[::-1])
    assert backwards.tobytes() == np.ascontiguousarray(found[::-1]).tobytes()
    with pytest.raises(NotFittedError):
        said_by(clone(estimator), method, given)


MODULES = [
    found.name for found in pkgutil.walk_packages(jobfair.matching.__path__, prefix="jobfair.matching.")
]


@pytest.mark.parametrize("name", ["jobfair.matching", *MODULES])
def test_the_examples_in_the_docs_of_the_code_are_true(name):
    assert doctest.testmod(importlib.import_module(name), verbose=False).failed == 0


def test_a_notebook_needs_five_lines():
    (example,) = doctest.DocTestFinder(recurse=False).find(jobfair.matching)
    assert len(example.examples) == 5
