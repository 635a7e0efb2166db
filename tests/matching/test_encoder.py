"""The encoder and its parts."""

import pickle

import numpy as np
import pytest
import scipy.sparse
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from jobfair.matching import Concept, ConceptEncoder, SkillVocabulary
from jobfair.matching.label_index import LabelIndex
from jobfair.matching.sparse_rows import keep_largest, unit_rows
from jobfair.matching.spelling import Speller
from jobfair.matching.stems import content_words, stem

KINDS = {
    "forklift operator": ("forklif", "montacargas", "lift truk driver", "forklift"),
    "nursing assistant": ("c.n.a.", "nurse aid", "auxiliar de enfermeria"),
    "janitor": ("conserje", "custodain", "trapear pisos", "limpieza de oficinas"),
    "roofer": ("el rufo", "shingels", "techero", "goteras"),
    "landscaper": ("cut grass", "yardas", "jardinero", "lawn mowing"),
    "poultry deboner": ("worked the line at tyson", "la linea del pollo"),
    "welder": ("soldadura", "MIG welding", "soldador de tuberia"),
    "dishwasher": ("lavatrastes", "dish washr", "lavar platos"),
    "cook": ("cocinero", "parrillero"),
    "kitchen manager": ("ran the kitchen at Lansing", "encargado de cocina"),
}


@pytest.fixture(scope="module")
def encoder():
    return ConceptEncoder().fit(list(KINDS))


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, words in KINDS.items() for said in words])
def test_what_people_say_lands_at_the_kind_of_work(encoder, kind, said):
    likeness = (encoder.transform([said]) @ encoder.transform(list(KINDS)).T).toarray()[0]
    assert list(KINDS)[likeness.argmax()] == kind


def test_rows_have_length_one_or_are_empty(encoder):
    rows = encoder.transform(["cook", "", "🔥", "xqzt", "a b c", "of the"])
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    assert lengths[[1, 2]].tolist() == [0, 0]
    assert lengths[[0, 3]] == pytest.approx(1)
    assert np.isfinite(rows.data).all()
    assert (rows.data >= 0).all()


def test_a_row_does_not_depend_on_its_neighbours(encoder):
    alone, beside = encoder.transform(["line cook"]), encoder.transform(["roofer", "line cook", "zzz"])[1]
    assert abs(alone - beside).max() == 0


def test_order_of_fields_and_case_do_not_matter(encoder):
    one, other = encoder.transform(["COOK", "cook"]).toarray()
    assert one.tolist() == other.tolist()


def test_words_the_vocabulary_does_not_know_still_meet():
    encoder = ConceptEncoder().fit(["zymurgist", "line cook"])
    likeness = (
        encoder.transform(["zymurgists"]) @ encoder.transform(["zymurgist", "line cook"]).T
    ).toarray()[0]
    assert likeness[0] > 0.5 > likeness[1]


def test_an_own_vocabulary_is_used_in_place_of_the_shipped_one():
    words = SkillVocabulary((Concept("1", "beekeeper", "apicultor", ("beekeeper", "apicultor")),))
    encoder = ConceptEncoder(words).fit(["beekeeper"])
    assert encoder.concepts(["apicultor"]).shape == (1, 1)
    assert (encoder.transform(["apicultor"]) @ encoder.transform(["beekeeper"]).T)[0, 0] > 0.5


def test_in_a_large_heap_a_word_met_once_is_not_a_known_word():
    small, large = (ConceptEncoder().fit(["brand new wrod", *["cook"] * n]) for n in (1, 500))
    assert "wrod" in small.speller_.known
    assert "wrod" not in large.speller_.known


def test_it_follows_scikit_learn(encoder):
    with pytest.raises(NotFittedError):
        ConceptEncoder().transform(["cook"])
    copy = clone(ConceptEncoder(word_weight=0.1))
    assert copy.get_params()["word_weight"] == 0.1
    assert copy.set_params(word_weight=0.2).word_weight == 0.2
    assert encoder.__sklearn_tags__().input_tags.string
    assert not encoder.__sklearn_tags__().input_tags.two_d_array
    pipeline = make_pipeline(ConceptEncoder(), Normalizer())
    assert pipeline.fit_transform(["cook", "roofer"]).shape[0] == 2
    once, twice = ConceptEncoder().fit(["cook"]), ConceptEncoder().fit(["x"]).fit(["cook"])
    assert abs(once.transform(["chef"]) - twice.transform(["chef"])).max() == 0


def test_the_speller_leaves_what_it_should():
    speller = Speller({"cook": 5, "roofer": 1, "roofers": 9})
    repairs = {"kook": "cook", "roofre": "roofer", "rofer": "roofer", "orofer": "roofer"}
    assert speller.repairs(["cook", "ck", "r2fer", "elephant", "kokk", "rxxfxr", *repairs]) == repairs
    assert speller.repairs(["kook"]) == {"kook": "cook"}
    assert Speller({}).repairs(["cook"]) == {}


def test_stems_of_both_languages_meet():
    assert stem("limpiadora") == stem("limpiador") == stem("limpiar")
    assert stem("roofing") == stem("roofer") == stem("roofs")
    assert stem("bass") == "bass"
    assert stem("mopping") == stem("mopped")
    assert content_words("the cook's work") == ["cook", "s", "work"]


def test_keep_largest_keeps_the_largest():
    rows = scipy.sparse.csr_matrix(np.array([[1.0, 5, 3, 4], [0, 0, 0, 0], [2, 0, 0, 1]]))
    assert keep_largest(rows, 2).toarray().tolist() == [[0, 5, 0, 4], [0, 0, 0, 0], [2, 0, 0, 1]]
    assert keep_largest(rows, 4, floor=0.7).toarray().tolist() == [[0, 5, 0, 4], [0, 0, 0, 0], [2, 0, 0, 0]]
    empty = scipy.sparse.csr_matrix((0, 3))
    assert keep_largest(empty, 2).shape == unit_rows(empty).shape == (0, 3)


def test_a_kept_index_does_as_well_as_its_vocabulary():
    baker = SkillVocabulary((Concept("51-3011.00", "baker", "panadero", ("baker", "panadero")),))
    kept = pickle.loads(pickle.dumps(LabelIndex(baker)))
    rows = [ConceptEncoder(one).fit(["baker"]).transform(["panadero"]) for one in (baker, kept)]
    assert (rows[0] != rows[1]).nnz == 0


def test_words_of_a_place_are_read_with_their_meaning():
    own_words = (("the Claycomo plant", "car assembly line"),)
    plain, local = (ConceptEncoder(own_words=own).fit(list(KINDS)) for own in ((), own_words))
    said, meant = "worked at The CLAYCOMO plant", "auto assembler"
    assert likeness(local, said, meant) > likeness(plain, said, meant) + 0.1
    assert likeness(local, "worked at a plant", meant) == likeness(plain, "worked at a plant", meant)


def likeness(encoder, one, other):
    rows = encoder.transform([one, other])
    return (rows[0] @ rows[1].T).toarray()[0, 0]
